/** A barcode scanner types faster than any hand: this much between two keys at most. */
const BETWEEN_MS = 40;
/** Once that many came so fast it is a scanner, and a busy machine or a weak radio link may make it halt for as long. */
const KNOWN_AFTER = 3;
const HALT_MS = 200;
/** It halts seldom. A hand that rolled over three keys goes on slowly: of so many keys one at most may be late. */
const KEYS_PER_HALT = 4;
/** Shorter is no reference that anybody prints. */
const SHORTEST = 4;
/** A scanner that types nothing after what it read has ended once nothing came for as long. */
export const SILENCE_MS = 500;

/** Keys that came one after another, and what the field under them held before. */
export interface Burst {
  readonly text: string;
  readonly lastAt: number;
  /** How often it halted. */
  readonly halts: number;
  /** The value of the field that had the focus when it began; null where none had. */
  readonly before: string | null;
}

export const NO_BURST: Burst = { text: '', lastAt: 0, halts: 0, before: null };

function patience({ text }: Burst): number {
  return text.length >= KNOWN_AFTER ? HALT_MS : BETWEEN_MS;
}

/** The burst with one more key. A key that comes later begins a new one. `at` in milliseconds. */
export function pressed(burst: Burst, key: string, on: { at: number; value: string | null }): Burst {
  const pause = on.at - burst.lastAt;
  if (burst.text === '' || pause > patience(burst))
    return { text: key, lastAt: on.at, halts: 0, before: on.value };
  const halts = burst.halts + (pause > BETWEEN_MS ? 1 : 0);
  return { ...burst, text: burst.text + key, lastAt: on.at, halts };
}

/** What a scanner typed before this Enter or Tab, or before it fell silent; undefined where it was a hand. */
export function scannedBy({ text, lastAt, halts }: Burst, endAt: number): string | undefined {
  const isScanner = text.length >= SHORTEST && halts * KEYS_PER_HALT <= text.length;
  return isScanner && endAt - lastAt <= HALT_MS ? text : undefined;
}
