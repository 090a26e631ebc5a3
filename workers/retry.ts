import { asFault, type FaultCode } from '../model/fault.ts';

/** Whether it makes sense to do a step again that ended in such a fault: the other half of `server/problems.ts`. */
const AGAIN = Object.freeze({
  'bad-request': false,
  unauthenticated: false,
  forbidden: false,
  // A disk that is not mounted looks like this, and comes back.
  'not-found': true,
  gone: false,
  conflict: true,
  // Of a copy that was fetched: the next one may be whole.
  'digest-mismatch': true,
  'too-large': false,
  unsupported: false,
  'bad-image': false,
  busy: true,
  unavailable: true,
  internal: true,
} satisfies Record<FaultCode, boolean>);

/** What to do about a step that threw, and the sentence for a person if it was the last time. */
export function classify(thrown: unknown): { readonly again: boolean; readonly reason: string } {
  const fault = asFault(thrown);
  return { again: AGAIN[fault.code], reason: fault.detail };
}
