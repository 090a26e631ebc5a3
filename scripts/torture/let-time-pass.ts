import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRecords } from '../../storage/records/open.ts';
import { filesIn, SCRATCH } from './found.ts';
import type { Place } from './place.ts';

const DAY_MS = 86_400_000;
/** Longer than anything is kept that nobody goes on with. */
const LONG_MS = 8 * DAY_MS;
const TIDIED_WITHIN_MS = 60_000;
const LOOK_MS = 200;

/**
 * What a killed program had begun lies where it was, for it may be gone on with: half an upload for a week. Makes all of
 * that a week old, and lets Recto run once, which has to remove it.
 *
 * @returns how many files there were.
 */
export async function letTimePass(
  place: Place,
  start: () => Promise<{ stop(): Promise<void> }>,
): Promise<number> {
  const left = await leftIn(place);
  const uploads = await age(place);
  const running = await start();
  try {
    for (let waitedMs = 0; waitedMs < TIDIED_WITHIN_MS; waitedMs += LOOK_MS) {
      if ((await leftIn(place)).length === 0 && (await openUploads(place)) === 0) break;
      await sleep(LOOK_MS);
    }
  } finally {
    await running.stop();
  }
  return left.length + uploads;
}

async function leftIn({ data }: Place): Promise<string[]> {
  const found = await Promise.all(SCRATCH.map((name) => filesIn(join(data, name), name)));
  return found.flat();
}

/** @returns how many uploads are without a file of theirs. */
async function age(place: Place): Promise<number> {
  const then = new Date(Date.now() - LONG_MS);
  for (const name of SCRATCH) {
    const dir = join(place.data, name);
    for (const path of await readdir(dir, { recursive: true }).catch(() => []))
      await utimes(join(dir, path), then, then);
  }
  const records = await openRecords({ dataDir: place.data });
  try {
    await records.write(async (rows) => {
      const old = { created_at: then.getTime() };
      await rows.updateTable('uploads').set(old).where('state', '=', 'receiving').execute();
    });
  } finally {
    await records.close();
  }
  return openUploads(place);
}

async function openUploads({ data }: Place): Promise<number> {
  const records = await openRecords({ dataDir: data });
  try {
    const open = await records.read((rows) =>
      rows.selectFrom('uploads').select('id').where('state', '=', 'receiving').execute(),
    );
    return open.length;
  } finally {
    await records.close();
  }
}
