import { expect } from 'chai';
import fc from 'fast-check';
import type { ScanFacts } from '../../intake/facts.ts';
import { anythingIiifCanShow } from '../../intake/profile.ts';
import { judge } from '../../intake/rules/table.ts';
import { type CaptureProfile, RULE_NAMES } from '../../model/capture-profile.ts';
import { factsWith, goodFacts, strictProfile } from '../fixtures/good-facts.ts';
import { type HeaderCase, itJudges } from '../fixtures/header-cases.ts';

function sized(sizeBytes: number): Partial<ScanFacts> {
  return { sizeBytes, promised: { sizeBytes, sha256: 'aa' } };
}

const CASES: readonly HeaderCase[] = [
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
  {
    about: 'grey with transparency',
    header: { samplesPerPixel: 2 },
    rule: 'samples',
    says: /has 2 channels.*Leave out transparency/,
  },
  {
    about: 'colour where grey is asked for',
    profile: { samples: [1] },
    rule: 'samples',
    says: /has 3 channels; asked for is 1\. Set the capture software to grey/,
    zegt: /heeft 3 kanalen; gevraagd is 1\. Zet de opnamesoftware op grijs/,
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
  {
    about: 'another profile, where one may have several names',
    header: { iccProfile: 'Display P3' },
    profile: { iccProfiles: ['sRGB IEC61966-2.1', 'sRGB', 'Adobe RGB (1998)', 'eciRGB v2'] },
    rule: 'icc',
    says: /asked for is sRGB, Adobe RGB \(1998\) or eciRGB v2\./,
  },
  { about: 'no profile', header: { iccProfile: null }, rule: 'icc', says: /has no colour profile/ },
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
    header: { bitsPerSample: 1, iccProfile: null, ppiX: null },
    rule: 'structure',
  },
];

describe('the rules about a name and a header', () => {
  itJudges(CASES);

  it('are silent about what is not known, about anything where anything may be, and where they are off', () => {
    const poor = CASES.filter(({ rule, facts }) => rule !== undefined && facts === undefined);
    const off: CaptureProfile = {
      ...strictProfile,
      severities: Object.fromEntries(RULE_NAMES.map((name) => [name, 'off'])),
    };
    expect(poor.length).to.be.greaterThan(10);
    for (const given of poor) {
      expect(
        judge({ ...goodFacts, technical: undefined }, { ...strictProfile, ...given.profile }),
      ).to.deep.equal([]);
      expect(judge(factsWith(given.header ?? {}, given.facts), { ...off, ...given.profile })).to.deep.equal(
        [],
      );
      if (given.rule !== 'pages')
        expect(
          judge(factsWith(given.header ?? {}, given.facts), anythingIiifCanShow(100_000_000)),
        ).to.deep.equal([]);
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
        const facts = factsWith(said, { originalName, resolutionUnit });
        for (const { message } of judge(facts, strictProfile)) expect(message.en).to.be.a('string');
      }),
    );
  });
});
