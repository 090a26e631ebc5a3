import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryFolders, unpackPackages } from './apt.ts';
import { FETCHED, fetchedPostgres, onPath } from './places.ts';
import { run } from './run.ts';

/**
 * Gets a Redis without installing a service. In Debian the server program is in the package redis-tools, under
 * the name of redis-check-rdb: it looks at the name it is called by.
 */
export function fetchRedis(folder: string = join(FETCHED, 'redis')): void {
  const installed = onPath('redis-check-rdb');
  if (installed) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, 'bin'), { recursive: true });
    symlinkSync(installed, join(folder, 'bin', 'redis-server'));
    return;
  }
  unpackPackages(['redis-tools'], folder, ['usr/bin/redis-check-rdb']);
  rmSync(join(folder, 'usr/bin/redis-server'), { force: true });
  symlinkSync('redis-check-rdb', join(folder, 'usr/bin/redis-server'));
  wrapPrograms(folder, ['usr/bin/redis-server']);
}

/** Gets PostgreSQL's server without installing it, for the tests: in the version that the system offers. */
export function fetchPostgres(folder: string = fetchedPostgres()): void {
  const offered = run(['apt-cache', 'depends', 'postgresql']);
  const name = /Depends: (postgresql-\d+)/.exec(offered)?.[1] ?? 'postgresql-15';
  const bin = `usr/lib/postgresql/${name.split('-')[1]}/bin`;
  unpackPackages([name], folder, [`${bin}/postgres`, `${bin}/initdb`]);
  wrapPrograms(
    folder,
    readdirSync(join(folder, bin)).map((program) => `${bin}/${program}`),
  );
}

/** Puts a script for each program into `bin`, which runs it with the libraries that were fetched along with it. */
function wrapPrograms(folder: string, programs: readonly string[]): void {
  const libraries = libraryFolders(folder).map((path) => `$here${path.slice(folder.length)}`);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  for (const program of programs) {
    const lines = [
      '#!/bin/sh',
      'here=$(cd "$(dirname "$0")/.." && pwd)',
      `export LD_LIBRARY_PATH="${libraries.join(':')}"`,
      `exec "$here/${program}" "$@"`,
    ];
    const name = program.slice(program.lastIndexOf('/') + 1);
    writeFileSync(join(folder, 'bin', name), `${lines.join('\n')}\n`, { mode: 0o755 });
  }
}
