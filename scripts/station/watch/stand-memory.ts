import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { HELD_REASONS } from '../../../model/station-watch.ts';
import type { Begins } from './stand.ts';

/** What one run leaves to the next: whose the files in a folder are, and which choice stood at its last look. */
export interface StandMemory {
  readonly station: string;
  readonly known: number | null;
  readonly begins: Begins;
}

const belonging = z.union([
  z.object({ item: z.object({ id: z.string(), reference: z.string() }) }),
  z.object({ held: z.object({ reason: z.enum(HELD_REASONS), values: z.array(z.string()) }) }),
]);
const state = z.object({ sizeBytes: z.number(), modifiedAt: z.number(), inode: z.number() });
const begun = z.object({
  state,
  isPart: z.boolean(),
  since: z.number().nullable(),
  was: z.string().optional(),
  end: belonging.optional(),
});
const memory = z.object({
  station: z.string(),
  known: z.number().nullable(),
  files: z.record(z.string(), begun),
});

/** Where the memory of a folder lies. */
export async function memoryPath(stateDir: string, dir: string): Promise<string> {
  const key = createHash('sha256')
    .update(await realpath(dir))
    .digest('hex')
    .slice(0, 32);
  return join(stateDir, 'stands', `${key}.json`);
}

/** What the run before left; undefined where there is nothing that can be believed. */
export async function recall(path: string): Promise<StandMemory | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { station, known, files } = memory.parse(JSON.parse(text));
    // Long ago, as clocks go that begin with each run.
    const times = { seenAtMs: Number.NEGATIVE_INFINITY, grownAtMs: Number.NEGATIVE_INFINITY };
    const begins = new Map(
      Object.entries(files).map(([name, one]) => [
        name,
        { was: undefined, end: undefined, ...one, ...times },
      ]),
    );
    return { station, known, begins };
  } catch {
    return undefined;
  }
}

/** The same as text, to tell whether anything has changed. */
export function textOf({ station, known, begins }: StandMemory): string {
  const files = Object.fromEntries(
    [...begins].map(([name, { state: seen, isPart, since, was, end }]) => [
      name,
      { state: seen, isPart, since, was, end },
    ]),
  );
  return JSON.stringify({ station, known, files });
}

/** Keeps it, whole or not at all. What cannot be kept makes the next run hold files that it cannot know about. */
export async function remember(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    .then(() => writeFile(temporary, text, { mode: 0o600 }))
    .then(() => rename(temporary, path))
    .catch(() => undefined);
}
