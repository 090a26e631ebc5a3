import { expect } from 'chai';
import { planLabels } from '../../../manifests/labels/plan-labels.ts';
import { readStructure } from '../../../manifests/structure/read-structure.ts';
import type { LabelPlan } from '../../../model/label-plan.ts';
import type { LanguageMap } from '../../../model/language.ts';
import type { RangeNode } from '../../../model/structure.ts';

/** Surfaces that are called s1, s2 … by their ids, with labels by a plan. */
function surfacesBy(plan: LabelPlan, count: number) {
  const preview = planLabels(plan, count);
  if ('fault' in preview) throw new Error(preview.fault.en);
  return preview.labels.map((label, at) => ({ id: `s${at + 1}`, label: label ?? {} }));
}

const folios = surfacesBy([{ kind: 'folio' }], 20);
const pages = surfacesBy(
  [
    { kind: 'part', parts: ['front-cover'] },
    { kind: 'uncounted', count: 2 },
    { kind: 'number', style: 'roman-lower', count: 6 },
    { kind: 'number', style: 'arabic', start: 1, prefix: 'p. ' },
  ],
  30,
);

function read(text: string, surfaces = folios, existing: readonly RangeNode[] = [], language = 'en') {
  let made = 0;
  return readStructure(text, { surfaces, existing, language, newId: () => `new${++made}` });
}

/** A tree in brief: `title [s1 s2] (…)`. */
function brief(ranges: readonly RangeNode[]): string {
  const one = ({ label, items }: RangeNode): string => {
    const own = items.flatMap((item) => ('surface' in item ? [item.surface.slice(1)] : []));
    const inside = items.flatMap((item) => ('range' in item ? [item.range] : []));
    const title = Object.entries(label).map(([tag, texts]) => `${tag}:${texts.join('|')}`);
    return `${title.join(' ')} [${own.join(' ')}]${inside.length > 0 ? ` (${brief(inside)})` : ''}`;
  };
  return ranges.map(one).join('; ');
}

function treeOf(text: string, surfaces = folios): string {
  const reading = read(text, surfaces);
  return 'ranges' in reading
    ? brief(reading.ranges)
    : reading.faults.map(({ message }) => message.en).join('; ');
}

const LINES: readonly [string, string, typeof folios?][] = [
  ['1r–2r Letter to Kautsky', 'en:Letter to Kautsky [1 2 3]'],
  ['1r-2r: Letter', 'en:Letter [1 2 3]'],
  ['1r t/m 2r Brief', 'en:Brief [1 2 3]'],
  ['1r to 2r Letter', 'en:Letter [1 2 3]'],
  ['1r bis 2r\tBrief', 'en:Brief [1 2 3]'],
  ['1r tot en met 2r Brief', 'en:Brief [1 2 3]'],
  ['1R — 2R Letter', 'en:Letter [1 2 3]'],
  ['f. 1r – f. 2r Letter', 'en:Letter [1 2 3]'],
  ['2v Letter', 'en:Letter [4]'],
  ['2v - Letter', 'en:Letter [4]'],
  ['2v', 'none:2v [4]'],
  ['1r–1v, 3r; 5v: Letters', 'en:Letters [1 2 5 10]'],
  ['#12-#15 Letter', 'en:Letter [12 13 14 15]'],
  ['#3 – 2v Letter', 'en:Letter [3 4]'],
  ['Letters', 'en:Letters []'],
  ['- Letters', 'en:Letters []'],
  ['1917–1919 Letters', 'en:1917–1919 Letters []'],
  ['1917 Letters', 'en:1917 Letters []'],
  [': 1r of the copy', 'en:1r of the copy []'],
  ['1r:', ' [1]'],
  ['١r–٢r رسالة إلى كاوتسكي {ar}', 'ar:رسالة إلى كاوتسكي [1 2 3]'],
  ['\u200f1r\u200f–2r\u200f رسالة {ar}', 'ar:رسالة [1 2 3]'],
  ['1r: Письмо {ru} / Pisʹmo {ru-Latn} / Brief {nl}', 'ru:Письмо ru-Latn:Pisʹmo nl:Brief [1]'],
  ['1r: Pisʹmo {RU-latn}', 'ru-Latn:Pisʹmo [1]'],
  ['1r: A {nl} / B {nl}', 'nl:A|B [1]'],
  ['1r: Letter {sic!} of \\{ar}', 'en:Letter {sic!} of {ar} [1]'],
  ['p. 3-5: Chapter', 'en:Chapter [12 13 14]', pages],
  ['3–5 Chapter', 'en:Chapter [12 13 14]', pages],
  ['pp. 3–5 Chapter', 'en:Chapter [12 13 14]', pages],
  ['ii–iv Preface', 'en:Preface [5 6 7]', pages],
  ['I: Preface', 'en:Preface [4]', pages],
  ['I to my friends', 'en:I to my friends []', pages],
  ['v', 'none:v [8]', pages],
  ['Voorplat', 'en:Front cover nl:Voorplat de:Vorderdeckel [1]', pages],
  ['Front cover and spine', 'en:Front cover and spine []', pages],
  ['front cover–iii: Beginning', 'en:Beginning [1 2 3 4 5 6]', pages],
];

