import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../model/fault.ts';
import type { Kills } from './kills.ts';

/** Where everything of a torture lies. */
export interface Place {
  readonly dir: string;
  /** All that Recto keeps. */
  readonly data: string;
  /** What the station watches. */
  readonly folder: string;
  /** What the station remembers. */
  readonly state: string;
  readonly logs: string;
}

/** How far a torture has come: enough to go on after it was broken off. */
export interface Progress {
  readonly seed: string;
  readonly files: number;
  /** Every file before this one has come to its end. */
  readonly settled: number;
  /** Who was killed how often in earlier runs. */
  readonly kills: Kills;
  /** Milliseconds that were spent in earlier runs. */
  readonly tookMs: number;
}

/** Opens the place of a torture. @throws Fault('conflict') where another one lies there. */
export async function openPlace(
  dir: string,
  wanted: Pick<Progress, 'seed' | 'files'>,
): Promise<{ readonly place: Place; readonly progress: Progress }> {
  const under = (name: string) => join(dir, name);
  const place = {
    dir,
    data: under('data'),
    folder: under('folder'),
    state: under('state'),
    logs: under('logs'),
  };
  for (const path of Object.values(place)) await mkdir(path, { recursive: true });
  const text = await readFile(progressPath(place), 'utf8').catch(() => undefined);
  if (text === undefined) {
    const kills = { server: 0, workers: 0, station: 0, redis: 0 };
    return { place, progress: { ...wanted, settled: 0, kills, tookMs: 0 } };
  }
  const progress = JSON.parse(text) as Progress;
  if (progress.seed === wanted.seed && progress.files === wanted.files) return { place, progress };
  const detail = `In ${dir} lies a torture of ${progress.files} files by the seed ${progress.seed}. Go on with that one, or name another folder.`;
  throw new Fault('conflict', detail);
}

/** Notes how far it has come. */
export function noteProgress(place: Place, progress: Progress): Promise<void> {
  return writeFile(progressPath(place), `${JSON.stringify(progress)}\n`);
}

function progressPath({ dir }: Place): string {
  return join(dir, 'torture.json');
}
