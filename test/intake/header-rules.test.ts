import { expect } from 'chai';
import fc from 'fast-check';
import type { ScanFacts } from '../../intake/facts.ts';
import { anythingIiifCanShow } from '../../intake/profile.ts';
import { judge } from '../../intake/rules/table.ts';
import { type CaptureProfile, RULE_NAMES } from '../../model/capture-profile.ts';
import type { TechnicalFacts } from '../../model/file-version.ts';

const technical: TechnicalFacts = {
  puid: 'fmt/353',
  formatName: 'TIFF',
  width: 4_000,
  height: 3_000,
  bitsPerSample: 8,
  samplesPerPixel: 3,
  photometric: 'RGB',
  compression: 'none',
  iccProfile: 'eciRGB v2',
  ppiX: 300,
  ppiY: 300,
  orientation: 1,
  pages: 1,
};
const good: ScanFacts = {
  originalName: 'ARCH00860.1_00012.tif',
  sizeBytes: 36_000_000,
  sha256: 'aa',
  promised: { sizeBytes: 36_000_000, sha256: 'aa' },
  format: { name: 'TIFF', puid: 'fmt/353', extensions: ['tif', 'tiff'] },
  tiff: { pages: [], damage: undefined },
  technical,
  decoding: { ok: true },
  look: undefined,
  resolutionUnit: 'inch',
};
const strict: CaptureProfile = {
  ...anythingIiifCanShow(100_000_000),
  namePattern: '{archive}.{item}_{sequence:5}{side?}',
  minBytes: 1_000,
  compressions: ['none', 'LZW'],
  bits: [8, 16],
  samples: [3],
  photometrics: ['RGB'],
  iccProfiles: ['eciRGBv2', 'Adobe RGB (1998)'],
  orientations: [1],
  ppi: { min: 300, max: 600, tolerancePct: 1 },
};

interface Case {
  readonly about: string;
  readonly facts?: Partial<ScanFacts>;
  readonly header?: Partial<TechnicalFacts>;
  readonly profile?: Partial<CaptureProfile>;
  /** Nothing where the rules are silent. */
  readonly rule?: string;
  readonly says?: RegExp;
  readonly zegt?: RegExp;
}

function sized(sizeBytes: number): Partial<ScanFacts> {
  return { sizeBytes, promised: { sizeBytes, sha256: 'aa' } };
}

function both(ppi: number | null): Partial<TechnicalFacts> {
  return { ppiX: ppi, ppiY: ppi };
}

const CASES: readonly Case[] = [
  { about: 'what is asked for' },
  { about: 'exactly as many bytes as asked for', facts: sized(1_000) },
  {
    about: 'a byte too few',
    facts: sized(999),
    rule: 'bytes',
    says: /^The file has only 999 bytes; a scan has at least 1,000\. Copy/,
    zegt: /minstens 1\.000/,
  },
  { about: 'an empty file, which is said once', facts: sized(0), rule: 'empty' },
  { about: 'a name with a side', facts: { originalName: 'ARCH00860.1_00012v.tif' } },
  {
    about: 'another name',
    facts: { originalName: 'scan 12.tif' },
    rule: 'name',
    says: /^scan 12\.tif is not how files are named here: a name looks like ARCH00860\.123_00001r\./,
    zegt: /heten: een naam ziet eruit als ARCH00860/,
  },
  { about: 'the other compression', header: { compression: 'LZW' } },
  {
    about: 'a lossless compression that is not asked for',
    header: { compression: 'Deflate' },
    rule: 'compression',
    says: /stored with Deflate compression; asked for is no compression or LZW compression\. .*export the scan again\.$/,
    zegt: /met Deflate-compressie; gevraagd is geen compressie of LZW-compressie\./,
  },
  {
    about: 'a compression that has lost something',
    header: { compression: 'JPEG' },
    rule: 'compression',
    says: /does not bring back what was lost\.$/,
    zegt: /brengt niet terug wat verloren is\.$/,
  },
  {
    about: 'no compression where there must be one',
    profile: { compressions: ['LZW'] },
    rule: 'compression',
    says: /stored with no compression; asked for is LZW/,
  },
  { about: '16 bits', header: { bitsPerSample: 16 } },
  {
    about: '1 bit',
    header: { bitsPerSample: 1 },
    rule: 'bits',
    says: /has 1 bit a channel; asked for is 8 or 16\. .*scan again/,
    zegt: /heeft 1 bit per kanaal; gevraagd is 8 of 16\./,
  },
  {
    about: '32 bits',
    header: { bitsPerSample: 32 },
    rule: 'bits',
    says: /has 32 bits a channel.*export the scan again\.$/,
  },
  {
    about: 'one channel',
    header: { samplesPerPixel: 1 },
    rule: 'samples',
    says: /has one channel; asked for is 3\. .*colour/,
    zegt: /heeft één kanaal/,
  },
  {
    about: 'four channels',
    header: { samplesPerPixel: 4 },
    rule: 'samples',
    says: /has 4 channels.*Leave out transparency/,
  },
  { about: 'RGB as a decoder calls it', header: { photometric: 'srgb' } },
  {
    about: 'grey',
    header: { photometric: 'b-w' },
    rule: 'photometric',
    says: /stored as grey; asked for is RGB\./,
    zegt: /opgeslagen als grijs; gevraagd is RGB\./,
  },
  {
    about: 'CMYK',
    header: { photometric: 'CMYK' },
    profile: { photometrics: ['RGB', 'BlackIsZero'] },
    rule: 'photometric',
    says: /stored as CMYK; asked for is RGB or grey\./,
  },
  { about: 'the same profile in other letters', header: { iccProfile: 'ECIRGBv2' } },
  { about: 'the other profile', header: { iccProfile: 'Adobe RGB (1998)' } },
  {
    about: 'another profile',
    header: { iccProfile: 'eciRGB v1' },
    rule: 'icc',
    says: /is eciRGB v1; asked for is eciRGBv2 or Adobe RGB \(1998\)\./,
    zegt: /is eciRGB v1; gevraagd is eciRGBv2 of Adobe RGB/,
  },
  { about: 'no profile', header: { iccProfile: null }, rule: 'icc', says: /has no colour profile/ },
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
  {
    about: 'a scan that is to be turned',
    header: { orientation: 6 },
    rule: 'orientation',
    says: /a note in the file says to show it turned to the right\./,
    zegt: /een aantekening zegt hem naar rechts gedraaid te tonen\./,
  },
  { about: 'an orientation among others', header: { orientation: 6 }, profile: { orientations: [1, 6] } },
  {
    about: 'an upright scan where it must be turned',
    profile: { orientations: [6] },
    rule: 'orientation',
    says: /stored upright, where/,
  },
  { about: 'as many pages as allowed', header: { pages: 3 }, profile: { maxPages: 3 } },
  {
    about: 'a page more',
    header: { pages: 4 },
    profile: { maxPages: 3 },
    rule: 'pages',
    says: /^The file holds 4 pages/,
  },
  {
    about: 'a broken directory, of which nothing can be believed',
    facts: { tiff: { pages: [], damage: { kind: 'values-beyond-end', tag: 258 } } },
    header: { bitsPerSample: 1, iccProfile: null, ...both(null) },
    rule: 'structure',
  },
];

