import { expect } from 'chai';
import { judge } from '../../intake/rules/table.ts';
import type { TechnicalFacts } from '../../model/file-version.ts';
import { factsWith, strictProfile } from '../fixtures/good-facts.ts';
import { type HeaderCase, itJudges } from '../fixtures/header-cases.ts';

function both(ppi: number | null): Partial<TechnicalFacts> {
  return { ppiX: ppi, ppiY: ppi };
}

const CASES: readonly HeaderCase[] = [
  { about: 'the least resolution, less the tolerance', header: both(297) },
  {
    about: 'a resolution just below that',
    header: both(296.999),
    rule: 'ppi',
    says: /^The file says 296\.999 ppi\. Asked for is 300 to 600 ppi \(give or take 1 %\)\./,
    zegt: /noemt 296,999 ppi\. Gevraagd is 300 tot 600 ppi \(met een speling van 1 %\)\./,
  },
  { about: 'the highest resolution, more the tolerance', header: both(606) },
  { about: 'a resolution just above that', header: both(606.001), rule: 'ppi', says: /606\.001 ppi/ },
  {
    about: 'any resolution above the least',
    header: both(9_600),
    profile: { ppi: { min: 300, max: null, tolerancePct: 0 } },
  },
  {
    about: 'less than the least of a profile without a tolerance',
    header: both(299.999),
    profile: { ppi: { min: 300, max: null, tolerancePct: 0 } },
    rule: 'ppi',
    says: /Asked for is 300 ppi or more\./,
    zegt: /300 ppi of meer/,
  },
  {
    about: 'centimetres, of which no number is exactly 300 ppi',
    header: both(299.999),
    facts: { resolutionUnit: 'cm' },
    profile: { ppi: { min: 300, max: 300, tolerancePct: 0 } },
  },
  {
    about: '72 pixels a centimetre',
    header: both(182.88),
    facts: { resolutionUnit: 'cm' },
    rule: 'ppi',
    says: /says 72 pixels per centimetre, which is 182\.88 ppi\./,
    zegt: /noemt 72 pixels per centimeter, dat is 182,88 ppi\./,
  },
  {
    about: 'a resolution without its unit',
    header: both(72),
    facts: { resolutionUnit: undefined },
    rule: 'ppi',
    says: /says 72 ppi \(without a unit, so inches are meant\)\./,
    zegt: /zonder eenheid, dus inches zijn bedoeld/,
  },
  { about: 'a good resolution without its unit', facts: { resolutionUnit: undefined } },
  {
    about: 'a ratio in place of a resolution',
    header: both(null),
    facts: { resolutionUnit: 'none' },
    rule: 'ppi',
    says: /^The file gives its resolution without a unit, so that it says nothing\. Asked/,
    zegt: /zonder eenheid, zodat die niets zegt/,
  },
  { about: 'no resolution', header: both(null), rule: 'ppi', says: /does not say its resolution\./ },
  { about: 'a side without a resolution', header: { ppiY: null }, rule: 'ppi', says: /does not say/ },
  { about: 'two resolutions as far apart as the tolerance', header: { ppiX: 400, ppiY: 396 } },
  {
    about: 'two resolutions further apart',
    header: { ppiX: 400, ppiY: 395.9 },
    rule: 'ppi',
    says: /says 400 ppi across and 395\.9 ppi down/,
    zegt: /noemt 400 ppi in de breedte en 395,9 ppi in de hoogte/,
  },
];

describe('the rule about resolution', () => {
  itJudges(CASES);

  it('says too low, too high and not square each for itself', () => {
    const facts = factsWith({ ppiX: 72, ppiY: 1_200 });
    const values = judge(facts, strictProfile).map(({ rule, value }) => [rule, value]);
    expect(values).to.deep.equal([
      ['ppi', '72 ppi'],
      ['ppi', '1200 ppi'],
      ['ppi', '72 x 1200 ppi'],
    ]);
  });
});
