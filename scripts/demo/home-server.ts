import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../model/fault.ts';
import type { Config } from '../../runtime/config.ts';
import { createToken } from '../../server/actions/create-token.ts';
import { revokeToken } from '../../storage/records/agents.ts';
import { openRecords } from '../../storage/records/open.ts';
import type { Records } from '../../storage/records/records.ts';

/** The Recto of this machine. */
export interface HomeServer {
  readonly url: string;
  /** It was started here, and is ours to stop. */
  readonly isOurs: boolean;
  stop(): Promise<void>;
  /** Until somebody stops it. */
  ended(): Promise<void>;
}

/** Finds the Recto that runs on this machine, or starts one with these settings. @throws Fault('unavailable') */
export async function openHomeServer(
  config: Config,
  say: (line: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): Promise<HomeServer> {
  const url = localUrl(config);
  if (await isReady(url)) {
    return { url, isOurs: false, stop: async () => undefined, ended: async () => undefined };
  }
  say(`No Recto runs at ${url}. Starting one.`);
  const child = spawn(process.execPath, [fileURLToPath(new URL('../start.mjs', import.meta.url))], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  // A terminal sends a Ctrl-C to both of us; a plain signal reaches this process alone.
  const passOn = () => void child.kill('SIGTERM');
  process.on('SIGINT', passOn).on('SIGTERM', passOn);
  await waitForReady(child, say);
  return {
    url,
    isOurs: true,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
    async ended() {
      await exited;
    },
  };
}

function localUrl({ HOST, PORT }: Config): string {
  const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };
  return `http://${everywhere[HOST] ?? (HOST.includes(':') ? `[${HOST}]` : HOST)}:${PORT}`;
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    return response.ok;
  } catch {
    return false;
  }
}

function waitForReady(child: ChildProcess, say: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Fault('unavailable', 'Recto could not be started. See above.')));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      say(line);
      if (line.startsWith('Recto is ready at ')) resolve();
    });
  });
}

/** A curator's token for as long as the work takes, made straight in the records of this machine. */
export async function withToken<T>(config: Config, work: (token: string) => Promise<T>): Promise<T> {
  const { dataDir, DATABASE_URL: databaseUrl } = config;
  const inRecords = async <R>(act: (records: Records) => Promise<R>): Promise<R> => {
    const records = await openRecords({ dataDir, databaseUrl });
    try {
      return await act(records);
    } finally {
      await records.close();
    }
  };
  const made = await inRecords((records) =>
    createToken({ records }, { name: 'Demo', role: 'curator', createdBy: 'demo' }),
  );
  try {
    return await work(made.secret);
  } finally {
    await inRecords((records) => records.write((rows) => revokeToken(rows, made.token.id, Date.now())));
  }
}
