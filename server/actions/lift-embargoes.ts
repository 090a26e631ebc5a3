import { SYSTEM_AGENT } from '../../model/user.ts';
import { openedByThen } from '../../storage/records/embargoes.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findItem, updateItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { dayOf } from '../items/closed.ts';
import type { Parts } from '../parts.ts';
import { publicationChanged } from '../publications.ts';
import { announce } from './announce.ts';

/** Noting, again and again, which items have opened by themselves. */
export interface Lifting {
  /** Stops, and waits for what is being noted. */
  close(): Promise<void>;
}

type Lifter = Pick<Parts, 'records' | 'jobs' | 'config' | 'log'>;

const EVERY_MS = 1_000;
const AT_ONCE = 100;

/**
 * Notes of every item whose day has come that it is open: the embargo goes, an event stays, and every screen hears of it.
 * Of several servers one does it. Readers need not wait for this: who may see what is asked by the clock.
 *
 * @returns how many there were.
 */
export async function liftEmbargoes(parts: Lifter): Promise<number> {
  const due = await parts.records.read((rows) => openedByThen(rows, Date.now(), AT_ONCE));
  let lifted = 0;
  for (const itemId of due) {
    if (!(await parts.records.write((rows) => lift(rows, itemId, parts)))) continue;
    lifted += 1;
    await publicationChanged(itemId);
    await announce(parts, { kind: 'item', itemId });
  }
  return lifted;
}

async function lift(rows: Rows, itemId: string, { config }: Lifter): Promise<boolean> {
  const item = await findItem(rows, itemId);
  const at = Date.now();
  const until = item?.embargoUntil ?? null;
  if (item === undefined || item.access !== 'open' || until === null || until > at) return false;
  // It is changed in the edition that was read: of two that lift it, the second finds another.
  if (!(await updateItem(rows, item, { embargoUntil: null }, at))) return false;
  const day = dayOf(until, { timeZone: config.RECTO_TIME_ZONE, language: 'en' });
  const detail = `The embargo until ${day} has ended: open to everybody once it is published.`;
  await appendEvent(rows, { type: 'embargo end', detail, agent: SYSTEM_AGENT, itemId, at });
  return true;
}

/** Lifts what is due once now, and then every second. */
export async function startLifting(parts: Lifter, everyMs: number = EVERY_MS): Promise<Lifting> {
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let running = liftQuietly(parts);

  const again = (): void => {
    if (isClosed) return;
    timer = setTimeout(() => {
      running = liftQuietly(parts).finally(again);
    }, everyMs);
  };
  await running;
  again();
  return Object.freeze({
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  });
}

async function liftQuietly(parts: Lifter): Promise<void> {
  try {
    await liftEmbargoes(parts);
  } catch (error) {
    parts.log.warn({ err: error }, 'it could not be noted which items have opened');
  }
}
