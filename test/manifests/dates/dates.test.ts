import { expect } from 'chai';
import { Date as EdtfDate, Interval, parse, Season } from 'edtf';
import fc from 'fast-check';
import { formatEdtf, navDateOf, parseEdtf } from '../../../manifests/dates/edtf.ts';
import { readDate } from '../../../manifests/dates/read-date.ts';

/** EDTF, first instant, and in English, Dutch and German. */
const CANONICAL: readonly [string, string, string, string, string][] = [
  ['1917', '1917-01-01', '1917', '1917', '1917'],
  ['1917-05', '1917-05-01', 'May 1917', 'mei 1917', 'Mai 1917'],
  ['1917-05-01', '1917-05-01', '1 May 1917', '1 mei 1917', '1. Mai 1917'],
  ['1917?', '1917-01-01', 'probably 1917', 'waarschijnlijk 1917', 'wahrscheinlich 1917'],
  ['1917~', '1917-01-01', 'about 1917', 'omstreeks 1917', 'um 1917'],
  [
    '1917-03%',
    '1917-03-01',
    'probably about March 1917',
    'waarschijnlijk omstreeks maart 1917',
    'wahrscheinlich um März 1917',
  ],
  ['192X', '1920-01-01', '1920s', 'jaren 1920', '1920er Jahre'],
  ['190X', '1900-01-01', '1900–1909', '1900–1909', '1900–1909'],
  ['192X~', '1920-01-01', 'about 1920s', 'omstreeks jaren 1920', 'um 1920er Jahre'],
  ['18XX', '1800-01-01', '19th century', '19e eeuw', '19. Jahrhundert'],
  ['20XX', '2000-01-01', '21st century', '21e eeuw', '21. Jahrhundert'],
  ['1917/1919', '1917-01-01', '1917–1919', '1917–1919', '1917–1919'],
  ['1917-05/1918-06', '1917-05-01', 'May 1917 – June 1918', 'mei 1917 – juni 1918', 'Mai 1917 – Juni 1918'],
  ['1917~/1919', '1917-01-01', 'about 1917 – 1919', 'omstreeks 1917 – 1919', 'um 1917 – 1919'],
  ['../1914', '1914-01-01', 'until 1914', 'tot en met 1914', 'bis 1914'],
  ['1917/..', '1917-01-01', 'from 1917', 'vanaf 1917', 'ab 1917'],
  ['1917/', '1917-01-01', 'from 1917, end unknown', 'vanaf 1917, einde onbekend', 'ab 1917, Ende unbekannt'],
  [
    '/1914-07',
    '1914-07-01',
    'until July 1914, beginning unknown',
    'tot en met juli 1914, begin onbekend',
    'bis Juli 1914, Anfang unbekannt',
  ],
  ['1848-21', '1848-03-01', 'spring 1848', 'lente 1848', 'Frühling 1848'],
  ['1848-24', '1848-12-01', 'winter 1848', 'winter 1848', 'Winter 1848'],
  ['1917-XX', '1917-01-01', '1917, month unknown', '1917, maand onbekend', '1917, Monat unbekannt'],
  ['1917-05-XX', '1917-05-01', 'May 1917, day unknown', 'mei 1917, dag onbekend', 'Mai 1917, Tag unbekannt'],
  [
    '1917-XX-XX',
    '1917-01-01',
    '1917, month and day unknown',
    '1917, maand en dag onbekend',
    '1917, Monat und Tag unbekannt',
  ],
  ['0917', '0917-01-01', '917', '917', '917'],
];

