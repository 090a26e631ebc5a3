import { heldSentence } from '../../../intake/held.ts';
import { asFault, errorCode, Fault } from '../../../model/fault.ts';
import type { Held, HeldReason } from '../../../model/station-watch.ts';

/** Why a scan is held back, thrown. Its sentence is that of its reason, in English. */
export class HeldBack extends Fault {
  readonly held: Held;

  constructor(held: Held, options?: ErrorOptions) {
    super('unavailable', heldSentence(held).en, options);
    this.held = held;
  }
}

/** A reason with what its sentence speaks of. */
export function held(reason: HeldReason, ...values: string[]): Held {
  return { reason, values };
}

/** Whatever was thrown, as a reason to hold a scan back. */
export function heldBy(thrown: unknown): Held {
  if (thrown instanceof HeldBack) return thrown.held;
  const code = thrown instanceof Fault ? undefined : errorCode(thrown);
  return code === undefined ? held('not-sent', asFault(thrown).detail) : held('unreadable', code);
}