function factsOf({ facts, header }: Case): ScanFacts {
  return { ...good, ...facts, technical: { ...technical, ...header } };
}

describe('the rules about a name and a header', () => {
  for (const given of CASES) {
    const { about, profile, rule, says, zegt } = given;
    it(`${rule === undefined ? 'are silent about' : `say (${rule})`} ${about}`, () => {
      const findings = judge(factsOf(given), { ...strict, ...profile });
      expect(findings.map((finding) => finding.rule)).to.deep.equal(rule === undefined ? [] : [rule]);
      const [found] = findings;
      if (says) expect(found?.message.en).to.match(says);
      if (zegt) expect(found?.message.nl).to.match(zegt);
      for (const { message } of findings) {
        expect(message.en).to.match(/^\S.*\.$/);
        expect(message.nl)
          .to.match(/^\S.*\.$/)
          .and.not.equal(message.en);
      }
    });
  }

  it('say too low, too high and not square each for itself', () => {
    const facts = { ...good, technical: { ...technical, ppiX: 72, ppiY: 1_200 } };
    const values = judge(facts, strict).map(({ rule, value }) => [rule, value]);
    expect(values).to.deep.equal([
      ['ppi', '72 ppi'],
      ['ppi', '1200 ppi'],
      ['ppi', '72 x 1200 ppi'],
    ]);
  });

  it('are silent about what is not known, about anything where anything may be, and where they are off', () => {
    const poor = CASES.filter(({ rule, facts }) => rule !== undefined && facts === undefined);
    const off: CaptureProfile = {
      ...strict,
      severities: Object.fromEntries(RULE_NAMES.map((name) => [name, 'off'])),
    };
    expect(poor.length).to.be.greaterThan(10);
    for (const given of poor) {
      expect(judge({ ...good, technical: undefined }, { ...strict, ...given.profile })).to.deep.equal([]);
      expect(judge(factsOf(given), { ...off, ...given.profile })).to.deep.equal([]);
      if (given.rule !== 'pages')
        expect(judge(factsOf(given), anythingIiifCanShow(100_000_000))).to.deep.equal([]);
    }
  });

  it('never crash, whatever a header says', () => {
    const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, 1e300));
    const header = fc.record({
      bitsPerSample: number,
      samplesPerPixel: number,
      photometric: fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__')),
      compression: fc.string(),
      iccProfile: fc.option(fc.string()),
      ppiX: fc.option(number),
      ppiY: fc.option(number),
      orientation: number,
      pages: number,
    });
    const unit = fc.constantFrom('inch' as const, 'cm' as const, 'none' as const, undefined);
    fc.assert(
      fc.property(header, unit, fc.string(), (said, resolutionUnit, originalName) => {
        const facts = { ...good, originalName, resolutionUnit, technical: { ...technical, ...said } };
        for (const { message } of judge(facts, strict)) expect(message.en).to.be.a('string');
      }),
    );
  });
});