const TYPED: Readonly<Record<string, readonly string[]>> = {
  '1917': ['1917', ' 1917 ', '[1917]', '[1917].', '١٩١٧'],
  '1917?': ['[1917?]', '1917 (?)', 'probably 1917', 'vermoedelijk 1917', 'wohl 1917'],
  '1917~': [
    'ca. 1917',
    'c. 1917',
    'ca 1917',
    'circa 1917',
    '[ca. 1917]',
    'about 1917',
    'rond 1917',
    'um 1917',
    'c.1917',
  ],
  '1917%': ['ca. 1917?', '[ca. 1917?]', 'waarschijnlijk omstreeks 1917'],
  '1917-05': ['May 1917', 'mei 1917', 'Mai 1917', 'MAY, 1917', 'mei van 1917'],
  '1917-05-01': [
    '1 mei 1917',
    '1 May 1917',
    '1. Mai 1917',
    '1st of May 1917',
    'May 1, 1917',
    'May 1st, 1917',
    '01 mei 1917',
  ],
  '1917-09': ['sept. 1917', 'Sep 1917', 'september 1917'],
  '1917-05-13': ['13-5-1917', '13.05.1917', '13/5/1917', '5/13/1917'],
  '1917-05-05': ['5-5-1917'],
  '2000-02-29': ['29 februari 2000', '29-2-2000'],
  '1904-02-29': ['1904-02-29'],
  '1917/1919': [
    '1917-1919',
    '1917–1919',
    '1917 - 1919',
    '1917 t/m 1919',
    '1917 to 1919',
    'from 1917 to 1919',
    'van 1917 tot en met 1919',
    '1917 bis 1919',
    'von 1917 bis 1919',
  ],
  '1914/1918': ['1914-18', '1914–18', '1914/18'],
  '1905/1910': ['1905–10', '1905/10'],
  '1905-10': ['1905-10'],
  '1917-05/1917-06': ['mei–juni 1917', 'May - June 1917', 'May 1917 – June 1917'],
  '1917-05-01/1917-05-03': ['1–3 mei 1917', '1 - 3 mei 1917', '1 t/m 3 mei 1917', '1.–3. Mai 1917'],
  '1917-05-30/1917-06-03': ['30 mei – 3 juni 1917', '30. Mai bis 3. Juni 1917'],
  '1917~/1919': ['ca. 1917–1919'],
  '192X': [
    'jaren 20',
    "jaren '20",
    'jaren twintig',
    'de jaren 1920',
    '1920s',
    'the 1920s',
    "1920's",
    '1920er Jahre',
    '192-',
    '192x',
  ],
  '192X?': ['192-?', '1920s?'],
  '18XX': ['19th century', '19e eeuw', 'de 19de eeuw', '19. Jahrhundert', '18--'],
  '1848-21': ['spring 1848', 'lente 1848', 'voorjaar 1848', 'Frühjahr 1848', 'spring of 1848'],
  '1848-23': ['autumn 1848', 'fall 1848', 'herfst 1848', 'najaar 1848', 'Herbst 1848'],
  '../1913': ['before 1914', 'vóór 1914', 'vor 1914'],
  '1946/..': ['after 1945', 'na 1945', 'nach 1945'],
  '../1914': ['until 1914', 't/m 1914', 'bis 1914'],
  '1917/..': ['from 1917', 'vanaf 1917', 'sinds 1917', '1917-', 'seit 1917'],
  '1917-05/..': ['vanaf mei 1917'],
};

const UNSURE = [
  'yesterday',
  '17',
  "'17",
  '1917-1',
  '1900s',
  '1917-02-30',
  '1900-02-29',
  '1800-02-29',
  '1919/1917',
  '1917/1917',
  '1919-1917',
  '31 april 1917',
  '32-5-1917',
  'mei',
  'ergens in 1917',
  'between 1917 and 1919',
  '1917 or 1918',
  '0000',
  '-0044',
  'Y17000',
  '1917-05-01T10:00:00',
  '../..',
  '/',
  '1917/1918/1919',
  '1X17',
  '1917-XX-05',
  '1848-21-01',
  '192X/193X',
  'a'.repeat(200),
];

