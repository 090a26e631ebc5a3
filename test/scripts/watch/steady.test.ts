import { expect } from 'chai';
import fc from 'fast-check';
import {
  type FileState,
  type HeaderState,
  isSameState,
  nextOf,
  observe,
  PART_TIMES,
  type Steadiness,
} from '../../../scripts/station/watch/steady.ts';

const state = fc.record({
  sizeBytes: fc.integer({ min: 0, max: 3 }),
  modifiedAt: fc.integer({ min: 0, max: 2 }),
  inode: fc.integer({ min: 1, max: 2 }),
});
/** Looks one after another: what was seen, and how many milliseconds after the look before. */
const looks = fc.array(fc.record({ state, afterMs: fc.integer({ min: 0, max: 4_000 }) }), {
  minLength: 1,
  maxLength: 30,
});
const header = fc.constantFrom<HeaderState | undefined>('whole', 'part', 'unknown', undefined);
const steadyMs = fc.integer({ min: 1, max: 10_000 });
const FILE: FileState = { sizeBytes: 9, modifiedAt: 5, inode: 1 };

interface Seen {
  readonly state: FileState;
  readonly atMs: number;
}

function play(given: readonly { state: FileState; afterMs: number }[]): { all: Seen[]; last: Steadiness } {
  let atMs = 0;
  const all = given.map((one) => {
    atMs += one.afterMs;
    return { state: one.state, atMs };
  });
  const last = all.reduce<Steadiness | undefined>(
    (seen, one) => observe(seen, one.state, one.atMs),
    undefined,
  );
  return { all, last: last! };
}

/** Since when the last looks agree, found the slow way. */
function agreedForMs(all: readonly Seen[]): number {
  const last = all.at(-1)!;
  let since = last.atMs;
  for (const one of [...all].reverse()) {
    if (!isSameState(one.state, last.state)) break;
    since = one.atMs;
  }
  return last.atMs - since;
}

/** Looks at one state every second, for so many seconds. */
function still(seconds: number, of: FileState = FILE): Steadiness {
  return play(Array.from({ length: seconds + 1 }, () => ({ state: of, afterMs: 1_000 }))).last;
}

describe('whether a file is finished', () => {
  it('is never said before it has been the same for as long as was asked', () => {
    fc.assert(
      fc.property(looks, header, steadyMs, (given, found, ms) => {
        const { all, last } = play(given);
        if (agreedForMs(all) < ms) expect(nextOf(last, found, { steadyMs: ms })).to.equal('wait');
      }),
    );
  });

  it('is never said of a file that changed since the look before', () => {
    fc.assert(
      fc.property(looks, state, header, steadyMs, (given, other, found, ms) => {
        const { last } = play(given);
        fc.pre(!isSameState(other, last.state));
        const next = observe(last, other, last.lastMs + ms * 10);
        expect(nextOf(next, found, { steadyMs: ms })).to.equal('wait');
      }),
    );
  });

  it('is said of every file in the end, whatever came before and whatever its header says', () => {
    fc.assert(
      fc.property(looks, header, steadyMs, (given, found, ms) => {
        const { last } = play(given);
        let seen = last;
        for (let look = 1; look <= 2 * PART_TIMES + 2; look += 1)
          seen = observe(seen, last.state, last.lastMs + (look * ms) / 2);
        const expected = found === undefined ? 'read-header' : 'take';
        expect(nextOf(seen, found, { steadyMs: ms })).to.equal(expected);
      }),
    );
  });

  it('takes three looks at least: a machine that slept between two has seen nothing', () => {
    const asleep = observe(observe(undefined, FILE, 0), FILE, 3_600_000);
    expect(nextOf(asleep, 'whole', { steadyMs: 1_000 })).to.equal('wait');
    expect(nextOf(observe(asleep, FILE, 3_602_000), 'whole', { steadyMs: 1_000 })).to.equal('take');
  });

  it('waits longer for the rest of a file whose header speaks of more, and for an empty one', () => {
    const options = { steadyMs: 10_000 };
    const empty = { ...FILE, sizeBytes: 0 };
    expect(nextOf(still(10), 'whole', options)).to.equal('take');
    expect(nextOf(still(10), 'part', options)).to.equal('wait');
    expect(nextOf(still(10, empty), 'unknown', options)).to.equal('wait');
    expect(nextOf(still(10 * PART_TIMES), 'part', options)).to.equal('take');
    expect(nextOf(still(10 * PART_TIMES, empty), 'unknown', options)).to.equal('take');
  });
});
