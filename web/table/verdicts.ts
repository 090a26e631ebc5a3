import type { Region } from '../../model/finding.ts';
import type { RejectReason, Verdict } from '../../model/review.ts';
import type { SurfaceState } from '../../model/surface.ts';
import type { TableReview, TableSide } from '../../model/table-view.ts';

/** In the order of their keys, 1 to 9; the type makes it complete (model/review.ts has the same). */
const KEY_OF = {
  unsharp: '1',
  crooked: '2',
  cropped: '3',
  light: '4',
  colour: '5',
  dirt: '6',
  'wrong-page': '7',
  'missing-page': '8',
  other: '9',
} as const satisfies Record<RejectReason, string>;

/** Every reason with its key. */
export const REASONS = Object.entries(KEY_OF) as readonly (readonly [RejectReason, string])[];

const STATE_AFTER = {
  passed: 'passed',
  rejected: 'rescan_requested',
} as const satisfies Record<Verdict, SurfaceState>;

/** What a key says of the chosen page. */
export interface Saying {
  readonly verdict: Verdict;
  readonly reason: RejectReason | null;
}

/** What J, K and the digits say; undefined of any other key. */
export function sayingOf(key: string): Saying | undefined {
  if (key === 'j' || key === 'J') return { verdict: 'passed', reason: null };
  if (key === 'k' || key === 'K') return { verdict: 'rejected', reason: null };
  const reason = REASONS.find(([, one]) => one === key)?.[0];
  return reason && { verdict: 'rejected', reason };
}

/** A verdict that was given here, and what the page was before. */
export interface Act extends Saying {
  /** A UUID: sent twice, it is one. */
  readonly id: string;
  readonly sideId: string;
  readonly region: Region | null;
  /** For whoever scans it again. */
  readonly note: string | null;
  /** What was seen when it was given: the scan, and the last verdict on the page. */
  readonly saw: { readonly version: number; readonly review: number };
  readonly before: Standing;
}

/** How a page stands. */
export interface Standing {
  readonly state: SurfaceState;
  readonly review: TableReview | undefined;
}

interface Shown extends Standing {
  /** Of which act, or of which act's being taken back. */
  readonly because: string;
  /** Which answer of the server may be the last that does not know of it; undefined before the server has said yes. */
  readonly knownAfter: number | undefined;
}

/** What was judged here: what can be taken back, oldest first, and how pages stand that the table does not know yet. */
export interface Verdicts {
  readonly acts: readonly Act[];
  readonly shown: ReadonlyMap<string, Shown>;
}

export const NO_VERDICTS: Verdicts = { acts: [], shown: new Map() };

/** What happens to them. `turn` counts answers of the server: 5 was asked for after 4. */
export type VerdictEvent =
  | { readonly type: 'judged'; readonly act: Act }
  | { readonly type: 'undone'; readonly act: Act }
  | { readonly type: 'agreed'; readonly because: string; readonly turn: number }
  | { readonly type: 'refused'; readonly because: string; readonly act: Act }
  | { readonly type: 'looked'; readonly turn: number };

/** The name under which an act's being taken back is shown. */
export function undoingOf(act: Act): string {
  return `undo ${act.id}`;
}

/** The verdicts after something happened: shown at once, kept until the server knows, and gone where it refuses. */
export function verdictsAfter(verdicts: Verdicts, event: VerdictEvent): Verdicts {
  const { acts, shown } = verdicts;
  switch (event.type) {
    case 'judged': {
      const { verdict, reason, note, region, id, sideId } = event.act;
      const review = { verdict, reason, note, region };
      const standing = { state: STATE_AFTER[verdict], review, because: id, knownAfter: undefined };
      return { acts: [...acts, event.act], shown: new Map(shown).set(sideId, standing) };
    }
    case 'undone': {
      const { before, sideId, id } = event.act;
      const standing = { ...before, because: undoingOf(event.act), knownAfter: undefined };
      return { acts: acts.filter((act) => act.id !== id), shown: new Map(shown).set(sideId, standing) };
    }
    case 'agreed':
      return { acts, shown: mapped(shown, event.because, (one) => ({ ...one, knownAfter: event.turn })) };
    case 'refused':
      return {
        acts: acts.filter((act) => act.id !== event.act.id),
        shown: mapped(shown, event.because, () => undefined),
      };
    case 'looked':
      return { acts, shown: stillUnknown(shown, event.turn) };
  }
}

function mapped(
  shown: Verdicts['shown'],
  because: string,
  change: (one: Shown) => Shown | undefined,
): Verdicts['shown'] {
  const next = new Map<string, Shown>();
  for (const [sideId, one] of shown) {
    const kept = one.because === because ? change(one) : one;
    if (kept !== undefined) next.set(sideId, kept);
  }
  return next;
}

function stillUnknown(shown: Verdicts['shown'], turn: number): Verdicts['shown'] {
  const kept = [...shown].filter(([, { knownAfter }]) => knownAfter === undefined || turn <= knownAfter);
  return kept.length === shown.size ? shown : new Map(kept);
}

/** The pages as they stand with what was judged here. A page of which nothing was said stays the same object. */
export function withVerdicts(sides: readonly TableSide[], { shown }: Verdicts): readonly TableSide[] {
  if (shown.size === 0) return sides;
  return sides.map((side) => {
    const found = shown.get(side.id);
    if (found === undefined) return side;
    const { review: _, ...rest } = side;
    return { ...rest, state: found.state, ...(found.review !== undefined && { review: found.review }) };
  });
}

/** Whether there is something to judge on a page: the server decides; this only spares it the question. */
export function canJudge({ shown, state }: TableSide): boolean {
  return shown !== null && state !== 'suppressed';
}
