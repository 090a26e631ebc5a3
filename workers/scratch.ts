import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../runtime/alive.ts';

/** Room for files that are being made, one folder for each process. */
export interface Scratch {
  /** Where a step may work: empty, and removed when `use` has ended, however it ends. */
  withFolder<T>(name: string, use: (folder: string) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const DAY_MS = 86_400_000;

/**
 * Opens this process's folder under `directory`, and removes those of processes of this machine that are no
 * more; of other machines on a shared disk, those that nobody has touched for a day.
 */
export async function openScratch(directory: string): Promise<Scratch> {
  await mkdir(directory, { recursive: true });
  const host = hostname().replaceAll(/[^A-Za-z0-9.-]/g, '_');
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (await isLeft(path, name, host)) await rm(path, { recursive: true, force: true });
  }
  const own = join(directory, `${host}~${process.pid}`);
  let steps = 0;
  return Object.freeze({
    async withFolder<T>(name: string, use: (folder: string) => Promise<T>): Promise<T> {
      steps += 1;
      const folder = join(own, `${steps}-${name}`);
      await mkdir(folder, { recursive: true });
      try {
        return await use(folder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    close: () => rm(own, { recursive: true, force: true }),
  });
}

/** A folder under our own number is not ours: we have only just begun, and in a container every process has it. */
async function isLeft(path: string, name: string, host: string): Promise<boolean> {
  const [itsHost, pid] = name.split('~');
  if (itsHost === host) return Number(pid) === process.pid || !isAlive(Number(pid));
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > DAY_MS;
}
