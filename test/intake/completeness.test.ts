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
    expect(missingIn(['f1r', 'f1v', 'f3r', 'f3v'], null)).to.deep.equal(['f2r', 'f2v']);
  });

  it('names every gap, and the rest, where one alone would be told of', () => {
    expect(missingIn(numbered(1, 2, 4, 6), 1)).to.deep.equal(numbered(3, 5));
    expect(missingIn(numbered(1, 2, 4, 5), 2)).to.deep.equal(numbered(3, 6));
    // Wider than the series, but just so many are missing.
    expect(missingIn(numbered(1, 5), 3)).to.deep.equal(numbered(2, 3, 4));
  });

  it('knows the two sides of a leaf, and pages put in between', () => {
    expect(missingIn(['1r', '1v', '2r', '3r', '3v', '4r'], 2)).to.deep.equal(['2v', '4v']);
    expect(missingIn(['1_recto', '1_verso', '2_verso'], 2)).to.deep.equal(['2_recto', '3_recto']);
    expect(missingIn(['12', '12bis', '13', '15'], 2)).to.deep.equal(['14', '16']);
    // Of a leaf whose back nobody counted none is missing.
    expect(missingIn(['1r', '2r', '2v', '4r'], null)).to.deep.equal(['3r', '3v']);
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

  it('never names what is there, nor one twice, nor without end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 20 })),
        fc.option(fc.nat({ max: 500 })),
        (names, wanted) => {
          const found = missingIn(names, wanted);
          expect(found.filter((name) => names.includes(name))).to.deep.equal([]);
          expect(new Set(found).size).to.equal(found.length);
          expect(found.length).to.be.at.most(200);
          if (wanted === 0) expect(found).to.deep.equal([]);
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
    expect(found.todo.map(({ en }) => en)).to.deep.equal(['2 sides are missing: 0017, 0018. Scan them.']);
    expect(found).to.deep.include({ missingRanges: ['0017', '0018'], missingMore: 0 });
  });

  it('names every gap, as ranges where they are many, and counts what is beyond', () => {
    const lacking = (expected: number, ...out: number[]) => {
      const there = Array.from({ length: 48 }, (_, at) => at + 1).filter((n) => !out.includes(n));
      return facts(
        numbered(...there).map((name) => side(name)),
        { expected },
      );
    };
    const sentence = (given: CaptureFacts) => english(given)[0];
    expect(sentence(lacking(48, 17, 18, 19, 31))).to.equal(
      '4 sides are missing: 0017–0019, 0031. Scan them.',
    );
    expect(sentence(lacking(49, 17))).to.equal('2 sides are missing: 0017, 0049. Scan them.');
    expect(sentence(lacking(47, 17, 31))).to.equal(
      '1 side is missing, and there are more gaps than that: 0017, 0031. Look which of them is one, or correct the number of sides.',
    );
    const odd = completenessOf(lacking(48, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20));
    expect(odd.missingRanges).to.have.length(8);
    expect([odd.missingMore, odd.todo[0]?.en]).to.deep.equal([
      2,
      '10 sides are missing: 0002, 0004, 0006, 0008, 0010, 0012, 0014, 0016 and 2 more. Scan them.',
    ]);
    // Of two series of names each is said whole.
    const two = completenessOf(facts([side('a_1'), side('a_2'), side('a_4'), side('b_1')], { expected: 5 }));
    expect(two.missingRanges).to.deep.equal(['a_3']);
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
