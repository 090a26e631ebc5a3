import type { DueStep } from '../../storage/jobs/jobs.ts';
import { dueSteps } from '../../storage/records/due-steps.ts';
import type { Parts } from '../parts.ts';
import { resumeLists, settleLists } from './apply-list.ts';
import { publishStep } from './publish-due-steps.ts';
import { publishRenderings } from './publish-renderings.ts';
import { publishWaiting } from './publish-waiting.ts';
import { tidyRenderings } from './tidy-renderings.ts';

/** Publishing what is due and has no job: because the queue was away, or has lost what it had. */
export interface Sweeping {
  /** Stops, and waits for a sweep that is running. */
  close(): Promise<void>;
}

const EVERY_MS = 15_000;
const PAGE = 200;
const AT_ONCE = 8;

/**
 * Publishes every due step that has no live job.
 *
 * @returns how many were published.
 * @throws Fault('unavailable') if the queue does not answer: what is left is for the next sweep.
 */
export async function sweep(parts: Parts): Promise<number> {
  let published = 0;
  let after = '';
  for (;;) {
    const page = await parts.records.read((rows) => dueSteps(rows, after, PAGE));
    const last = page.at(-1);
    if (last === undefined) break;
    for (let from = 0; from < page.length; from += AT_ONCE) {
      const some = page.slice(from, from + AT_ONCE);
      const done = await Promise.all(some.map((step) => publishIfDead(parts, step)));
      published += done.filter(Boolean).length;
    }
    after = last.id;
  }
  if (published > 0) parts.log.info({ published }, 'due steps that had no job were published');
  return published;
}

async function publishIfDead(parts: Parts, step: DueStep): Promise<boolean> {
  if (await parts.jobs.isLive(step)) return false;
  await publishStep(parts, step);
  return true;
}

/** Sweeps once now, and then again and again; the pause is counted from the end of one to the start of the next. */
export async function startSweeping(parts: Parts, everyMs: number = EVERY_MS): Promise<Sweeping> {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let running = sweepQuietly(parts);

  const again = (): void => {
    if (closed) return;
    timer = setTimeout(() => {
      running = sweepQuietly(parts).finally(again);
    }, everyMs);
  };
  await running;
  again();
  return Object.freeze({
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
      await settleLists();
    },
  });
}

async function sweepQuietly(parts: Parts): Promise<void> {
  try {
    await sweep(parts);
    await publishWaiting(parts);
    await resumeLists(parts);
    await publishRenderings(parts);
    await tidyRenderings(parts);
  } catch (error) {
    parts.log.warn({ err: error }, 'the sweep was cut short');
  }
}
