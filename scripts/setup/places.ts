import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the set-up fetches lies here: outside node_modules, which `npm ci` empties, and outside every data directory. */
export const FETCHED = join(ROOT, '.recto');

/** Homebrew's folders, which a program that was not started from a shell does not have in its PATH. */
const HOMEBREW = ['/opt/homebrew/bin', '/usr/local/bin'];

/** Whether a path is a file that this process may run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The absolute path of a program in PATH, or where Homebrew puts it; undefined if there is none. */
export function onPath(name: string, path?: string): string | undefined {
  const { PATH = '' } = process.env;
  const folders = [...(path ?? PATH).split(delimiter).filter(Boolean), ...HOMEBREW];
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

/**
 * Folders that may hold PostgreSQL's server programs, the newest first: Debian's, Homebrew's, and the one that
 * the set-up fetched. For root that one lies outside root's home, because the server then runs as nobody.
 */
export function postgresPlaces(): readonly string[] {
  const versions = [
    ...listed('/usr/lib/postgresql', (name) => /^\d+$/.test(name)),
    ...listed('/opt/homebrew/opt', (name) => /^postgresql(@\d+)?$/.test(name)),
    ...listed('/usr/local/opt', (name) => /^postgresql(@\d+)?$/.test(name)),
  ].map((folder) => join(folder, 'bin'));
  return [...versions, join(fetchedPostgres(), 'bin')];
}

/** Where the set-up puts a PostgreSQL that it fetched. */
export function fetchedPostgres(): string {
  return process.getuid?.() === 0 ? '/var/cache/recto/postgresql' : join(FETCHED, 'postgresql');
}

function listed(folder: string, isWanted: (name: string) => boolean): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter(isWanted);
  return names.sort((a, b) => version(b) - version(a)).map((name) => join(folder, name));
}

function version(name: string): number {
  return Number(/\d+$/.exec(name)?.[0] ?? 0);
}
