/**
 * What can go wrong, in the words of the thing that went wrong. Knows nothing of HTTP or of queues:
 * `server/problems.ts` and `workers/retry.ts` each hold one exhaustive table that translates a code.
 */
export const FAULT_CODES = [
  'bad-request', // what was asked makes no sense, and will not tomorrow
  'unauthenticated', // nobody we know
  'forbidden', // somebody we know, without the right
  'not-found', // never existed, or is not for this person to know of
  'gone', // was published once and has been withdrawn
  'conflict', // the thing has changed, or is in a state that does not allow this
  'digest-mismatch', // the bytes that were stored are not the bytes that were promised
  'too-large', // more pixels or bytes than are allowed
  'unsupported', // a format or a feature that is not offered
  'bad-image', // the scan's fault: broken, cut short, not an image
  'busy', // come back later
  'unavailable', // a part that we need (store, queue, database) does not answer
  'internal', // our fault
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/**
 * The one error type. `detail` is a sentence that may be shown to the person who asked; whatever may not
 * (paths, stacks, driver messages) goes into `cause`, which is only logged.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly detail: string;
  /** What a program is told beside the sentence; may be shown as well. */
  readonly facts: Readonly<Record<string, unknown>> | undefined;

  constructor(
    code: FaultCode,
    detail: string,
    { facts, ...options }: { cause?: unknown; facts?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(`${code}: ${detail}`, options);
    this.code = code;
    this.detail = detail;
    this.facts = facts;
  }
}

/** Any thrown value as a Fault: itself, or `internal` with the thing as its cause. */
export function asFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  return new Fault('internal', 'Something went wrong on our side. It has been logged.', { cause: thrown });
}

/** What the system, Node or a driver calls an error, like `ENOENT`; undefined where it gives no such name. */
export function errorCode(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}
