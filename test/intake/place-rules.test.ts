import { expect } from 'chai';
import fc from 'fast-check';
import { bitsApart } from '../../intake/bits-apart.ts';
import type { ScanFacts } from '../../intake/facts.ts';
import type { Neighbour, PlaceFacts } from '../../intake/place.ts';
import { anythingIiifCanShow } from '../../intake/profile.ts';
import { judgePlace } from '../../intake/rules/table.ts';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import type { Finding } from '../../model/finding.ts';
import type { Look } from '../../model/look.ts';
import { goodFacts, goodHeader } from '../fixtures/good-facts.ts';

const look: Look = { dHash: '0'.repeat(64), mean: 180, deviation: 40, bands: [] };
const technical = { ...goodHeader, width: 2_100, height: 2_970, iccProfile: null, ppiX: 254, ppiY: 254 };
const scan: ScanFacts = { ...goodFacts, originalName: 'page_0002.tif', technical, look };
const alone: PlaceFacts = {
  sameBytes: [],
  before: undefined,
  after: undefined,
  siblings: undefined,
  original: undefined,
};
const profile: CaptureProfile = {
  ...anythingIiifCanShow(100_000_000),
  nearBits: 10,
  outlierPct: 10,
  physicalPct: 5,
};
/** The same limits, with everything an error. */
const strict: CaptureProfile = {
  ...profile,
  severities: {
    'same-bytes': 'error',
    'near-duplicate': 'error',
    outlier: 'error',
    'physical-size': 'error',
  },
};

function said(place: Partial<PlaceFacts>, facts: ScanFacts = scan, by = profile): readonly Finding[] {
  return judgePlace(facts, { ...alone, ...place }, by);
}
const inShort = (findings: readonly Finding[]): string[] =>
  findings.map(({ rule, severity }) => `${rule} ${severity}`);