const point = fc.oneof(
  fc.integer({ min: 1, max: 9_999 }).map((year) => String(year).padStart(4, '0')),
  fc
    .date({ min: new Date('1001-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
    .chain((date) => fc.constantFrom(7, 10).map((length) => date.toISOString().slice(0, length))),
);
const qualified = fc.tuple(point, fc.constantFrom('', '?', '~', '%')).map((parts) => parts.join(''));
const interval = fc
  .tuple(fc.oneof(qualified, fc.constantFrom('..', '')), fc.oneof(qualified, fc.constantFrom('..', '')))
  .map((ends) => ends.join('/'));
const other = fc.oneof(
  fc.integer({ min: 100, max: 299 }).map((decade) => `${decade}X`),
  fc.integer({ min: 10, max: 29 }).map((century) => `${century}XX`),
  fc
    .tuple(fc.integer({ min: 1000, max: 2999 }), fc.integer({ min: 21, max: 24 }))
    .map((parts) => parts.join('-')),
  fc
    .tuple(fc.integer({ min: 1000, max: 2999 }), fc.constantFrom('XX', 'XX-XX', '05-XX'))
    .map((parts) => parts.join('-')),
);
const anyEdtf = fc.oneof(qualified, interval, other);
const nearlyEdtf = fc.oneof(
  anyEdtf,
  fc.string({ unit: fc.constantFrom(...'0123456789-/.X?~%'), maxLength: 12 }),
);

/** What the reader that others use makes of it; undefined where it refuses. */
function others(text: string): EdtfDate | undefined {
  try {
    const parsed = parse(text, { level: 1, types: ['Date', 'Season', 'Interval'] });
    return new { Date: EdtfDate, Interval, Season }[parsed.type](parsed);
  } catch {
    return undefined;
  }
}

const read = (text: string) => {
  const reading = readDate(text);
  return 'edtf' in reading ? reading.edtf : undefined;
};

describe('dates', () => {
  for (const [text, day, en, nl, de] of CANONICAL) {
    it(`${text} is ${en}`, () => {
      expect(readDate(text)).to.deep.equal({
        edtf: text,
        navDate: `${day}T00:00:00Z`,
        words: { en: [en], nl: [nl], de: [de] },
      });
    });
  }

  for (const [date, texts] of Object.entries(TYPED)) {
    it(`${texts.join(', ')}: all are ${date}`, () => {
      expect(texts.map(read)).to.deep.equal(texts.map(() => date));
    });
  }

  it('that are not sure are a fault that shows how to write them', () => {
    for (const text of UNSURE) {
      const reading = readDate(text);
      expect('fault' in reading && reading.fault.en, text).to.match(
        /understood for sure. Write it like 1917, May 1917/,
      );
      expect('fault' in reading && reading.fault.nl).to.match(/Schrijf bijvoorbeeld 1917, mei 1917/);
    }
  });

  it('that may be in either of two months name both', () => {
    expect(readDate('3-5-1917')).to.deep.equal({
      fault: {
        en: '"3-5-1917" may be 3 May 1917 or 5 March 1917. Write the month as a word.',
        nl: '"3-5-1917" kan 3 mei 1917 of 5 maart 1917 zijn. Schrijf de maand als woord.',
      },
    });
  });

  it('that are said to be none are to be left empty', () => {
    for (const text of ['', 'n.d.', 's.d.', 'z.j.', '[s.a.]', 'o. J.', 'ongedateerd', 'undated']) {
      const reading = readDate(text);
      expect('fault' in reading && reading.fault.en, text).to.match(/^Leave the date empty/);
    }
  });

  it('say in words what is understood again as the same', () => {
    fc.assert(
      fc.property(anyEdtf, (text) => {
        const reading = readDate(text);
        // Three digits of a year might be of any; what nobody knows is said, and not read.
        fc.pre('edtf' in reading && !/(^|\/)0|-XX|0X|^\/|\/$/.test(text));
        for (const [said = ''] of 'edtf' in reading ? Object.values(reading.words) : [])
          expect(read(said), said).to.equal(text);
      }),
      { numRuns: 500 },
    );
  });

  it('are those that others read, with the same first instant', () => {
    fc.assert(
      fc.property(nearlyEdtf, (text) => {
        const ours = parseEdtf(text);
        const theirs = others(text);
        if (ours === undefined) return;
        expect(formatEdtf(ours)).to.equal(text);
        // They know no decades, centuries and seasons that are not sure, and begin seasons in January.
        if (ours.kind !== 'interval' && /^(century|decade|season)$/.test(ours.kind)) return;
        expect(theirs?.toEDTF(), text).to.equal(text);
        if (ours.kind === 'interval' && typeof ours.from === 'string') return;
        expect(new Date(theirs?.min ?? 0).toISOString()).to.equal(navDateOf(ours).replace('Z', '.000Z'));
      }),
      { numRuns: 2_000 },
    );
  });

  it('leave out of what others read only what is named here', () => {
    fc.assert(
      fc.property(nearlyEdtf, (text) => {
        const theirs = others(text);
        if (theirs === undefined || parseEdtf(text) !== undefined) return;
        // Years before 1 and such without digits, times of day, and a 30 February that they make a day in March.
        const isNamed =
          /^-|^0000|^00XX|^000X|X{4}|\/-|\/0000|^\.{2}\/?(\.{2})?$|^\/$|\/\.\.$/.test(text) ||
          theirs.toEDTF() !== text;
        expect(isNamed, text).to.equal(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