const FAULTS: readonly [string, RegExp, RegExp, typeof folios?][] = [
  [
    '14r Letter',
    /^There is no page "14r"\. Near it: 9r, 9v, 10r, 10v\. If/,
    /^Er is geen pagina "14r"\. In de buurt: 9/,
  ],
  ['1r–99v Letter', /no page "99v"/, /geen pagina "99v"/],
  ['1r, 99v: Letter', /no page "99v"/, /geen pagina/],
  ['#21 Letter', /no place #21: the item has 20 pages/, /geen plaats #21: het stuk heeft 20 pagina's/],
  ['#0 Letter', /no place #0/, /geen plaats/],
  ['#12–#99 Letter', /no place #99/, /geen plaats/],
  ['5r–3v Letter', /5r comes after 3v\. Write 3v–5r/, /5r komt na 3v/],
  ['xx–xxv Letter', /no page "xx–xxv"/, /geen pagina/],
];

describe('a typed structure', () => {
  for (const [line, tree, surfaces] of LINES) {
    it(`${line} is ${tree}`, () => {
      expect(treeOf(line, surfaces)).to.equal(tree);
    });
  }

  for (const [line, english, dutch, surfaces] of FAULTS) {
    it(`${line} is a fault, in words`, () => {
      const reading = read(`Heading\n\n${line}`, surfaces);
      const faults = 'faults' in reading ? reading.faults : [];
      expect(faults.map((fault) => fault.line)).to.deep.equal([3]);
      expect(faults[0]?.message.en).to.match(english);
      expect(faults[0]?.message.nl).to.match(dutch);
    });
  }

  it('nests by indentation, of spaces or tabs, however deep each step is', () => {
    const text = 'Letters\n  1r–1v: A\n      2r: B\n  2v: C\n\t3r: D\n\n3v: E\r\n\u3000Notes';
    expect(treeOf(text)).to.equal(
      'en:Letters [] (en:A [1 2] (en:B [3]); en:C [4] (en:D [5])); en:E [6] (en:Notes [])',
    );
  });

  it('may have a page in several ranges, and marks of use', () => {
    const reading = read('1r–2r: A\n2r–2v: B {no-nav}\n3r, 1r: Other order {sequence}');
    expect('ranges' in reading && reading.ranges.map(({ behavior }) => behavior)).to.deep.equal([
      null,
      'no-nav',
      'sequence',
    ]);
    expect(treeOf('1r–2r: A\n2r–2v: B')).to.equal('en:A [1 2 3]; en:B [3 4]');
  });

  it('takes the number in the order for pages without a label, and only for these', () => {
    const mixed = [
      ...surfacesBy([{ kind: 'none' }], 3),
      { id: 's4', label: { none: ['12r'] } as LanguageMap },
    ];
    expect(treeOf('2–3: A', mixed)).to.equal('en:A [2 3]');
    expect(treeOf('4: A', mixed)).to.match(/^There is no page "4"/);
  });

  it('finds pages within openings, and in other digits', () => {
    const openings = surfacesBy(
      [
        { kind: 'folio', count: 1 },
        { kind: 'folio', perSurface: 2 },
      ],
      5,
    );
    expect(treeOf('1v–3r Letter', openings)).to.equal('en:Letter [2 3]');
    expect(treeOf('1v–2r Letter', openings)).to.equal('en:Letter [2]');
    const labels = ['12–13', '12'].map((text, at) => ({ id: `s${at + 1}`, label: { none: [text] } }));
    expect(treeOf('12: A', labels)).to.equal('en:A [2]');
    expect(treeOf('13: A', labels)).to.equal('en:A [1]');
    const arabic = surfacesBy([{ kind: 'number', style: 'arabic', digits: 'arabic' }], 12);
    expect(treeOf('٢–٤: رسالة', arabic)).to.equal('en:رسالة [2 3 4]');
    expect(treeOf('2–4: رسالة', arabic)).to.equal('en:رسالة [2 3 4]');
    const bracketed = surfacesBy([{ kind: 'folio', prefix: 'f. ', supplied: true }], 6);
    expect(treeOf('1v–2v Letter', bracketed)).to.equal('en:Letter [2 3 4]');
  });

  it('asks which page is meant where several are called the same, but for the end of a range', () => {
    const twice = surfacesBy(
      [
        { kind: 'number', style: 'arabic', count: 5 },
        { kind: 'number', style: 'arabic', start: 1 },
      ],
      10,
    );
    expect(treeOf('3: A', twice)).to.equal('2 pages are called "3". Say which by its place: #3, #8.');
    expect(treeOf('#6–3: A', twice)).to.equal('en:A [6 7 8]');
    expect(treeOf('[unnumbered]: Plate', pages)).to.equal('en:[unnumbered]: Plate []');
  });

  it('tells all faults at once, each with its line, and nothing of the rest', () => {
    const reading = read('1r A\n99r B\n2r C\n98r D');
    expect('faults' in reading && reading.faults.map(({ line }) => line)).to.deep.equal([2, 4]);
  });

  it('is bounded in depth, ranges, pages and faults', function () {
    this.timeout(20_000);
    const only = (text: string, surfaces = folios) => {
      const reading = read(text, surfaces);
      return 'faults' in reading ? reading.faults : [];
    };
    const deep = Array.from({ length: 9 }, (_, at) => `${' '.repeat(at)}Part`).join('\n');
    expect(only(deep).map(({ line, message }) => [line, message.en])).to.deep.equal([
      [9, 'Parts are nested at most 8 deep. Move this line to the left.'],
    ]);
    expect(only('Part\n'.repeat(5_000))).to.deep.equal([]);
    expect(only('Part\n'.repeat(5_001)).map(({ line }) => line)).to.deep.equal([5_001]);
    expect(only('999\n'.repeat(4_000))).to.have.length(100);
    const many = surfacesBy([{ kind: 'none' }], 20_000);
    expect(only('#1–#20000: All\n'.repeat(11), many).map(({ line }) => line)).to.deep.equal([11]);
    expect(only(`${'1,'.repeat(30_000)}1: Often`, many)).to.deep.equal([]);
  });
});

describe('the ids of ranges that are typed again', () => {
  const range = (id: string, title: string, items: RangeNode['items'] = []): RangeNode => ({
    id,
    label: { en: [title] },
    behavior: null,
    items,
  });
  const on = (...places: number[]) => places.map((place) => ({ surface: `s${place}` }));
  const idsOf = (text: string, existing: readonly RangeNode[]) => {
    const reading = read(text, folios, existing);
    if ('faults' in reading) throw new Error(reading.faults[0]?.message.en);
    const all = (ranges: readonly RangeNode[]): string[] =>
      ranges.flatMap(({ id, items }) => [
        id,
        ...all(items.flatMap((item) => ('range' in item ? [item.range] : []))),
      ]);
    return all(reading.ranges);
  };

  it('stay with title and first page, though others have the title', () => {
    const existing = [range('a', 'Letter', on(1, 2)), range('b', 'Letter', on(3))];
    expect(idsOf('2r: Letter\n1r: Letter', existing)).to.deep.equal(['b', 'a']);
    expect(idsOf('5r: Letter\n1r–2v: Letter', existing)).to.deep.equal(['b', 'a']);
  });

  it('stay with the title where its pages are others, and with the pages where its title is another', () => {
    const existing = [range('a', 'Letter', on(1)), range('b', 'Note', on(2))];
    expect(idsOf('1v: Remark\n3r: Letter', existing)).to.deep.equal(['b', 'a']);
    expect(idsOf('3v: Something else', existing)).to.deep.equal(['new1']);
  });

  it('stay with a heading by what is in it, and are never given twice', () => {
    const existing = [range('h', 'Lettres', [...on(1), { range: range('a', 'A', on(2)) }])];
    expect(idsOf('1r: Letters\n  1v: A\n  1v: A', existing)).to.deep.equal(['new1', 'a', 'new2']);
    expect(idsOf('1r: Letters\n  1v: A', existing)).to.deep.equal(['h', 'a']);
    expect(
      idsOf('Letters\n  1r: B\n  1v: A', [range('h', 'Old', [{ range: range('a', 'A', on(1, 2)) }])]),
    ).to.include('h');
  });

  it('stay with what stands between the pages of a range, as long as nothing of it is changed', () => {
    const existing = [range('h', 'H', [...on(1), { range: range('a', 'A', on(2)) }, ...on(3)])];
    const again = (text: string) => read(text, folios, existing);
    expect(again('1r, 2r: H\n  1v: A')).to.deep.equal({ ranges: existing });
    expect(again('1r, 2r, 2v: H\n  1v: A')).to.deep.equal({
      ranges: [range('h', 'H', [...on(1, 3, 4), { range: range('a', 'A', on(2)) }])],
    });
  });
});
