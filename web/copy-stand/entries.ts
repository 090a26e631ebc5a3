import type { StripEntry, StripState, StripView } from '../../model/copy-stand.ts';

/** What a person needs to know of a scan: good, bad, or wait. */
export type Verdict = 'good' | 'bad' | 'wait';

const VERDICTS: Readonly<Record<StripState, Verdict>> = {
  receiving: 'wait',
  received: 'wait',
  checking: 'wait',
  accepted: 'good',
  deriving: 'good',
  ready: 'good',
  rejected: 'bad',
  failed: 'bad',
  refused: 'bad',
};

export function verdictOf({ state }: StripEntry): Verdict {
  return VERDICTS[state];
}

/** More than these are not kept on the screen: the light table has them all. */
const MOST = 200;

/** What is shown after a look: changed entries in the place of what was known of them, the newest first. */
export function mergeEntries(
  known: readonly StripEntry[],
  { entries, arriving }: StripView,
): readonly StripEntry[] {
  const fresh = new Map(entries.map((entry) => [entry.id, entry]));
  const standing = new Set(arriving);
  const kept = known.filter(({ id, version }) => !fresh.has(id) && (version !== null || standing.has(id)));
  const renewed = new Set(entries.flatMap(({ isLatest, surfaceId }) => (isLatest ? [surfaceId] : [])));
  // A newer scan of a side takes the place of the one before, of which nothing is told anew.
  const aged = kept.map((entry) =>
    entry.surfaceId !== null && renewed.has(entry.surfaceId) ? { ...entry, isLatest: false } : entry,
  );
  return [...entries, ...aged].sort((one, other) => other.at - one.at).slice(0, MOST);
}

/** Entries that have got a verdict since: what is to be heard. */
export function newVerdicts(
  known: readonly StripEntry[],
  now: readonly StripEntry[],
): readonly { readonly entry: StripEntry; readonly verdict: Verdict }[] {
  const before = new Map(known.map((entry) => [entry.id, verdictOf(entry)]));
  return now
    .map((entry) => ({ entry, verdict: verdictOf(entry) }))
    .filter(
      ({ entry, verdict }) => verdict !== 'wait' && before.get(entry.id) !== verdict && !entry.isUndone,
    );
}

/** The newest scan that can be taken back. */
export function lastToTakeBack(entries: readonly StripEntry[]): StripEntry | undefined {
  return entries.find(({ version, isUndone }) => version !== null && !isUndone);
}

/** The scan that came last, where it was taken back: to take back another would be a further one. */
export function takenBackLast(entries: readonly StripEntry[]): StripEntry | undefined {
  const last = entries.find(({ version }) => version !== null);
  return last?.isUndone ? last : undefined;
}
