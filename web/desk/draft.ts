import type { DeskPatch, DeskView } from '../../model/desk.ts';
import { applyPatch, changesNothing, fitTo, inverseOf, isNothing, mergePatches } from './patch.ts';
import { type Dispute, differences, piecesOf, rebase, reuse, type Unit } from './units.ts';

/** Something that was done here, with what undoes it. */
export interface Step {
  /** What it is called: `Move 12 pages`. */
  readonly words: string;
  readonly patch: DeskPatch;
  readonly back: DeskPatch;
}

/** An item while somebody works on it. */
export interface Draft {
  /** As the server has it, as far as is known here. */
  readonly known: DeskView;
  /** What is on its way. */
  readonly sent: DeskPatch | null;
  /** What is to be sent after it. */
  readonly unsent: DeskPatch | null;
  /** As it is shown: all of them, one on top of the other. */
  readonly view: DeskView;
  /** Oldest first. */
  readonly done: readonly Step[];
  /** The last undone is the last. */
  readonly undone: readonly Step[];
  readonly disputes: readonly Dispute[];
  /** How often steps were lost to undoing because somebody else has changed the same since. */
  readonly cuts: number;
}

/** No more steps can be undone than these. */
const MOST_STEPS = 200;

/** An item as it is first seen. */
export function draftOf(known: DeskView): Draft {
  return { known, sent: null, unsent: null, view: known, done: [], undone: [], disputes: [], cuts: 0 };
}

function withView(draft: Omit<Draft, 'view'>): Draft {
  const after = [draft.sent, draft.unsent].reduce<DeskView>(
    (view, patch) => (patch === null ? view : applyPatch(view, patch)),
    draft.known,
  );
  return { ...draft, view: after };
}

function adding(draft: Draft, patch: DeskPatch): Draft {
  const unsent = draft.unsent === null ? patch : mergePatches(draft.unsent, patch);
  return { ...draft, unsent, view: applyPatch(draft.view, patch) };
}

/** Something was changed here. What changes nothing is no step. */
export function changed(draft: Draft, patch: DeskPatch, words: string): Draft {
  const fitting = fitTo(draft.view, patch);
  if (isNothing(fitting) || changesNothing(draft.view, fitting)) return draft;
  const step = { words, patch: fitting, back: inverseOf(draft.view, fitting) };
  return { ...adding(draft, fitting), done: [...draft.done, step].slice(-MOST_STEPS), undone: [] };
}

/** The last step is undone, whether it was saved or not. */
export function undone(draft: Draft): Draft {
  const step = draft.done.at(-1);
  if (step === undefined) return draft;
  const back = adding(draft, fitTo(draft.view, step.back));
  return { ...back, done: draft.done.slice(0, -1), undone: [...draft.undone, step] };
}

/** What was undone last is done again. */
export function redone(draft: Draft): Draft {
  const step = draft.undone.at(-1);
  if (step === undefined) return draft;
  const patch = fitTo(draft.view, step.patch);
  const again = { ...step, patch, back: inverseOf(draft.view, patch) };
  return { ...adding(draft, patch), done: [...draft.done, again], undone: draft.undone.slice(0, -1) };
}

/** Everything that waits is on its way. */
export function sending(draft: Draft): Draft {
  return draft.sent !== null ? draft : { ...draft, sent: draft.unsent, unsent: null };
}

/** The server has it. */
export function saved(draft: Draft, edition: number): Draft {
  const { known, sent } = draft;
  const standing = sent === null ? known : applyPatch(known, sent);
  return withView({ ...draft, known: { ...standing, edition }, sent: null });
}

/** It did not arrive, or was refused: it waits again. */
export function returned(draft: Draft): Draft {
  const { sent, unsent } = draft;
  if (sent === null) return draft;
  return { ...draft, sent: null, unsent: unsent === null ? sent : mergePatches(sent, unsent) };
}

/** What waits here is given up. */
export function dropped(draft: Draft): Draft {
  return withView({ ...draft, unsent: null, done: [], undone: [], disputes: [] });
}

/**
 * The server was asked how the item stands. What others changed is taken over, what was changed here stays on top of
 * it, and what both changed is in dispute. An answer that is older than what is known is none; neither is one that
 * came while something is on its way, for nobody can tell whether that is in it.
 */
export function looked(draft: Draft, answer: DeskView): Draft {
  if (draft.sent !== null || answer.edition < draft.known.edition) return draft;
  const newer = reuse(draft.known, answer);
  if (answer.edition === draft.known.edition) return withView({ ...draft, known: newer });
  const mine = draft.unsent ?? {};
  const { goesOn, disputes } = rebase(mine, inverseOf(draft.known, mine), newer);
  return withView({
    ...draft,
    ...cutSteps(draft, newer),
    known: newer,
    unsent: goesOn.length === 0 ? null : goesOn.reduce(mergePatches),
    disputes: mergeDisputes(draft.disputes, disputes, newer),
  });
}

/** Steps that would undo what somebody else has done since are no longer offered, nor those before them. */
function cutSteps(draft: Draft, newer: DeskView): Pick<Draft, 'done' | 'undone' | 'cuts'> {
  const theirs = differences(draft.known, newer);
  const asShown = differences(draft.view, newer);
  const isTheirs = ({ patch }: Step) =>
    [...piecesOf(patch).keys()].some((unit) => theirs.has(unit) && asShown.has(unit));
  const last = draft.done.findLastIndex(isTheirs);
  const isUndoneCut = draft.undone.some(isTheirs);
  return {
    done: draft.done.slice(last + 1),
    undone: isUndoneCut ? [] : draft.undone,
    cuts: draft.cuts + (last >= 0 || isUndoneCut ? 1 : 0),
  };
}

function mergeDisputes(
  old: readonly Dispute[],
  found: readonly Dispute[],
  newer: DeskView,
): readonly Dispute[] {
  const again = new Set(found.map(({ unit }) => unit));
  const standing = old
    .filter(({ unit }) => !again.has(unit))
    .map((dispute) => ({ ...dispute, theirs: inverseOf(newer, dispute.mine) }));
  return [...standing, ...found];
}

/** A dispute is settled: with what is to stand instead of theirs, or with theirs. */
export function settled(draft: Draft, unit: Unit, patch: DeskPatch | null, words: string): Draft {
  const rest = { ...draft, disputes: draft.disputes.filter((dispute) => dispute.unit !== unit) };
  return patch === null ? rest : changed(rest, patch, words);
}

/** What the server does not have yet, with what it was before: enough to go on from on another day. */
export interface Unsaved {
  readonly patch: DeskPatch;
  readonly before: DeskPatch;
}

/** null where everything is with the server. */
export function unsavedOf({ known, sent, unsent, disputes }: Draft): Unsaved | null {
  const own = [sent, unsent].flatMap((patch) => patch ?? []).reduce(mergePatches, {});
  const patch = mergePatches(disputes.map(({ mine }) => mine).reduce(mergePatches, {}), own);
  if (isNothing(patch)) return null;
  const bases = disputes.map(({ base }) => base).reduce(mergePatches, {});
  return { patch, before: mergePatches(bases, inverseOf(known, own)) };
}

/** What was not sent on another day is put on top of the item as it is now, as one step. */
export function takenUp(draft: Draft, { patch, before }: Unsaved, words: string): Draft {
  const { goesOn, disputes } = rebase(fitTo(draft.view, patch), before, draft.view);
  const on = { ...draft, disputes: mergeDisputes(draft.disputes, disputes, draft.view) };
  return goesOn.length === 0 ? on : changed(on, goesOn.reduce(mergePatches), words);
}
