import { needsPerson } from '../../../intake/held.ts';
import {
  type Held,
  type HeldReport,
  LONGEST_HELD,
  MOST_HELD,
  type WatchReport,
} from '../../../model/station-watch.ts';
import type { Desk, Entry } from './desk.ts';
import { held } from './held-back.ts';
import { PART_TIMES } from './steady.ts';

/** Since when names stand in the folder that wait for something that is not in the file, by the clock of the desk. */
export type Since = ReadonlyMap<string, number>;

/** A file that waits, as far as it must be told of by name. */
interface Waiting extends Held {
  readonly name: string;
  readonly sinceMs: number;
}

/** What stands in the folder beside the scans, and since when. */
export function sinceOf({ look }: Desk, before: Since, nowMs: number): Since {
  const names = [
    ...(look?.unfinished ?? []),
    ...(look?.links ?? []),
    ...(look?.unreadable.map(({ folder }) => folder) ?? []),
    ...(look?.doubles.flat() ?? []),
  ];
  return new Map(names.map((name) => [name, before.get(name) ?? nowMs]));
}

/**
 * How it is with a watched folder. A file that is not finished is named only when it has not been for so long that
 * somebody may wonder; until then it is counted.
 *
 * @param nowMs by the clock of the desk, as is `since`.
 */
export function reportOf(
  desk: Desk,
  { since, nowMs }: { readonly since: Since; readonly nowMs: number },
): Omit<WatchReport, 'folder' | 'isEnding'> {
  const longAgoMs = nowMs - desk.options.steadyMs * PART_TIMES;
  const at = (name: string) => since.get(name) ?? nowMs;
  const { unfinished = [], links = [], unreadable = [], doubles = [] } = desk.look ?? {};
  const long = unfinished.filter((name) => at(name) <= longAgoMs);
  const entries = [...desk.entries.values()].filter(({ scan }) => !desk.doubled.has(scan.shown));
  const kept = entries.flatMap((entry) => heldOf(entry, longAgoMs));
  const all: readonly Waiting[] = [
    ...doubles.flatMap((pair) =>
      pair.map((name) => ({ name, sinceMs: at(name), ...held('double', ...pair) })),
    ),
    ...unreadable.map(({ folder, held: why }) => ({ name: folder, sinceMs: at(folder), ...why })),
    ...links.map((name) => ({ name, sinceMs: at(name), ...held('link') })),
    ...kept,
    ...long.map((name) => ({ name, sinceMs: at(name), ...held('unfinished') })),
  ];
  const named = new Set(kept.map(({ name }) => name));
  const sending = entries.filter(({ underway }) => underway !== undefined);
  const waiting = entries.filter(
    ({ scan, underway, ended }) => !named.has(scan.shown) && underway === undefined && ended === undefined,
  );
  return {
    isAway: desk.isAway,
    waiting: waiting.length + unfinished.length - long.length,
    sending: sending.filter(({ scan }) => !named.has(scan.shown)).length,
    heldCount: all.length,
    held: personsFirst(all)
      .slice(0, MOST_HELD)
      .map((one) => tellable(one, nowMs)),
  };
}

function heldOf(
  { scan, seen, trouble, ended, isPartTold, changingSinceMs, underway }: Entry,
  longAgoMs: number,
) {
  const name = scan.shown;
  if (trouble !== undefined) return [{ name, sinceMs: trouble.sinceMs, ...trouble.why }];
  const { sinceMs } = seen;
  if (ended?.end === 'rejected') return scan.sizeBytes === 0 ? [{ name, sinceMs, ...held('empty') }] : [];
  if (underway !== undefined) return [];
  if (isPartTold) return [{ name, sinceMs, ...held('incomplete') }];
  return changingSinceMs !== undefined && changingSinceMs <= longAgoMs
    ? [{ name, sinceMs: changingSinceMs, ...held('unsteady') }]
    : [];
}

/** Of more than can be told, those that a person must see to. */
function personsFirst(all: readonly Waiting[]): readonly Waiting[] {
  return all.toSorted((one, other) => Number(needsPerson(other.reason)) - Number(needsPerson(one.reason)));
}

function tellable({ name, reason, values, sinceMs }: Waiting, nowMs: number): HeldReport {
  const forMs = Math.max(0, Math.round(nowMs - sinceMs));
  return { name: plain(name), reason, values: values.map(plain), forMs };
}

/** Names of files may hold anything; the server takes text of one line, and not without end. */
export function plain(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '�').slice(0, LONGEST_HELD);
}
