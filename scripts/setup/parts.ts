import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findRedis } from '../redis.ts';
import { fetchPostgres, fetchRedis } from './fetch.ts';
import { isProgram, onPath, postgresPlaces } from './places.ts';

/** Something of the machine's that Recto or its tests cannot do without. */
export interface Part {
  readonly name: string;
  readonly neededBy: 'start' | 'tests';
  /** Where it is; undefined if it has to be installed. */
  readonly find: () => string | undefined;
  /** Gets it without root and without a service, on a system with apt. */
  readonly fetch?: () => void;
  /** What it is called, for the line that installs it. */
  readonly packages: Readonly<Partial<Record<'apt' | 'brew' | 'dnf', readonly string[]>>>;
  /** What else can be done. */
  readonly otherwise?: string;
}

/** Every such part. To add one, add a row. */
export const PARTS: readonly Part[] = [
  {
    name: 'Redis',
    neededBy: 'start',
    find: findRedis,
    fetch: fetchRedis,
    packages: { apt: ['redis-tools'], brew: ['redis'], dnf: ['redis'] },
    otherwise: 'set REDIS_URL to one that runs elsewhere',
  },
  {
    name: 'PostgreSQL',
    neededBy: 'tests',
    find: () => [...postgresPlaces(), ...pathFolders()].find(hasPostgres),
    fetch: fetchPostgres,
    packages: { apt: ['postgresql'], brew: ['postgresql@17'], dnf: ['postgresql-server'] },
  },
  {
    name: 'S3 server',
    neededBy: 'tests',
    find: findS3,
    packages: { apt: ['ceph-mon', 'ceph-osd', 'radosgw'], dnf: ['ceph-mon', 'ceph-osd', 'ceph-radosgw'] },
    otherwise: 'set S3_TEST_ENDPOINT to one that runs elsewhere',
  },
  {
    name: 'Chromium',
    neededBy: 'tests',
    find: findChromium,
    packages: { apt: ['chromium', 'fonts-liberation'], brew: ['--cask', 'chromium'], dnf: ['chromium'] },
    otherwise: 'set CHROMIUM_BIN to a Chrome or Chromium that you have',
  },
  {
    name: 'TIFF tools',
    neededBy: 'tests',
    find: () => onPath('tiffcp'),
    packages: { apt: ['libtiff-tools'], brew: ['libtiff'], dnf: ['libtiff-tools'] },
  },
  {
    name: 'ImageMagick',
    neededBy: 'tests',
    find: findImageMagick,
    packages: { apt: ['imagemagick'], brew: ['imagemagick'], dnf: ['ImageMagick'] },
  },
];

function pathFolders(): string[] {
  const { PATH = '' } = process.env;
  return PATH.split(':').filter(Boolean);
}

function hasPostgres(folder: string): boolean {
  return isProgram(join(folder, 'initdb')) && isProgram(join(folder, 'postgres'));
}

function findS3(): string | undefined {
  const { S3_TEST_ENDPOINT } = process.env;
  if (S3_TEST_ENDPOINT) return S3_TEST_ENDPOINT;
  const programs = ['ceph-mon', 'ceph-osd', 'radosgw'].map((name) => onPath(name));
  return programs.every(Boolean) ? programs[2] : undefined;
}

/** The real ImageMagick, whatever it is called here: other programs are called `convert` too. */
export function findImageMagick(): string | undefined {
  const paths = ['magick', 'convert-im6.q16', 'convert'].map((name) => onPath(name));
  return [...paths, '/usr/bin/convert'].find((path) => path && isImageMagick(path));
}

function isImageMagick(path: string): boolean {
  if (!isProgram(path)) return false;
  const { stdout } = spawnSync(path, ['-version'], { encoding: 'utf8', timeout: 10_000 });
  return stdout?.includes('ImageMagick') ?? false;
}

/** CHROMIUM_BIN, or a Chromium or Chrome where the system puts them. */
export function findChromium(): string | undefined {
  const { CHROMIUM_BIN } = process.env;
  if (CHROMIUM_BIN) return existsSync(CHROMIUM_BIN) ? CHROMIUM_BIN : undefined;
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  const apps = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome'];
  const paths = [...names.map((name) => onPath(name)), ...apps.map((app) => join('/Applications', app))];
  return paths.find((path) => path && isProgram(path));
}
