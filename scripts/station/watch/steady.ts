/** What tells one state of a file from the next, as far as a folder tells it. Two that differ in any of it differ. */
export interface FileState {
  readonly sizeBytes: number;
  /** Milliseconds since 1970, with the fraction that the file system keeps. */
  readonly modifiedAt: number;
  readonly inode: number;
}

/** For how long a file has been as it is. Times are of a clock that never goes back, in milliseconds. */
export interface Steadiness {
  readonly state: FileState;
  /** When it was first seen like this. */
  readonly sinceMs: number;
  /** When it was last seen like this. */
  readonly lastMs: number;
  /** How often it was seen like this. */
  readonly looks: number;
}

/** Whether everything that a file's header speaks of lies in the file; `unknown` for formats that do not tell. */
export type HeaderState = 'whole' | 'part' | 'unknown';

export type Next = 'wait' | 'read-header' | 'take';

/** Two looks far apart, with a sleeping machine between them, say less than three. */
const LEAST_LOOKS = 3;
/**
 * A file whose header is not complete is taken all the same after so many times the steady time: it is a broken
 * file then, and somebody must be told so.
 */
export const PART_TIMES = 6;

/** Whether two looks saw one and the same state. */
export function isSameState(one: FileState, other: FileState): boolean {
  return (
    one.sizeBytes === other.sizeBytes && one.modifiedAt === other.modifiedAt && one.inode === other.inode
  );
}

/** What is known of a file after one more look at it. */
export function observe(before: Steadiness | undefined, state: FileState, atMs: number): Steadiness {
  if (before === undefined || !isSameState(before.state, state))
    return { state, sinceMs: atMs, lastMs: atMs, looks: 1 };
  return { state, sinceMs: before.sinceMs, lastMs: Math.max(atMs, before.lastMs), looks: before.looks + 1 };
}

/**
 * What to do with a file: wait, read its header, or take it as finished. Modification times are compared and never
 * measured against a clock: that of a file server may be hours away from ours.
 */
export function nextOf(
  seen: Steadiness,
  header: HeaderState | undefined,
  options: { readonly steadyMs: number },
): Next {
  const steadyForMs = seen.lastMs - seen.sinceMs;
  if (steadyForMs < options.steadyMs || seen.looks < LEAST_LOOKS) return 'wait';
  if (header === undefined) return 'read-header';
  const isWhole = header !== 'part' && seen.state.sizeBytes > 0;
  return isWhole || steadyForMs >= options.steadyMs * PART_TIMES ? 'take' : 'wait';
}
