import { expect } from 'chai';
import fc from 'fast-check';
import { type CaptureFacts, completenessOf, type Side } from '../../intake/completeness.ts';
import { missingIn } from '../../intake/missing-names.ts';
import { FILE_STATES } from '../../model/file-version.ts';
import { SURFACE_STATES } from '../../model/surface.ts';

const side = (name: string, patch: Partial<Side> = {}): Side => ({
  name,
  state: 'captured',
  file: 'ready',
  ...patch,
});
const facts = (sides: readonly Side[], patch: Partial<CaptureFacts> = {}): CaptureFacts => ({
  expected: sides.length,
  sides,
  arriving: [],
  refused: [],
  target: 'pass',
  ...patch,
});
const numbered = (...numbers: number[]) => numbers.map((n) => `ARCH00860_1_${String(n).padStart(4, '0')}`);

describe('what is missing in a series of names', () => {
  it('names gaps, and what comes before and after where the number of sides is known', () => {
    expect(missingIn(numbered(15, 16, 19, 20), null)).to.deep.equal(numbered(17, 18));
    expect(missingIn(numbered(1, 2, 4), 3)).to.deep.equal(numbered(3, 5, 6));
    expect(missingIn(numbered(2, 3), 1)).to.deep.equal(numbered(1));
    expect(missingIn(['p8', 'p9'], 2)).to.deep.equal(['p10', 'p11']);
    expect(missingIn(['f1r', 'f1v', 'f3r', 'f3v'], null)).to.deep.equal(['f2']);
  });

  it('says nothing of what is no series', () => {
    expect(missingIn([], 3)).to.deep.equal([]);
    expect(missingIn(['cover', 'back'], 3)).to.deep.equal([]);
    expect(missingIn(['IMG_0001', 'IMG_9999'], null)).to.deep.equal([]);
    expect(missingIn(['scan_999999999', 'scan_1'], null)).to.deep.equal([]);
  });

  it('finds exactly what was taken out of the middle of a series', () => {
    const series = fc.record({
      count: fc.integer({ min: 5, max: 120 }),
      prefix: fc.constantFrom('', 'p', 'ARCH00860.1_', '2024-11-21 '),
      width: fc.integer({ min: 1, max: 6 }),
      picks: fc.uniqueArray(fc.nat(), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(series, ({ count, prefix, width, picks }) => {
        const all = Array.from(
          { length: count },
          (_, at) => `${prefix}${String(at + 1).padStart(width, '0')}`,
        );
        const out = new Set(picks.map((pick) => all[1 + (pick % (count - 2))]));
        const left = all.filter((name) => !out.has(name));
        const expected = all.filter((name) => out.has(name));
        expect(missingIn(left, null)).to.deep.equal(expected);
        expect(missingIn(left, out.size)).to.deep.equal(expected);
        expect(missingIn(left.toReversed(), out.size)).to.deep.equal(expected);
      }),
    );
  });

  it('never names what is there, and never more than is wanted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 20 })),
        fc.option(fc.nat({ max: 500 })),
        (names, wanted) => {
          const found = missingIn(names, wanted);
          expect(found.filter((name) => names.includes(name))).to.deep.equal([]);
          expect(new Set(found).size).to.equal(found.length);
          expect(found.length).to.be.at.most(Math.min(200, wanted ?? 200));
        },
      ),
    );
  });
});

