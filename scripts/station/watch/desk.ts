import { performance } from 'node:perf_hooks';
import { heldSentence } from '../../../intake/held.ts';
import { asFault } from '../../../model/fault.ts';
import type { Held } from '../../../model/station-watch.ts';
import { type DealParts, type Dealt, deal } from './deal.ts';
import { readHeader } from './header.ts';
import { held } from './held-back.ts';
import type { Look, SeenScan } from './look-around.ts';
import { removeNote } from './put-away.ts';
import { isSameState, nextOf, observe, type Steadiness } from './steady.ts';

export interface DeskOptions {
  readonly steadyMs: number;
  /** How many files are read and sent at once. */
  readonly parallel: number;
  readonly deal: DealParts;
  /** Told when a file is out of the way: another one may begin. */
  readonly freed: () => void;
}

/** What became of a scan, as it was then. */
interface Ended {
  readonly scan: SeenScan;
  readonly end: 'rejected' | 'later';
  /** Counts troubles one after another. */
  readonly tries: number;
  /** When to try again, by the clock of {@link Steadiness}. */
  readonly againAtMs: number;
}

/** A scan of the folder. */
export interface Entry {
  scan: SeenScan;
  seen: Steadiness;
  /** Since when it goes on changing, by the clock of {@link Steadiness}; undefined once it is steady. */
  changingSinceMs: number | undefined;
  underway: Promise<void> | undefined;
  ended: Ended | undefined;
  /** The trouble with it that was told last, so that it is told once, and since when there is any. */
  trouble: { readonly why: Held; readonly sinceMs: number } | undefined;
  /** Whether it was told that the rest of the file is waited for. */
  isPartTold: boolean;
}

/** What lies on the desk: every scan of the folder, and how far it has come. */
export interface Desk {
  readonly options: DeskOptions;
  readonly entries: Map<string, Entry>;
  /** Names that stand for one page together with another: not touched until a person has chosen. */
  doubled: ReadonlySet<string>;
  sending: number;
  /** What the last look saw. */
  look: Look | undefined;
  /** The folder cannot be read now. */
  isAway: boolean;
}

const FIRST_AGAIN_MS = 5_000;
const LAST_AGAIN_MS = 5 * 60_000;
/** A person puts right whose a file is, and looks at the folder while doing so. */
const HELD_AGAIN_MS = 10_000;
/** Files being sent and files that await their verdict: what is more waits for another look. */
const MOST_UNDERWAY = 64;

/** How long to wait after so many troubles with a file, counted from 1, in milliseconds. */
export function againAfter(tries: number): number {
  return Math.min(LAST_AGAIN_MS, FIRST_AGAIN_MS * 2 ** Math.min(tries - 1, 30));
}

/** An empty desk. */
export function createDesk(options: DeskOptions): Desk {
  return { options, entries: new Map(), doubled: new Set(), sending: 0, look: undefined, isAway: false };
}

/** Takes in what a look saw, and begins with what is finished. */
export async function takeLook(desk: Desk, look: Look): Promise<void> {
  desk.look = look;
  tellDoubles(desk, look);
  for (const entry of [...desk.entries.values()])
    if (!look.scans.has(entry.scan.shown)) await forget(desk, entry);
  for (const scan of look.scans.values()) {
    const entry = await see(desk, scan);
    if (!desk.doubled.has(scan.shown) && (await isDue(desk, entry))) begin(desk, entry);
  }
}

function tellDoubles(desk: Desk, { doubles }: Look): void {
  for (const [one, other] of doubles) {
    if (desk.doubled.has(one) && desk.doubled.has(other)) continue;
    desk.options.deal.say(heldSentence(held('double', one, other)).en);
  }
  desk.doubled = new Set(doubles.flat());
}

/** A scan that was taken away takes its note with it; one that could not be sent may have one as well. */
async function forget({ entries }: Desk, { scan, underway, ended }: Entry): Promise<void> {
  if (underway !== undefined) return;
  entries.delete(scan.shown);
  if (ended !== undefined) await removeNote(scan);
}

async function see({ entries, options }: Desk, scan: SeenScan): Promise<Entry> {
  const entry = entries.get(scan.shown);
  const nowMs = performance.now();
  const seen = observe(entry?.seen, scan, nowMs);
  const isChanging = nextOf(seen, undefined, options) === 'wait';
  const changingSinceMs = isChanging ? (entry?.changingSinceMs ?? nowMs) : undefined;
  if (entry === undefined) {
    const nothing = { underway: undefined, ended: undefined, trouble: undefined, isPartTold: false };
    const made = { scan, seen, changingSinceMs, ...nothing };
    entries.set(scan.shown, made);
    return made;
  }
  Object.assign(entry, { scan, seen, changingSinceMs });
  if (entry.ended !== undefined && !isSameState(entry.ended.scan, scan)) {
    await removeNote(scan);
    entry.ended = undefined;
  }
  return entry;
}

