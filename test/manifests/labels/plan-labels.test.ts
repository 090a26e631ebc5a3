import { expect } from 'chai';
import fc from 'fast-check';
import { planLabels } from '../../../manifests/labels/plan-labels.ts';
import type { FolioStep, LabelPlan, LabelStep } from '../../../model/label-plan.ts';
import { FOLIO_SIGNS, NUMBER_STYLES, PART_NAMES } from '../../../model/label-plan.ts';

/** The labels that are of no language, or the first one there is. */
function textsOf(plan: LabelPlan, count: number): (string | null | undefined)[] {
  const preview = planLabels(plan, count);
  if ('fault' in preview) throw new Error(preview.fault.en);
  return preview.labels.map((label) => label && (label['none'] ?? label['en'] ?? label['ar'])?.[0]);
}

const TABLE: readonly [string, LabelPlan, readonly (string | null | undefined)[]][] = [
  ['pages', [{ kind: 'number', style: 'arabic' }], ['1', '2', '3']],
  [
    'pages from a number',
    [{ kind: 'number', style: 'arabic', start: 12, prefix: 'p. ' }],
    ['p. 12', 'p. 13'],
  ],
  [
    'a preface, then pages',
    [
      { kind: 'number', style: 'roman-lower', count: 4 },
      { kind: 'number', style: 'arabic', start: 1 },
    ],
    ['i', 'ii', 'iii', 'iv', '1', '2'],
  ],
  ['letters', [{ kind: 'number', style: 'alphabetic-upper', start: 25 }], ['Y', 'Z', 'AA', 'AB']],
  ['folios', [{ kind: 'folio' }], ['1r', '1v', '2r', '2v']],
  ['folios from a verso', [{ kind: 'folio', start: 3, side: 'verso', prefix: 'f. ' }], ['f. 3v', 'f. 4r']],
  ['folios of an Arabic book', [{ kind: 'folio', signs: 'wajh-zahr', digits: 'arabic' }], ['١و', '١ظ', '٢و']],
  ['folios numbered on the recto alone', [{ kind: 'folio', signs: 'verso-only' }], ['1', '1v', '2']],
  ['folios in print', [{ kind: 'folio', signs: 'raised', start: 12 }], ['12ʳ', '12ᵛ']],
  ['columns', [{ kind: 'number', style: 'arabic', perSurface: 2 }], ['1–2', '3–4']],
  [
    'three columns',
    [{ kind: 'number', style: 'arabic', perSurface: 3, suffix: ' col.' }],
    ['1–3 col.', '4–6 col.'],
  ],
  [
    'a title page, then openings',
    [
      { kind: 'folio', count: 1 },
      { kind: 'folio', perSurface: 2 },
    ],
    ['1r', '1v–2r', '2v–3r'],
  ],
  [
    'openings with a separator, supplied',
    [
      {
        kind: 'number',
        style: 'arabic',
        start: 2,
        perSurface: 2,
        separator: ' | ',
        supplied: true,
        prefix: 'p. ',
      },
    ],
    ['p. [2 | 3]', 'p. [4 | 5]'],
  ],
  ['numbers that are left out', [{ kind: 'number', style: 'arabic', skip: [2, 3, 5] }], ['1', '4', '6', '7']],
  ['a folio that is left out', [{ kind: 'folio', skip: [2] }], ['1r', '1v', '3r', '3v']],
  [
    'plates that use no number',
    [
      { kind: 'number', style: 'arabic', count: 2 },
      { kind: 'uncounted', count: 1 },
      { kind: 'none', count: 1 },
      { kind: 'keep', count: 1 },
      { kind: 'number', style: 'arabic' },
    ],
    ['1', '2', '[unnumbered]', undefined, null, '3'],
  ],
  [
    'folios after pages, and pages after half a folio',
    [
      { kind: 'number', style: 'arabic', count: 2 },
      { kind: 'folio', count: 3 },
      { kind: 'number', style: 'arabic', count: 2 },
    ],
    ['1', '2', '3r', '3v', '4r', '5', '6'],
  ],
  [
    'sides after a step that stopped half way',
    [
      { kind: 'folio', count: 1 },
      { kind: 'folio', side: 'recto', count: 1 },
      { kind: 'folio', side: 'verso' },
    ],
    ['1r', '2r', '2v', '3r'],
  ],
  ['covers', [{ kind: 'part', parts: ['front-cover', 'spine'] }], ['Front cover', 'Spine', null]],
  [
    'Chinese numbers',
    [{ kind: 'number', style: 'arabic', digits: 'chinese', start: 9 }],
    ['九', '十', '十一'],
  ],
  ['Persian digits', [{ kind: 'number', style: 'arabic', digits: 'persian', start: 45 }], ['۴۵', '۴۶']],
];