describe('whether an item is whole', () => {
  const english = (given: CaptureFacts) => completenessOf(given).todo.map(({ en }) => en);

  it('says "46 of 48" and which two are missing', () => {
    const numbers = Array.from({ length: 48 }, (_, at) => at + 1).filter((n) => n !== 17 && n !== 18);
    const sides = numbered(...numbers).map((name) => side(name));
    const found = completenessOf(facts(sides, { expected: 48 }));
    expect(found).to.deep.include({ received: 46, expected: 48, missingCount: 2, missing: numbered(17, 18) });
    expect(found.todo.map(({ en }) => en)).to.deep.equal([
      '2 sides are missing: ARCH00860_1_0017, ARCH00860_1_0018. Scan them.',
    ]);
  });

  it('knows what a list expects, and what the original lacks', () => {
    const listed = [side('p1'), side('p2', { state: 'expected', file: null })];
    expect(completenessOf(facts(listed, { expected: null }))).to.deep.include({
      expected: 2,
      missing: ['p2'],
    });
    const torn = side('p3', { state: 'missing', file: null });
    expect(english(facts([side('p1'), side('p2'), torn]))).to.deep.equal([]);
  });

  it('lets nothing pass that nobody counted, and nothing too much', () => {
    expect(english(facts([side('p1')], { expected: null }))).to.have.length(1);
    expect(english(facts([side('p1'), side('p2')], { expected: 1 }))[0]).to.match(/^2 sides for 1 expected/);
    expect(english(facts([], { expected: 1 }))[0]).to.equal('No scan has come in yet.');
  });

  it('takes one file under two names for one side', () => {
    const copied = [side('p1', { digest: 'a' }), side('p2', { digest: 'b' }), side('p3', { digest: 'a' })];
    const found = completenessOf(facts(copied));
    expect([found.received, found.expected, found.todo.length]).to.deep.equal([2, 3, 1]);
    expect(found.todo[0]?.en).to.match(/^p1 and p3 are the very same file/);
    const left = copied.map((one) => (one.name === 'p3' ? { ...one, state: 'suppressed' as const } : one));
    expect(completenessOf(facts(left, { expected: 2 })).todo).to.deep.equal([]);
  });

  it('does not mind a jump in the numbers once every side is there', () => {
    expect(english(facts(numbered(1, 2, 4).map((name) => side(name))))).to.deep.equal([]);
  });

  for (const [words, patch, sentence] of [
    ['rejected', { file: 'rejected', reason: { en: 'Cut off.', nl: '' } }, /^p1 was rejected\. Cut off\./],
    ['failed', { file: 'failed' }, /^p1 could not be checked/],
    ['being checked', { file: 'checking' }, /^Still coming in or being checked: p1/],
    ['asked for again', { state: 'rescan_requested' }, /^To be scanned again: p1/],
  ] as const) {
    it(`waits for a side that is ${words}`, () => {
      expect(english(facts([side('p1', patch), side('p2')]))).to.have.length(1);
      expect(english(facts([side('p1', patch), side('p2')]))[0]).to.match(sentence);
      expect(
        english(facts([side('p1', { ...patch, state: 'suppressed' }), side('p2')], { expected: 1 })),
      ).to.deep.equal([]);
    });
  }

  it('waits for what is arriving or came damaged, and for a target that failed', () => {
    expect(english(facts([side('p1')], { arriving: ['p2.tif'] }))[0]).to.include('p2.tif');
    expect(english(facts([side('p1')], { refused: ['p2.tif'] }))[0]).to.include('Arrived damaged: p2.tif');
    expect(english(facts([side('p1')], { target: 'fail' }))[0]).to.match(/target/);
    expect(english(facts([side('p1')], { target: 'none' }))).to.deep.equal([]);
    expect(completenessOf(facts([side('p1')], { target: 'none' })).warnings).to.have.length(1);
  });

  it('is whole only where every side has a good scan and there are as many as there should be', () => {
    const anySide = fc.record({
      name: fc.integer({ min: 1, max: 30 }).map((n) => `p${n}`),
      state: fc.constantFrom(...SURFACE_STATES),
      file: fc.constantFrom(null, ...FILE_STATES),
    });
    const sides = fc.uniqueArray(anySide, { selector: ({ name }) => name, maxLength: 12 });
    fc.assert(
      fc.property(sides, fc.option(fc.integer({ min: 1, max: 12 })), (given, expected) => {
        const found = completenessOf(facts(given, { expected }));
        const counting = given.filter(({ state }) => state !== 'suppressed');
        const isGood = ({ state, file }: Side) =>
          state === 'missing' || (file !== null && ['accepted', 'deriving', 'ready'].includes(file));
        if (found.todo.length === 0) {
          expect(counting.every(isGood)).to.equal(true);
          expect(counting.length).to.equal(expected);
        }
        if (
          expected !== null &&
          counting.length === expected &&
          counting.every((one) => one.state === 'captured' && isGood(one))
        )
          expect(found.todo).to.deep.equal([]);
        expect(found.received).to.be.at.most(counting.length);
        for (const { en, nl } of [...found.todo, ...found.warnings])
          expect(en === '' || nl === '').to.equal(false);
      }),
    );
  });
});