async function isDue(desk: Desk, entry: Entry): Promise<boolean> {
  const { scan, seen, underway, ended } = entry;
  const { steadyMs, parallel } = desk.options;
  if (underway !== undefined || desk.sending >= parallel || underwayOf(desk).length >= MOST_UNDERWAY)
    return false;
  if (ended !== undefined) return ended.end === 'later' && performance.now() >= ended.againAtMs;
  if (nextOf(seen, undefined, { steadyMs }) === 'wait') return false;
  const header = await readHeader(scan.path, scan.sizeBytes);
  const isTaken = nextOf(seen, header, { steadyMs }) === 'take';
  if (!isTaken && !entry.isPartTold) desk.options.deal.say(`${scan.shown} is not complete yet, waiting.`);
  // Once for a file, however often the program that writes it pauses.
  entry.isPartTold = !isTaken;
  return isTaken;
}

function begin(desk: Desk, entry: Entry): void {
  desk.sending += 1;
  const { say, signal } = desk.options.deal;
  const { scan } = entry;
  entry.underway = work(desk, entry)
    .catch((thrown: unknown) => {
      if (!signal.aborted) say(`${scan.shown}: ${asFault(thrown).detail}`);
    })
    .finally(() => {
      entry.underway = undefined;
    });
}

async function work(desk: Desk, entry: Entry): Promise<void> {
  const { scan } = entry;
  const { sinceMs } = entry.seen;
  const tries = entry.ended?.tries ?? 0;
  let isSending = true;
  const sent = () => {
    if (!isSending) return;
    isSending = false;
    desk.sending -= 1;
    desk.options.freed();
  };
  try {
    // The server may have come to know the file since the last look at the item.
    if (tries > 0) await refresh(desk, scan);
    note(desk, entry, { scan, tries, dealt: await deal(desk.options.deal, { scan, sinceMs, sent }) });
  } finally {
    sent();
  }
}

function note(desk: Desk, entry: Entry, found: { scan: SeenScan; tries: number; dealt: Dealt }): void {
  const { scan, tries, dealt } = found;
  tell(desk, entry, dealt);
  entry.ended = undefined;
  if (dealt.end === 'done') desk.entries.delete(scan.shown);
  // Of what lies there now nothing has been seen yet.
  else if (dealt.end === 'changed') entry.seen = observe(undefined, scan, performance.now());
  else {
    const made = dealt.end === 'later' ? tries + 1 : 0;
    const waitMs = dealt.end === 'later' && dealt.isUnowned === true ? HELD_AGAIN_MS : againAfter(made);
    entry.ended = { scan, end: dealt.end, tries: made, againAtMs: performance.now() + waitMs };
  }
}

/** Says a trouble once; that nobody can tell whose they are, once for all the files of a folder. */
function tell({ options, entries }: Desk, entry: Entry, dealt: Dealt): void {
  const { scan, trouble: before } = entry;
  const why = dealt.end === 'later' ? dealt.why : undefined;
  entry.trouble = why && { why, sinceMs: before?.sinceMs ?? performance.now() };
  if (dealt.end !== 'later') return;
  const words = wordsOf(entry);
  if (words === (before && heldSentence(before.why).en)) return;
  const isTold = [...entries.values()].some(
    (other) => other !== entry && wordsOf(other) === words && other.scan.folder === scan.folder,
  );
  if (dealt.isUnowned !== true)
    options.deal.say(`${scan.shown}: ${words} It stays in the folder and is tried again.`);
  else if (!isTold) options.deal.say(`${scan.shown}: ${words} It stays where it is until that is known.`);
}

function wordsOf({ trouble }: Entry): string | undefined {
  return trouble && heldSentence(trouble.why).en;
}

async function refresh({ options }: Desk, scan: SeenScan): Promise<void> {
  await options.deal.whose
    .of(scan)
    .then((verdicts) => verdicts.refresh())
    .catch(() => undefined);
}

function underwayOf({ entries }: Desk): Promise<void>[] {
  return [...entries.values()].flatMap(({ underway }) => underway ?? []);
}

/** Whether every scan that was seen has come to an end, be it a good one or not. */
export function isIdle({ entries, doubled }: Desk): boolean {
  return [...entries.values()].every(
    ({ scan, underway, ended }) => underway === undefined && (ended !== undefined || doubled.has(scan.shown)),
  );
}

/** Waits for what is underway. */
export async function settleDesk(desk: Desk): Promise<void> {
  await Promise.allSettled(underwayOf(desk));
}
