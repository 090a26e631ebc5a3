/** Presses that come sooner after one another are one: a hand that pressed twice, or a key that is held. */
export const QUIET_MS = 1_000;

/** What is known of the presses before. */
export interface Presses {
  /** When the last one came, or what it did had ended; in milliseconds. */
  readonly lastAt: number;
  /** The scan that was named, and is taken back only if it is pressed for that very one again. */
  readonly asked: string | undefined;
}

export const NO_PRESSES: Presses = { lastAt: Number.NEGATIVE_INFINITY, asked: undefined };

/** A press: `isFurther` where the scan that came last was taken back already, so that this would be one more. */
interface Press {
  readonly at: number;
  readonly target: string;
  readonly isFurther: boolean;
  /** The one before is still under way. */
  readonly isBusy: boolean;
}

/**
 * What a press of *take back* does: takes the scan that is named, asks first where that would be a further one, or
 * nothing where it came with the press before.
 */
export function pressTakeBack(
  { lastAt, asked }: Presses,
  { at, target, isFurther, isBusy }: Press,
): { readonly presses: Presses; readonly act: 'take' | 'ask' | 'nothing' } {
  if (isBusy || at - lastAt < QUIET_MS) return { presses: { lastAt: at, asked }, act: 'nothing' };
  if (isFurther && asked !== target) return { presses: { lastAt: at, asked: target }, act: 'ask' };
  return { presses: { lastAt: at, asked: undefined }, act: 'take' };
}
