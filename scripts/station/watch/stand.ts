import type { Held } from '../../../model/station-watch.ts';
import { held } from './held-back.ts';
import { type FileState, isSameState } from './steady.ts';

/** What lies on a station's stand, as the server said it. */
export interface Choice {
  readonly station: { readonly id: string; readonly name: string };
  /** How often it was changed: the same number twice means that nothing else lay there in between. */
  readonly number: number;
  readonly item: { readonly id: string; readonly reference: string } | null;
}

/** Whose a file is: of an item, or for a reason of none. */
export type Belonging = { readonly item: NonNullable<Choice['item']> } | { readonly held: Held };

/** A file from when its writing was first seen. Times are of a clock that never goes back, in milliseconds. */
export interface Begun {
  readonly state: FileState;
  readonly isPart: boolean;
  /** The number of the choice that stood before the writing began; null where nobody looked. */
  readonly since: number | null;
  /** When its writing was seen to have begun. */
  readonly seenAtMs: number;
  /** When it was last seen to grow. */
  readonly grownAtMs: number;
  /** Of which item the file was that it was put in the place of. */
  readonly was: string | undefined;
  /** undefined until the server has been asked after it was seen. */
  readonly end: Belonging | undefined;
}

/** Every file in the folder itself, by name, as far as it is known under which choice its writing began. */
export type Begins = ReadonlyMap<string, Begun>;

/** A file, under the name that it will have when it is finished. */
export type Seen = FileState & {
  readonly name: string;
  /** By its name another program still writes it. */
  readonly isPart: boolean;
};

/** `p1.tif.part` will be `p1.tif`. */
export function finalNameOf(name: string): string {
  return name.replace(/\.(part|tmp|crdownload)$/i, '');
}

/**
 * Takes in what a look saw. A file that is new was begun after the look before; one that goes on growing, or was only
 * renamed, was begun when it was. One that had been still and is another now has been begun anew.
 *
 * @param at `known`: the number of the choice that stood before the look before this one; null where nobody looked.
 */
export function seeFiles(
  begins: Begins,
  seen: readonly Seen[],
  at: { readonly known: number | null; readonly nowMs: number; readonly steadyMs: number },
): Begins {
  const names = new Set(seen.map(({ name }) => name));
  const gone = new Map(
    [...begins].flatMap(([name, one]) => (names.has(name) ? [] : [[one.state.inode, one]])),
  );
  return new Map(
    seen.map((file) => {
      const before = begins.get(file.name) ?? gone.get(file.inode);
      return [file.name, before === undefined ? begin(file, at) : goOn(before, file, at)];
    }),
  );
}

function begin(state: Seen, { known: since, nowMs }: { known: number | null; nowMs: number }): Begun {
  const { sizeBytes, modifiedAt, inode, isPart } = state;
  const seen = { sizeBytes, modifiedAt, inode };
  return { state: seen, isPart, since, seenAtMs: nowMs, grownAtMs: nowMs, was: undefined, end: undefined };
}

function goOn(
  before: Begun,
  file: Seen,
  at: { readonly known: number | null; readonly nowMs: number; readonly steadyMs: number },
): Begun {
  if (isSameState(before.state, file)) return { ...before, isPart: file.isPart };
  const now = begin(file, at);
  const isOne = file.inode === before.state.inode;
  const isGrowing = file.sizeBytes >= before.state.sizeBytes && at.nowMs - before.grownAtMs < at.steadyMs;
  // However long a program pauses, by its name the file is not finished.
  if (isOne && (isGrowing || before.isPart))
    return { ...before, state: now.state, isPart: file.isPart, grownAtMs: at.nowMs };
  const was = before.end !== undefined && 'item' in before.end ? before.end.item.reference : before.was;
  return { ...now, was };
}

/**
 * Says whose the files are that were seen before the server was asked. Nothing is guessed: a file is of what lay on the
 * stand from before its writing began until after it was seen, and of nothing where that was changed in between.
 *
 * @param askedAtMs when the server was asked for this choice.
 */
export function settleFiles(begins: Begins, choice: Choice, askedAtMs: number): Begins {
  return new Map(
    [...begins].map(([name, one]) => {
      if (one.end !== undefined || one.seenAtMs > askedAtMs) return [name, one];
      return [name, { ...one, end: belongingOf(one, choice) }];
    }),
  );
}

function belongingOf({ since, was }: Begun, { station, number, item }: Choice): Belonging {
  if (since === null) return { held: held('before-watch') };
  if (since !== number) return { held: held('stand-changed', station.name) };
  if (item === null) return { held: held('nothing-on-stand', station.name) };
  if (was === undefined || was === item.reference) return { item };
  return { held: held('other-item', was, item.reference, station.name) };
}