const start = fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined });
const count = fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined });
const counting = {
  start,
  count,
  skip: fc.uniqueArray(fc.integer({ min: 1, max: 40 })),
  perSurface: fc.integer({ min: 1, max: 3 }),
};
const anyStep = fc.oneof(
  fc.record({ kind: fc.constant('number' as const), style: fc.constantFrom(...NUMBER_STYLES), ...counting }),
  fc.record({ kind: fc.constant('folio' as const), signs: fc.constantFrom(...FOLIO_SIGNS), ...counting }),
  fc.record({ kind: fc.constant('part' as const), parts: fc.array(fc.constantFrom(...PART_NAMES)) }),
  fc.record({ kind: fc.constantFrom('uncounted' as const, 'none' as const, 'keep' as const), count }),
) as fc.Arbitrary<LabelStep>;

describe('labels by a plan', () => {
  for (const [name, plan, labels] of TABLE) {
    it(`${name}: ${labels.map((label) => label ?? '–').join(', ')}`, () => {
      expect(textsOf(plan, labels.length)).to.deep.equal(labels);
    });
  }

  it('have words in three languages, and numbers in none unless a language is given', () => {
    const plan: LabelPlan = [
      { kind: 'part', parts: ['spine'] },
      { kind: 'uncounted', count: 1 },
      { kind: 'text', label: { nl: ['Omslag'] }, count: 1 },
      { kind: 'number', style: 'arabic', prefix: 'blz. ', language: 'nl' },
    ];
    expect(planLabels(plan, 4)).to.deep.equal({
      labels: [
        { en: ['Spine'], nl: ['Rug'], de: ['Rücken'] },
        { en: ['[unnumbered]'], nl: ['[ongenummerd]'], de: ['[ungezählt]'] },
        { nl: ['Omslag'] },
        { nl: ['blz. 1'] },
      ],
    });
  });

  it('are as many as there are surfaces, whatever the plan', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 8 }), fc.nat(150), (plan, surfaces) => {
        const preview = planLabels(plan, surfaces);
        expect('labels' in preview && preview.labels.length).to.equal(surfaces);
      }),
    );
  });

  it('alternate between recto and verso, and never come twice', () => {
    const folios = fc.record({
      start: fc.integer({ min: 1, max: 500 }),
      side: fc.constantFrom('recto', 'verso'),
    });
    fc.assert(
      fc.property(folios, fc.constantFrom(...FOLIO_SIGNS), fc.nat(200), (begin, signs, surfaces) => {
        const labels = textsOf([{ kind: 'folio', signs, ...begin } as FolioStep], surfaces);
        expect(new Set(labels).size).to.equal(surfaces);
        const versos = textsOf([{ kind: 'folio', ...begin } as FolioStep], surfaces).map((label) =>
          label?.at(-1),
        );
        const first = begin.side === 'recto' ? 0 : 1;
        expect(versos).to.deep.equal(Array.from(versos, (_, at) => ((at + first) % 2 === 0 ? 'r' : 'v')));
      }),
    );
  });

  it('go on, restart and leave out exactly as counting does', () => {
    const some = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(some, some, some, fc.uniqueArray(some), (from, before, after, skip) => {
        const expected: string[] = [];
        for (let number = from; expected.length < before + after; number += 1)
          if (!skip.includes(number)) expected.push(String(number));
        const number = { kind: 'number', style: 'arabic', skip } as const;
        const rest: LabelPlan = [
          { ...number, start: from, count: before },
          { kind: 'uncounted', count: 1 },
          { ...number, count: after },
          { ...number, start: from },
        ];
        const labels = textsOf(rest, before + 1 + after + 1);
        expect(labels.filter((label) => label !== '[unnumbered]')).to.deep.equal([...expected, expected[0]]);
      }),
    );
  });

  it('say so where a number would be too large, in both languages', () => {
    const fault = (step: LabelStep, surfaces: number) => {
      const preview = planLabels([step], surfaces);
      return 'fault' in preview ? preview.fault : undefined;
    };
    const roman = fault({ kind: 'number', style: 'roman-upper', start: 3_999 }, 2);
    expect(roman?.en).to.match(/^Page 2 .* above 3999, .*Roman numerals/);
    expect(roman?.nl).to.match(/^Pagina 2 .* boven 3999 .*Romeinse cijfers/);
    expect(fault({ kind: 'number', style: 'roman-upper', start: 3_999 }, 1)).to.equal(undefined);
    expect(fault({ kind: 'folio', start: 100_000 }, 3)?.en).to.match(/above 100000/);
    expect(fault({ kind: 'folio', start: 100_000 }, 2)).to.equal(undefined);
  });

  it('are ready at once for the largest item', () => {
    expect(textsOf([{ kind: 'folio' }], 20_000).at(-1)).to.equal('10000v');
  });
});
