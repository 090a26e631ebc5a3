import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../runtime/alive.ts';

/**
 * A start that was killed leaves its server and workers behind for the half minute that they may take to finish.
 * Their process ids stand in the data directory until all has ended well, so that the next start can wait.
 */
export interface Leftovers {
  note(pid: number): void;
  forget(): void;
}

const PATIENCE_MS = 40_000;

/** Waits until the processes of a start that was killed have ended, saying so if there are any. */
export async function waitForLeftovers(dataDir: string, say: (line: string) => void): Promise<Leftovers> {
  const file = join(dataDir, 'running.json');
  const untilMs = Date.now() + PATIENCE_MS;
  const left = readPids(file);
  if (left.some(isAlive)) say('Recto was ended without time to finish. Waiting for what is left of it …');
  while (left.some(isAlive) && Date.now() < untilMs) await sleep(100);
  const noted = new Set<number>();
  return Object.freeze({
    note(pid: number) {
      noted.add(pid);
      writeFileSync(file, JSON.stringify([...noted].slice(-20)));
    },
    forget() {
      rmSync(file, { force: true });
    },
  });
}

function readPids(file: string): number[] {
  try {
    const pids: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(pids) ? pids.filter((pid) => Number.isInteger(pid) && pid > 1) : [];
  } catch {
    return [];
  }
}
