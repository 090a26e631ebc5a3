import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import fc from 'fast-check';
import { drawSample, outcomeOf, type SampleUnit } from '../../intake/sampling.ts';
import type { SampleCounts } from '../../model/sample.ts';

const units = fc
  .uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { minLength: 0, maxLength: 40 })
  .chain((names) =>
    fc
      .array(fc.nat(500), { minLength: names.length, maxLength: names.length })
      .map((files) => names.map((name, at): SampleUnit => ({ id: `id${at}`, name, files: files[at] ?? 0 }))),
  );
const percents = fc.integer({ min: 1, max: 100_000 }).map((thousandths) => thousandths / 1_000);
const filesOf = (drawn: readonly SampleUnit[]) => drawn.reduce((sum, { files }) => sum + files, 0);

function counts(patch: Partial<SampleCounts>): SampleCounts {
  const { files = 1_200 } = patch;
  return { files, looked: files, defects: 0, rejected: 0, broken: 0, missing: 0, misnamed: 0, ...patch };
}

describe('drawing a sample', () => {
  it('takes whole units until the percentage is reached, and none beyond', () => {
    fc.assert(
      fc.property(units, percents, fc.string(), (all, percent, seed) => {
        const drawn = drawSample(all, { percent, seed });
        const wanted = filesOf(all) * Math.round(percent * 1_000);
        for (const unit of drawn) expect(all).to.include(unit);
        expect(new Set(drawn).size).to.equal(drawn.length);
        expect(filesOf(drawn) * 100_000).to.be.at.least(wanted);
        if (drawn.length > 0) expect(filesOf(drawn.slice(0, -1)) * 100_000).to.be.below(wanted);
      }),
    );
  });

  it('draws the same with the same seed, in whatever order the units are given', () => {
    fc.assert(
      fc.property(
        units.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        percents,
        fc.string(),
        ([all, shuffled], percent, seed) => {
          expect(drawSample(shuffled, { percent, seed })).to.deep.equal(drawSample(all, { percent, seed }));
        },
      ),
    );
  });

  it('takes a smaller sample as the beginning of a larger one', () => {
    fc.assert(
      fc.property(units, percents, percents, (all, one, other) => {
        const small = drawSample(all, { percent: Math.min(one, other), seed: 's' });
        const large = drawSample(all, { percent: Math.max(one, other), seed: 's' });
        expect(large.slice(0, small.length)).to.deep.equal(small);
      }),
    );
  });

  it('draws what its documentation says, with the tools of any shell', () => {
    const names = ['ARCH00860.1', 'ARCH00860.2', 'ARCH00860.10', 'Ärchiv 3', '档案 4'];
    const script =
      'while read -r name; do printf "%s\\n%s" "$0" "$name" | sha256sum | cut -c1-64 | tr "\\n" " "; echo "$name"; done | LC_ALL=C sort | cut -d" " -f2-';
    const listed = execFileSync('bash', ['-c', script, 'seed 1'], {
      input: `${names.join('\n')}\n`,
      encoding: 'utf8',
    });
    const all = names.map((name) => ({ id: name, name, files: 10 }));
    const drawn = drawSample(all, { percent: 100, seed: 'seed 1' });
    expect(drawn.map(({ name }) => name)).to.deep.equal(listed.trim().split('\n'));
  });

  it('draws every unit at 100 percent, one at least, and none where there are no files', () => {
    const all = [1, 2, 3].map((files) => ({ id: `${files}`, name: `n${files}`, files }));
    expect(drawSample(all, { percent: 100, seed: '' })).to.have.length(3);
    expect(drawSample(all, { percent: 0.001, seed: '' })).to.have.length(1);
    expect(drawSample([{ id: '1', name: 'empty', files: 0 }], { percent: 100, seed: '' })).to.deep.equal([]);
  });

  it('draws differently with another seed', () => {
    const all = Array.from({ length: 200 }, (_, at) => ({ id: `${at}`, name: `inv. ${at}`, files: 10 }));
    const [one, other] = ['a', 'b'].map((seed) => drawSample(all, { percent: 10, seed }).map(({ id }) => id));
    expect(one).to.have.length(20);
    expect(one).to.not.deep.equal(other);
  });
});

describe('the arithmetic of a sample', () => {
  const verdict = (patch: Partial<SampleCounts>, perMille = 2) =>
    outcomeOf(counts(patch), { perMille }).verdict;

  it('accepts as many defects as are tolerated, and not one more', () => {
    expect(verdict({ files: 1_000, defects: 2 })).to.equal('accept');
    expect(verdict({ files: 1_000, defects: 3 })).to.equal('return');
    expect(verdict({ files: 999, defects: 2 })).to.equal('return');
    expect(verdict({ files: 499, defects: 1 })).to.equal('return');
    expect(verdict({ files: 500, defects: 1 })).to.equal('accept');
    expect(verdict({ files: 1, defects: 0 }, 0)).to.equal('accept');
    expect(verdict({ files: 1_000_000, defects: 1 }, 0)).to.equal('return');
  });

  it('is exact at the tolerance, whatever its decimals: what a double would lose is not lost', () => {
    expect(verdict({ files: 10_000, defects: 11 }, 1.1)).to.equal('accept');
    expect(verdict({ files: 1_000_000, defects: 57 }, 0.057)).to.equal('accept');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 50 }), (parts, times) => {
        const files = 1_000_000 * times;
        const defects = parts * times;
        expect(verdict({ files, defects }, parts / 1_000)).to.equal('accept');
        if (defects < files)
          expect(verdict({ files, defects: defects + 1 }, parts / 1_000)).to.equal('return');
      }),
    );
  });

  it('tolerates no wrong name, and is undecided until all was looked at, but where it is lost already', () => {
    expect(verdict({ misnamed: 1 })).to.equal('return');
    expect(verdict({ looked: 1_199, defects: 2 })).to.equal(null);
    expect(verdict({ looked: 10, defects: 3 })).to.equal('return');
  });

  it('is said in words, in both languages', () => {
    const { allowed, arithmetic } = outcomeOf(counts({ defects: 1 }), { perMille: 2 });
    expect(allowed).to.equal(2.4);
    expect(arithmetic.en).to.equal(
      '1 defect in 1,200 files; allowed 2.4 (2 per thousand). Every name in the delivery is right. Within the tolerance: to be accepted.',
    );
    expect(arithmetic.nl).to.equal(
      '1 fout op 1.200 bestanden; toegestaan 2,4 (2 per duizend). Elke naam in de levering klopt. Binnen de tolerantie: goed te keuren.',
    );
    const lost = outcomeOf(counts({ defects: 3, looked: 1_000, misnamed: 2 }), { perMille: 2.5 }).arithmetic;
    expect(lost.en).to.equal(
      '3 defects in 1,200 files; allowed 3 (2.5 per thousand). 2 wrong names in the delivery; allowed 0. 200 still to be looked at. Outside the tolerance: to be returned.',
    );
    expect(lost.nl).to.equal(
      '3 fouten op 1.200 bestanden; toegestaan 3 (2,5 per duizend). 2 verkeerde namen in de levering; toegestaan 0. Nog 200 te bekijken. Buiten de tolerantie: terug te sturen.',
    );
  });
});
