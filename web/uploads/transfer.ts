/** Where a file is on its way from this page to the server. */
export type Phase = 'waiting' | 'hashing' | 'sending' | 'proving' | 'done' | 'refused' | 'failed';

/** One file that this page sends. When it is `done` the server's own record of it takes over. */
export interface Transfer {
  readonly key: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly phase: Phase;
  /** Of the phase: bytes hashed or sent. */
  readonly doneBytes: number;
  readonly startedAt: number;
  /** While it is being sent. */
  readonly bytesPerSecond: number | null;
  readonly detail: string | null;
  readonly fileVersionId: string | null;
}

/** Whether this page still has work with it, which leaving would interrupt. */
export function isUnderWay({ phase }: Transfer): boolean {
  return phase === 'waiting' || phase === 'hashing' || phase === 'sending' || phase === 'proving';
}

/** Shares of the whole way that a file has behind it when a phase begins, and how much the phase is. */
const SHARES = {
  waiting: [0, 0],
  hashing: [0, 0.1],
  sending: [0.1, 0.5],
  proving: [0.6, 0.05],
  done: [0.65, 0],
  refused: [1, 0],
  failed: [1, 0],
} as const satisfies Record<Phase, readonly [number, number]>;

/** How much of the way to the server is behind a file: 0, up to 0.65 when it was received. */
export function fractionSent(transfer: Transfer): number {
  const [start, share] = SHARES[transfer.phase];
  return start + share * (transfer.sizeBytes === 0 ? 1 : transfer.doneBytes / transfer.sizeBytes);
}

/** A smoothed speed: the newest measure counts for a fifth. */
export function smoothSpeed(before: number | null, measured: number): number {
  return before === null ? measured : before * 0.8 + measured * 0.2;
}

/** How long the rest takes if it goes on as until now; undefined while that would be a guess. */
export function remainingMs(fraction: number, elapsedMs: number): number | undefined {
  if (fraction < 0.02 || fraction >= 1 || elapsedMs < 1500) return undefined;
  return (elapsedMs * (1 - fraction)) / fraction;
}
