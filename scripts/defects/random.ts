import { createHash } from 'node:crypto';

/** Chance that can be had again: the same seed gives the same numbers everywhere. Nothing secret hangs on it. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** Random bytes, of which no two runs are alike. */
  bytes(length: number): Buffer;
}

/** A source of chance of its own for every text: `7/zero-tail` (a seed and a kind), so that kinds do not disturb each other. */
export function randomOf(seed: string): Random {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  // Mulberry32: 32 bits of state are plenty for pictures. @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    pick: ([first, ...rest]) => [first, ...rest][int(0, rest.length)] ?? first,
    bytes: (length) => Buffer.from(Uint8Array.from({ length }, () => int(0, 255))),
  };
}