describe('the rules about a scan among others', () => {
  it('are silent about a scan of which no more is known', () => {
    expect(said({})).to.deep.equal([]);
  });

  it('keep out the very same file under another name of the same item, unless the profile only says so, and name it', () => {
    const sameBytes = [{ name: 'page_0001.tif', reference: 'A 12', isSameItem: true }];
    const [finding, ...more] = said({ sameBytes }, scan, strict);
    expect(more).to.deep.equal([]);
    expect(inShort(said({ sameBytes }))).to.deep.equal(['same-bytes warning']);
    expect(finding).to.include({ rule: 'same-bytes', severity: 'error', value: 'page_0001.tif' });
    expect(finding?.message.en).to.match(/^This is the very same file as page_0001.tif of this item/);
    expect(finding?.message.nl).to.match(
      /^Dit is precies hetzelfde bestand als page_0001.tif van dit object/,
    );
  });

  it('are silent about the same file under the same name, and about files without bytes', () => {
    const again = [{ name: 'page_0002.tif', reference: 'A 12', isSameItem: true }];
    expect(said({ sameBytes: again })).to.deep.equal([]);
    const other = [{ name: 'page_0001.tif', reference: 'A 12', isSameItem: true }];
    expect(said({ sameBytes: other }, { ...scan, sizeBytes: 0 })).to.deep.equal([]);
  });

  it('only say that the same file is in another item, whatever its name, and name no more than three', () => {
    const sameBytes = ['B 1', 'B 2', 'B 3', 'B 4', 'B 5'].map((reference) => ({
      name: 'page_0002.tif',
      reference,
      isSameItem: false,
    }));
    expect(inShort(said({ sameBytes }))).to.deep.equal(['same-bytes warning']);
    expect(inShort(said({ sameBytes }, scan, strict))).to.deep.equal(['same-bytes warning']);
    const [finding] = said({ sameBytes });
    expect(finding?.message.en).to.include('B 3 (page_0002.tif) and 2 more. ');
    expect(finding?.message.nl).to.include('B 3 (page_0002.tif) en nog 2. ');
    expect(finding?.message.en).to.not.include('B 4');
  });

  const beside = (dHash: string, deviation = 40): Neighbour => ({
    name: 'page_0001.tif',
    look: { ...look, dHash, deviation },
    width: 2_100,
    height: 2_970,
  });
  const TEN_BITS = `3ff${'0'.repeat(61)}`;
  const ELEVEN_BITS = `7ff${'0'.repeat(61)}`;

  it('warn of a neighbour that differs in no more bits than allowed, on either side, and never more', () => {
    expect(inShort(said({ before: beside(TEN_BITS) }, scan, strict))).to.deep.equal([
      'near-duplicate warning',
    ]);
    expect(inShort(said({ after: beside(TEN_BITS) }))).to.deep.equal(['near-duplicate warning']);
    expect(said({ before: beside(ELEVEN_BITS), after: beside(ELEVEN_BITS) })).to.deep.equal([]);
    expect(said({ before: beside(TEN_BITS) })[0]?.value).to.equal('10 bits from page_0001.tif');
  });

  it('do not take one blank page for another, nor compare what is no hash', () => {
    const blank = { ...scan, look: { ...look, deviation: 0.5 } };
    expect(said({ before: beside(TEN_BITS) }, blank)).to.deep.equal([]);
    expect(said({ before: beside(TEN_BITS, 0.5) })).to.deep.equal([]);
    expect(said({ before: beside('') })).to.deep.equal([]);
  });

  it('warn of a side beyond its share of the median, of five others at least', () => {
    const siblings = (width: number, height: number, count = 5): Partial<PlaceFacts> => ({
      siblings: { count, medianWidth: width, medianHeight: height },
    });
    const sized = (width: number, height: number): ScanFacts => ({
      ...scan,
      technical: { ...technical, width, height },
    });
    expect(said(siblings(2_000, 3_000), sized(2_200, 2_700))).to.deep.equal([]);
    expect(inShort(said(siblings(2_000, 3_000), sized(2_201, 3_000)))).to.deep.equal(['outlier warning']);
    expect(inShort(said(siblings(2_000, 3_000), sized(2_000, 2_699)))).to.deep.equal(['outlier warning']);
    expect(said(siblings(2_000, 3_000, 4), sized(9_000, 9_000))).to.deep.equal([]);
    expect(said(siblings(0, 0), sized(9_000, 9_000))).to.deep.equal([]);
    const across = (orientation: number): ScanFacts => ({
      ...scan,
      technical: { ...technical, width: 3_000, height: 2_000, orientation },
    });
    expect(said(siblings(2_000, 3_000), across(6))).to.deep.equal([]);
    expect(said(siblings(3_000, 2_000), across(6))).to.deep.equal([]);
    expect(inShort(said(siblings(2_000, 3_000), across(3)))).to.deep.equal(['outlier warning']);
  });

  it('compare pixels and resolution with the catalogue, the page lying as it may', () => {
    const original = (widthMm: number, heightMm: number): Partial<PlaceFacts> => ({
      original: { widthMm, heightMm },
    });
    expect(said(original(210, 297))).to.deep.equal([]);
    expect(said(original(297, 210))).to.deep.equal([]);
    expect(said(original(200, 297))).to.deep.equal([]);
    expect(inShort(said(original(199.9, 297)))).to.deep.equal(['physical-size warning']);
    expect(inShort(said(original(420, 594), scan, strict))).to.deep.equal(['physical-size error']);
    const [finding] = said(original(420, 594));
    expect(finding).to.include({ value: '21 × 29.7 cm', expected: 'within 5% of 42 × 59.4 cm' });
    expect(finding?.message.nl).to.include('21 × 29,7 cm; het origineel zou 42 × 59,4 cm zijn.');
    const across = { ...scan, technical: { ...technical, orientation: 6 } };
    const [turned] = said(original(420, 594), across);
    expect(turned?.message.en).to.include('29.7 × 21 cm; the original is said to be 59.4 × 42 cm.');
  });

  it('say nothing of a physical size that is not known', () => {
    const unknown = { ...scan, technical: { ...technical, ppiY: null } };
    expect(said({ original: { widthMm: 1, heightMm: 1 } }, unknown)).to.deep.equal([]);
    expect(said({ original: { widthMm: 0, heightMm: 297 } })).to.deep.equal([]);
  });
});

describe('the number of bits between two hashes', () => {
  const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

  it('is the number of those that differ, counted one by one', () => {
    fc.assert(
      fc.property(hashes, hashes, (one, other) => {
        const bits = (bytes: Uint8Array): string =>
          [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
        const [a, b] = [bits(one), bits(other)];
        const different = [...a].filter((bit, at) => bit !== b[at]).length;
        expect(bitsApart(hex(one), hex(other).toUpperCase())).to.equal(different);
      }),
    );
  });

  it('is unknown where one of them is no hash of 256 bits', () => {
    const good = 'f'.repeat(64);
    for (const bad of ['', 'f'.repeat(63), 'f'.repeat(65), `${'f'.repeat(63)}g`]) {
      expect(bitsApart(good, bad)).to.equal(undefined);
      expect(bitsApart(bad, good)).to.equal(undefined);
    }
  });
});
