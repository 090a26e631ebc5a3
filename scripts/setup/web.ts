import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './places.ts';
import { run } from './run.ts';

/** Built, not written; and what the build itself leaves behind. */
const NOT_SOURCES = new Set(['dist', 'node_modules', '.vite']);

/**
 * Builds the web app into web/dist, unless it was built from these very sources. The app takes types from
 * `model/`, which leave nothing in what is built, so only `web/` and the packages count.
 */
export function buildWeb(say: (line: string) => void, root: string = ROOT): void {
  const stamp = join(root, 'web', 'dist', '.built-from');
  const digest = webDigest(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  say('Building the web app …');
  run([process.execPath, join(root, 'node_modules/vite/bin/vite.js'), 'build', 'web', '--logLevel', 'warn'], {
    cwd: root,
  });
  writeFileSync(stamp, digest);
}

/** A digest of everything that the web app is built from. */
export function webDigest(root: string): string {
  const hash = createHash('sha256');
  for (const file of [...sources(join(root, 'web')), join(root, 'package-lock.json')]) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function sources(folder: string): string[] {
  const names = readdirSync(folder)
    .filter((name) => !NOT_SOURCES.has(name))
    .sort();
  return names.flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? sources(path) : [path];
  });
}
