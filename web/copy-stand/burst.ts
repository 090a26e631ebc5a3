/** A barcode scanner types faster than any hand: this much between two keys at most. */
const BETWEEN_MS = 40;
/** Once that many came so fast it is a scanner, and a busy machine or a weak radio link may make it halt for as long. */
const KNOWN_AFTER = 3;
const HALT_MS = 200;
/** Shorter is no reference that anybody prints. */
const SHORTEST = 4;

/** Keys that came one after another, and what the field under them held before. */
export interface Burst {
  readonly text: string;
  readonly lastAt: number;
  /** The value of the field that had the focus when it began; null where none had. */
  readonly before: string | null;
}

export const NO_BURST: Burst = { text: '', lastAt: 0, before: null };

function patience({ text }: Burst): number {
  return text.length >= KNOWN_AFTER ? HALT_MS : BETWEEN_MS;
}

/** The burst with one more key. A key that comes later begins a new one. `at` in milliseconds. */
export function pressed(burst: Burst, key: string, on: { at: number; value: string | null }): Burst {
  const isNext = burst.text !== '' && on.at - burst.lastAt <= patience(burst);
  return isNext
    ? { ...burst, text: burst.text + key, lastAt: on.at }
    : { text: key, lastAt: on.at, before: on.value };
}

/** What a scanner typed before this Enter; undefined where it was a hand. */
export function scannedBy({ text, lastAt }: Burst, enterAt: number): string | undefined {
  return text.length >= SHORTEST && enterAt - lastAt <= HALT_MS ? text : undefined;
}
