// Plain JavaScript without a dependency: this runs before there are any.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Reads the packages that a lock file names; undefined if it cannot be read. */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Whether node_modules is what package-lock.json asks for, going by the list that npm leaves in node_modules.
 * Optional packages may be absent: they are for other machines.
 */
export function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    if (!found) return Boolean(entry.optional || entry.devOptional || entry.peer);
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * Runs `npm ci` if node_modules is missing or stale, and says so in one line. The tools for development come
 * along: tsx runs the programs and vite builds the web app.
 *
 * @throws Error with what npm said, if it fails.
 */
export function ensureDependencies(root = ROOT) {
  if (isInstalled(root)) return;
  process.stderr.write('Installing the packages that Recto is built on (npm ci; about half a minute) …\n');
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  const args = [...npm.slice(1), 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const run = spawnSync(npm[0], args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (run.status !== 0) {
    const said = `${run.stdout ?? ''}${run.stderr ?? ''}`.trim() || run.error?.message;
    throw new Error(`The packages could not be installed. Try it by hand, in ${root}: npm ci\n${said}`);
  }
}

/** Refuses a Node.js that is too old, in words. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(
    `Recto needs Node.js 20.19 or later; this is ${process.versions.node}. See https://nodejs.org.`,
  );
}

/**
 * What start, setup and test begin with: makes the packages stand, then runs a TypeScript program in this
 * same process (so that a Ctrl-C meets one process and not two).
 */
export async function runProgram(url) {
  try {
    requireNode();
    ensureDependencies();
    const { register } = await import('tsx/esm/api');
    register();
    await import(url);
  } catch (error) {
    process.stderr.write(`${error?.detail ?? error?.message ?? error}\n`);
    process.exit(1);
  }
}
