import { expect } from 'chai';
import fc from 'fast-check';
import type { LabelledSurface } from '../../../manifests/structure/place-index.ts';
import { readStructure } from '../../../manifests/structure/read-structure.ts';
import { writeStructure } from '../../../manifests/structure/write-structure.ts';
import type { LanguageMap } from '../../../model/language.ts';
import { RANGE_BEHAVIORS, type RangeNode } from '../../../model/structure.ts';

const failOnNew = () => {
  throw new Error('a range got a new id');
};

const word = fc.constantFrom(
  '1r',
  '12',
  'Letter',
  '–',
  '-',
  'to',
  ':',
  '/',
  '{nl}',
  '\\',
  '{',
  '#3',
  'رسالة',
  '\u200f',
  'a',
  'iv',
  '\n',
  '1917',
  'p.',
  ',',
  'bis',
  '•',
  '[',
  '\t',
  'é',
  'e\u0301',
);
const text = fc
  .oneof(
    fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' ')),
    fc.string(),
    fc.string({ unit: 'binary' }),
  )
  .map((value) => value.trim())
  .filter((value) => value !== '');
const tag = fc.constantFrom('none', 'en', 'nl', 'ar', 'ru-Latn', 'zh-Hant');
const label: fc.Arbitrary<LanguageMap> = fc.dictionary(tag, fc.array(text, { minLength: 1, maxLength: 2 }), {
  maxKeys: 3,
});

const surfaceLabel: fc.Arbitrary<LanguageMap> = fc.oneof(
  fc.constant({}),
  fc
    .constantFrom(
      '1r',
      '1v',
      'f. 2r',
      '[2v]',
      '2',
      '3',
      '2–3',
      '1v–2r',
      'a',
      'iv',
      'Spine',
      '١٢',
      '12ʳ',
      'to',
      '#2',
    )
    .map((value) => ({ none: [value] })),
  label,
);
const surfaces: fc.Arbitrary<LabelledSurface[]> = fc
  .array(surfaceLabel, { maxLength: 12 })
  .map((labels) => labels.map((each, at) => ({ id: `s${at}`, label: each })));

/** A structure over surfaces, each range with an id of its own. */
function structureOver(count: number): fc.Arbitrary<RangeNode[]> {
  const surface = fc.nat(Math.max(count - 1, 0)).map((at) => ({ surface: `s${at}` }));
  const own = count === 0 ? fc.constant([]) : fc.array(surface, { maxLength: 6 });
  const behavior = fc.constantFrom(null, ...RANGE_BEHAVIORS);
  const { ranges } = fc.letrec<{ ranges: RangeNode[]; range: RangeNode }>((tie) => ({
    ranges: fc.array(tie('range'), { maxLength: 3, depthIdentifier: 'ranges' }),
    range: fc
      .record({
        label,
        behavior,
        own,
        inside: fc.oneof(
          { maxDepth: 3, depthIdentifier: 'ranges' },
          fc.constant<RangeNode[]>([]),
          tie('ranges'),
        ),
      })
      .map(({ own: pages, inside, ...rest }) => ({
        id: '',
        ...rest,
        items: [...pages, ...inside.map((range) => ({ range }))],
      })),
  }));
  let made = 0;
  const name = (range: RangeNode): RangeNode => ({
    ...range,
    id: `r${++made}`,
    items: range.items.map((item) => ('range' in item ? { range: name(item.range) } : item)),
  });
  return ranges.map((all) => all.map(name));
}

describe('a structure as text', () => {
  it('is written as a person would type it', () => {
    const labels = ['1r', '1v', '2r', '2v'].map((value) => ({ none: [value] }));
    const pages = [{}, ...labels, { nl: ['Rug'] }].map((each, at) => ({ id: `s${at}`, label: each }));
    const on = (...places: number[]) => places.map((place) => ({ surface: `s${place}` }));
    const part = (title: LanguageMap, items: RangeNode['items']): RangeNode => ({
      id: Object.values(title).join(),
      label: title,
      behavior: null,
      items,
    });
    const ranges = [
      part({ nl: ['Omslag'] }, on(0, 5)),
      part({ nl: ['Brieven'] }, [
        { range: part({ nl: ['Aan Kautsky'], ar: ['رسالة'] }, on(1, 2, 3)) },
        { range: { ...part({ en: ['1917–1918'] }, on(4)), behavior: 'no-nav' } },
        { range: part({ nl: ['1r en 1v'] }, []) },
      ]),
    ];
    expect(writeStructure(ranges, pages, 'nl').split('\n')).to.deep.equal([
      '1, Rug: Omslag',
      'Brieven',
      '  1r–2r: Aan Kautsky {nl} / رسالة {ar}',
      '  2v: 1917–1918 {en} {no-nav}',
      '  : 1r en 1v',
    ]);
  });

  it('reads as the structure that it was, with its ids, whatever pages and parts are called', function () {
    this.timeout(20_000);
    const drawn = surfaces.chain((pages) => fc.tuple(fc.constant(pages), structureOver(pages.length)));
    fc.assert(
      fc.property(drawn, fc.constantFrom('none', 'en', 'nl'), ([pages, ranges], language) => {
        const written = writeStructure(ranges, pages, language);
        const options = { surfaces: pages, language };
        expect(readStructure(written, { ...options, existing: ranges, newId: failOnNew })).to.have.property(
          'ranges',
        );
        let made = 0;
        const anew = readStructure(written, { ...options, existing: [], newId: () => `n${++made}` });
        expect('ranges' in anew && anew.ranges.map(bare)).to.deep.equal(ranges.map(bare));
      }),
      { numRuns: 200 },
    );
  });
});

/** A range without its id. */
function bare({ label: title, behavior, items }: RangeNode): unknown {
  return { title, behavior, items: items.map((item) => ('range' in item ? bare(item.range) : item.surface)) };
}
