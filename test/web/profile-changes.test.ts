import { expect } from 'chai';
import fc from 'fast-check';
import { PRESETS } from '../../intake/presets.ts';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import { changesBetween, putOnTop } from '../../web/profiles/changes.ts';

const base = PRESETS['fadgi-3'];

describe('what changed between two capture profiles', () => {
  it('is nothing between a profile and itself, in whatever order its lists are', () => {
    expect(changesBetween(base, base)).to.deep.equal([]);
    expect(changesBetween(base, { ...base, bits: [16, 8] })).to.deep.equal([]);
  });

  it('is each limit and each severity that differs, before and after', () => {
    const after: CaptureProfile = { ...base, minBytes: 5, ppi: null, severities: { icc: 'off' } };
    expect(changesBetween(base, after)).to.deep.equal([
      { limit: 'minBytes', before: 1000, after: 5 },
      { limit: 'ppi', before: base.ppi, after: null },
      { rule: 'pages', before: 'error', after: undefined },
      { rule: 'icc', before: undefined, after: 'off' },
    ]);
  });

  const profiles = fc.record({
    minBytes: fc.integer({ min: 0, max: 3 }),
    bits: fc.constantFrom(null, [8], [8, 16]),
    ppi: fc.constantFrom(null, { min: 300, max: null, tolerancePct: 1 }),
    severities: fc.dictionary(
      fc.constantFrom('icc', 'ppi', 'name'),
      fc.constantFrom('error', 'warning', 'off'),
    ),
  });
  const whole = profiles.map((patch) => ({ ...base, ...patch }) as CaptureProfile);

  it('put on top of theirs loses neither: all of mine is there, and theirs where I changed nothing', () => {
    fc.assert(
      fc.property(whole, whole, whole, (before, mine, theirs) => {
        const both = putOnTop(before, mine, theirs);
        const keyOf = (change: ReturnType<typeof changesBetween>[number]) =>
          'limit' in change ? change.limit : `rule ${change.rule}`;
        const ofMine = new Set(changesBetween(before, mine).map(keyOf));
        expect(changesBetween(both, mine).filter((change) => ofMine.has(keyOf(change)))).to.deep.equal([]);
        expect(changesBetween(both, theirs).filter((change) => !ofMine.has(keyOf(change)))).to.deep.equal([]);
      }),
    );
  });
});
