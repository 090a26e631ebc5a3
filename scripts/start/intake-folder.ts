import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { namesItem } from '../../intake/item-of-name.ts';
import { Fault } from '../../model/fault.ts';
import type { Config } from '../../runtime/config.ts';
import { createToken } from '../../server/actions/create-token.ts';
import { hashSecret } from '../../server/auth/secrets.ts';
import { findTokenAgent } from '../../storage/records/agents.ts';
import { openRecords } from '../../storage/records/open.ts';
import type { Records } from '../../storage/records/records.ts';
import { type Child, keepRunning } from './child.ts';
import { openLogFile } from './log-files.ts';

const NAME = 'watched folder';
/** What its token is called where tokens are listed. */
const TOKEN = { name: 'Watched folder', role: 'technician', createdBy: 'npm start' } as const;
/** What it has no use for: it speaks to the server by HTTP alone. */
const NOT_FOR_IT = /^(DATABASE_URL|REDIS_URL|S3_|RECTO_ADMIN_)/;

/** Says at once what would only be found when the folder is watched. @throws Fault('bad-request') */
export function checkIntake({ INTAKE_FOLDER: folder, INTAKE_NAMES: names }: Config): void {
  if (folder === undefined || names === undefined || namesItem(names)) return;
  const detail = `INTAKE_NAMES is ${names}, which has no {item}: no name would say which item a file belongs to.`;
  throw new Fault('bad-request', detail);
}

/** What the watched folder's program is told: the same as who watches one at a copy stand. */
export function watchArgs(config: Config, server: string): string[] {
  const { INTAKE_FOLDER: folder = '', INTAKE_NAMES: names, INTAKE_REGISTER: register } = config;
  return [
    ...['watch', folder, '--server', server, '--steady', String(config.INTAKE_STEADY_SECONDS)],
    ...(names === undefined ? [] : ['--names', names]),
    ...(register ? ['--register'] : []),
  ];
}

/**
 * Watches INTAKE_FOLDER with the station's own program, over HTTP and with a token of its own, and starts it again
 * whenever it dies. The server must be ready. undefined where there is none to watch.
 *
 * @param server where this machine reaches it.
 */
export async function startIntakeFolder(
  config: Config,
  at: {
    readonly server: string;
    readonly logs: string;
    readonly say: (line: string) => void;
    readonly onSpawn: (pid: number) => void;
  },
): Promise<Child | undefined> {
  const { server, logs, say, onSpawn } = at;
  if (config.INTAKE_FOLDER === undefined) return undefined;
  const child = keepRunning({
    name: NAME,
    program: 'scripts/intake-folder.ts',
    env: {
      ...without(process.env, NOT_FOR_IT),
      ...settingsOf(config),
      RECTO_SERVER: server,
      RECTO_TOKEN: await tokenOf(config),
      XDG_STATE_HOME: join(config.dataDir, 'intake'),
    },
    log: openLogFile(join(logs, 'intake-folder.log')),
    say,
    onSpawn,
    onGiveUp: () => {},
  });
  // A share that is away, or another who watches it, is a matter of time.
  child.settle();
  say(`Watching ${config.INTAKE_FOLDER} for scans.`);
  return child;
}

function settingsOf(config: Config): NodeJS.ProcessEnv {
  const { INTAKE_FOLDER, INTAKE_NAMES, INTAKE_REGISTER, INTAKE_STEADY_SECONDS } = config;
  return {
    INTAKE_FOLDER,
    INTAKE_NAMES,
    INTAKE_REGISTER: String(INTAKE_REGISTER),
    INTAKE_STEADY_SECONDS: String(INTAKE_STEADY_SECONDS),
  };
}

function without(env: NodeJS.ProcessEnv, names: RegExp): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.test(name)));
}

/** The secret of its token: kept beside the data, so that there is one of them and not one for each start. */
async function tokenOf({ dataDir, DATABASE_URL: databaseUrl }: Config): Promise<string> {
  const path = join(dataDir, 'intake-token');
  const records = await openRecords({ dataDir, databaseUrl });
  try {
    const kept = (await readFile(path, 'utf8').catch(() => '')).trim();
    if (kept !== '' && (await isKnown(records, kept))) return kept;
    const { secret } = await createToken({ records }, TOKEN);
    await writeFile(path, `${secret}\n`, { mode: 0o600 });
    return secret;
  } finally {
    await records.close();
  }
}

/** One that was revoked is not: another is made, as somebody may have wanted by that. */
async function isKnown(records: Records, secret: string): Promise<boolean> {
  return (await records.read((rows) => findTokenAgent(rows, hashSecret(secret)))) !== undefined;
}
