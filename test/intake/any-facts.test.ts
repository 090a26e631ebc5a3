import { expect } from 'chai';
import fc from 'fast-check';
import type { ScanFacts } from '../../intake/facts.ts';
import type { Hole } from '../../intake/holes.ts';
import type { PlaceFacts } from '../../intake/place.ts';
import { judge, judgePlace } from '../../intake/rules/table.ts';
import type { ResolutionUnit, TiffPage } from '../../intake/tiff.ts';
import { type CaptureProfile, RULE_NAMES } from '../../model/capture-profile.ts';
import type { Finding } from '../../model/finding.ts';
import type { Band, Look } from '../../model/look.ts';

/** Numbers as they should be, and as they are where a file lies. */
const number = fc.oneof(fc.nat(9), fc.nat(70_000), fc.double(), fc.constantFrom(0, -1, 2 ** 53));
const text = fc.oneof(
  fc.string({ maxLength: 9 }),
  fc.constantFrom('RGB', 'none', 'page_0001.tif', '', 'constructor'),
);
const hash = fc.oneof(fc.constantFrom('0'.repeat(64), '1'.repeat(64)), fc.string({ maxLength: 70 }));
const orUndefined = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(of, { nil: undefined, freq: 3 });

const technical = fc.record({
  puid: text,
  formatName: text,
  width: number,
  height: number,
  bitsPerSample: number,
  samplesPerPixel: number,
  photometric: text,
  compression: text,
  iccProfile: fc.option(text),
  ppiX: fc.option(number),
  ppiY: fc.option(number),
  orientation: number,
  pages: number,
});
const unit = orUndefined(fc.constantFrom<ResolutionUnit[]>('none', 'inch', 'cm'));
const page: fc.Arbitrary<TiffPage> = fc
  .record({ isSecondary: fc.boolean(), isTiled: fc.boolean(), partHeight: number, resolutionUnit: unit })
  .chain((extra) => technical.map((facts) => ({ ...facts, ...extra })));
const band: fc.Arbitrary<Band> = fc.record({
  axis: fc.constantFrom('rows', 'columns'),
  from: number,
  length: number,
  level: number,
});
const look: fc.Arbitrary<Look> = fc.record({
  dHash: hash,
  mean: number,
  deviation: number,
  bands: fc.array(band, { maxLength: 9 }),
});
const hole: fc.Arbitrary<Hole> = fc.record({
  region: fc.record({ x: number, y: number, width: number, height: number }),
  isOneColour: fc.boolean(),
});
const complaint = fc.record({
  kind: fc.constantFrom('cut-short' as const, 'damaged' as const, 'unsupported' as const),
  line: orUndefined(number),
  words: text,
});
const scans: fc.Arbitrary<ScanFacts> = fc.record({
  originalName: text,
  sizeBytes: number,
  sha256: text,
  promised: fc.record({ sizeBytes: number, sha256: text }),
  format: orUndefined(fc.constant({ name: 'TIFF', puid: 'fmt/353', extensions: ['tif', 'tiff'] } as const)),
  tiff: orUndefined(fc.record({ pages: fc.array(page, { maxLength: 3 }), damage: fc.constant(undefined) })),
  technical: orUndefined(technical),
  decoding: orUndefined(
    fc.oneof(
      fc.constant({ ok: true as const }),
      complaint.map((one) => ({ ok: false as const, complaint: one })),
    ),
  ),
  look: orUndefined(look),
  holes: fc.array(hole, { maxLength: 3 }),
  resolutionUnit: unit,
});

const neighbour = orUndefined(fc.record({ name: text, look, width: number, height: number }));
const places: fc.Arbitrary<PlaceFacts> = fc.record({
  sameBytes: fc.array(fc.record({ name: text, reference: text, isSameItem: fc.boolean() }), { maxLength: 9 }),
  before: neighbour,
  after: neighbour,
  siblings: orUndefined(fc.record({ count: number, medianWidth: number, medianHeight: number })),
  original: orUndefined(fc.record({ widthMm: number, heightMm: number })),
});

const anyOf = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[] | null> => fc.option(fc.array(of, { maxLength: 3 }));
const profiles: fc.Arbitrary<CaptureProfile> = fc.record({
  name: text,
  namePattern: fc.constant(null),
  formats: fc.subarray(['TIFF', 'JPEG']),
  minBytes: number,
  maxPixels: number,
  maxPages: number,
  compressions: anyOf(text),
  bits: anyOf(number),
  samples: anyOf(number),
  photometrics: anyOf(text),
  iccProfiles: anyOf(text),
  orientations: anyOf(number),
  ppi: fc.option(fc.record({ min: number, max: fc.option(number), tolerancePct: number })),
  bandPct: number,
  blankDeviation: number,
  nearBits: number,
  outlierPct: number,
  physicalPct: number,
  severities: fc.dictionary(fc.constantFrom(...RULE_NAMES), fc.constantFrom('error', 'warning', 'off')),
});

function expectSense(findings: readonly Finding[], { severities }: CaptureProfile): void {
  for (const { rule, severity, message } of findings) {
    expect(RULE_NAMES).to.include(rule);
    expect(severity).to.be.oneOf(['error', 'warning']);
    expect(severities[rule as keyof typeof severities]).to.not.equal('off');
    expect(message.en.length).to.be.above(20);
    expect(message.nl).to.not.equal(message.en);
  }
}

describe('whatever is known of a scan', () => {
  it('the rules about the file judge it, each in both languages, and none that is off', () => {
    const check = fc.property(scans, profiles, (facts, profile) => {
      expectSense(judge(facts, profile), profile);
    });
    fc.assert(check, { numRuns: 1_000 });
  });

  it('the rules about its place judge it', () => {
    const check = fc.property(scans, places, profiles, (facts, place, profile) => {
      const findings = judgePlace(facts, place, profile);
      expectSense(findings, profile);
      const near = findings.filter(({ rule }) => rule === 'near-duplicate');
      expect(near.every(({ severity }) => severity === 'warning')).to.equal(true);
    });
    fc.assert(check, { numRuns: 1_000 });
  });

  it('two tones are never kept out for bands or for being blank', () => {
    const check = fc.property(scans, profiles, (facts, profile) => {
      const { technical: known } = facts;
      const twoTones = known && { ...facts, technical: { ...known, bitsPerSample: 1 } };
      const errors = judge(twoTones ?? facts, profile).filter(({ severity }) => severity === 'error');
      if (twoTones)
        expect(errors.filter(({ rule }) => rule === 'bands' || rule === 'blank')).to.deep.equal([]);
    });
    fc.assert(check, { numRuns: 500 });
  });
});
