import type { HeldView, WatchView } from '../../model/station-watch.ts';

/** Whether a file is held back that a person must see to, and was not before. What stood there already is not heard. */
export function hasNewTrouble(before: readonly WatchView[] | undefined, now: readonly WatchView[]): boolean {
  if (before === undefined) return false;
  const known = new Set(troublesIn(before));
  return troublesIn(now).some((one) => !known.has(one));
}

function troublesIn(watches: readonly WatchView[]): readonly string[] {
  return watches.flatMap(({ id, held }) =>
    held.filter((file) => file.needsPerson).map(({ name, reason }) => `${id} ${reason} ${name}`),
  );
}

/** Held files of which the same is to be said. */
export interface HeldGroup {
  readonly sentence: HeldView['sentence'];
  readonly needsPerson: boolean;
  readonly since: number;
  readonly names: readonly string[];
}

/** Puts together what needs one and the same step; what needs a person comes first. */
export function groupHeld(held: readonly HeldView[]): readonly HeldGroup[] {
  const groups = new Map<string, HeldGroup>();
  for (const { name, sentence, needsPerson, since } of held) {
    const known = groups.get(sentence.en);
    const names = [...(known?.names ?? []), name];
    const first = Math.min(known?.since ?? since, since);
    groups.set(sentence.en, { sentence, needsPerson, since: first, names });
  }
  return [...groups.values()].sort((one, other) => Number(other.needsPerson) - Number(one.needsPerson));
}

/** Files that are not sent yet, and not held back either. */
function sumOf(watches: readonly WatchView[]): number {
  return watches.reduce((sum, { waiting, sending }) => sum + waiting + sending, 0);
}

/**
 * How many files lie in watched folders: on the way, left there by a watch that is gone, and held back; and whether a
 * person must see to any of those.
 */
export function countFiles(watches: readonly WatchView[]) {
  const atWork = watches.filter(({ state }) => state === 'watching');
  return {
    coming: sumOf(atWork),
    left: sumOf(watches.filter(({ state }) => state === 'silent' || state === 'ended')),
    held: watches.reduce((sum, { heldCount }) => sum + heldCount, 0),
    needsPerson: watches.some(({ held }) => held.some((file) => file.needsPerson)),
  };
}
