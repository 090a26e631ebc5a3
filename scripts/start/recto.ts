import { join, relative } from 'node:path';
import type { Config } from '../../runtime/config.ts';
import { lockDataDir } from '../../storage/records/data-lock.ts';
import { type PrivateRedis, startPrivateRedis } from '../redis.ts';
import { partsFor, setUp } from '../setup/set-up.ts';
import { fetchViewer, MIRADOR } from '../setup/viewers.ts';
import { buildWeb } from '../setup/web.ts';
import type { Child } from './child.ts';
import { checkIntake, startIntakeFolder } from './intake-folder.ts';
import { waitForLeftovers } from './leftovers.ts';
import { openLogFile } from './log-files.ts';
import { claimPort } from './port.ts';
import { type Processes, startProcesses } from './processes.ts';

/** Recto on one machine, as `npm start` runs it. */
export interface Recto {
  /** Returns when it is ready. @throws Fault or Error, in words for the person at the terminal. */
  start(): Promise<void>;
  /** Stops everything in order: workers, server, Redis. */
  stop(): Promise<void>;
  /** Ends everything that is still running at once. */
  force(): void;
}

/** Puts the parts together by hand, in order; they are closed in reverse. */
export function createRecto(config: Config, say: (line: string) => void): Recto {
  const { dataDir } = config;
  const logs = join(dataDir, 'logs');
  const closers: (() => Promise<void> | void)[] = [];
  let processes: Processes | undefined;
  let intake: Child | undefined;

  async function start(): Promise<void> {
    checkIntake(config);
    const lock = lockDataDir(dataDir);
    closers.push(() => lock.release());
    const leftovers = await waitForLeftovers(dataDir, say);
    closers.push(() => leftovers.forget());
    const port = await claimPort(config.PORT, config.HOST);
    prepare(config, say);
    const redis = config.REDIS_URL ? undefined : await startRedis(dataDir, logs, say);
    closers.push(async () => redis?.stop());
    const env = childEnvironment(config, { port, redisUrl: redis?.url ?? config.REDIS_URL });
    const here = probeUrl(config.HOST, port);
    const readyUrl = `${here}/health/ready`;
    processes = startProcesses({ env, logs, readyUrl, say, onSpawn: leftovers.note });
    closers.push(...processes.children.map((child) => () => child.stop()));
    const told = await processes.ready();
    intake = await startIntakeFolder(config, { server: here, logs, say, onSpawn: leftovers.note });
    closers.push(() => intake?.stop());
    say(`\nEverything is kept in ${shown(dataDir)}, logs in ${shown(logs)}. Ctrl-C stops Recto.`);
    say(`Recto is ready at ${told?.url ?? config.RECTO_PUBLIC_URL ?? `http://localhost:${port}`}`);
    if (told?.signIn) say(`Sign in as the administrator, once, at ${told.signIn}`);
  }

  async function close(): Promise<void> {
    if (processes) say('Stopping: finishing what is being worked on …');
    for (const closer of closers.splice(0).reverse()) await closer();
    if (processes) say('Recto has stopped.');
  }

  let closing: Promise<void> | undefined;
  return Object.freeze({
    start,
    stop() {
      closing ??= close();
      return closing;
    },
    force() {
      say('Stopping at once. Nothing is lost: unfinished work is taken up again at the next start.');
      for (const child of [intake, ...(processes?.children ?? [])]) child?.kill();
    },
  });
}

/** What has to be there before anything can run. */
function prepare(config: Config, say: (line: string) => void): void {
  setUp({ parts: config.REDIS_URL ? [] : partsFor('start'), say });
  fetchViewer(MIRADOR, say);
  buildWeb(say);
}

function startRedis(dataDir: string, logs: string, say: (line: string) => void): Promise<PrivateRedis> {
  const log = openLogFile(join(logs, 'redis.log'));
  return startPrivateRedis({
    dir: join(dataDir, 'redis'),
    log: (line) => {
      log.write(`${line}\n`);
      if (line.startsWith('Redis ')) say(line);
    },
  });
}

function childEnvironment(
  config: Config,
  at: { readonly port: number; readonly redisUrl: string | undefined },
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    PORT: String(at.port),
    RECTO_DATA: config.dataDir,
    RECTO_PROFILE: config.RECTO_PROFILE,
    REDIS_URL: at.redisUrl,
  };
}

/** Where this machine reaches a server that listens on `host`. */
function probeUrl(host: string, port: number): string {
  const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };
  return `http://${everywhere[host] ?? (host.includes(':') ? `[${host}]` : host)}:${port}`;
}

/** A path as short as it can be told. */
function shown(path: string): string {
  const near = relative(process.cwd(), path);
  return near && !near.startsWith('..') ? near : path;
}
