import { expect } from 'chai';
import type { ScanFacts } from '../../intake/facts.ts';
import { anythingIiifCanShow } from '../../intake/profile.ts';
import { judge } from '../../intake/rules/table.ts';
import type { TiffPage } from '../../intake/tiff.ts';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import type { Band, Look } from '../../model/look.ts';
import { goodHeader } from '../fixtures/good-facts.ts';

const technical = { ...goodHeader, iccProfile: null };
const written: Look = { dHash: '0f'.repeat(32), mean: 180, deviation: 40, bands: [] };
const profile: CaptureProfile = { ...anythingIiifCanShow(100_000_000), bandPct: 2, blankDeviation: 1.5 };

interface Change {
  readonly technical?: Partial<typeof technical>;
  readonly look?: Partial<Look>;
  readonly partHeight?: number;
  readonly decoding?: ScanFacts['decoding'];
  readonly holes?: ScanFacts['holes'];
}

function factsOf(change: Change): ScanFacts {
  const facts = { ...technical, ...change.technical };
  const page: TiffPage = {
    ...facts,
    isSecondary: false,
    isTiled: false,
    partHeight: change.partHeight ?? 1,
    resolutionUnit: 'inch',
  };
  return {
    originalName: 'page.tif',
    sizeBytes: 9,
    sha256: 'aa',
    promised: { sizeBytes: 9, sha256: 'aa' },
    format: { name: 'TIFF', puid: 'fmt/353', extensions: ['tif', 'tiff'] },
    tiff: { pages: [page], damage: undefined },
    technical: facts,
    decoding: change.decoding ?? { ok: true },
    look: { ...written, ...change.look },
    resolutionUnit: 'inch',
    holes: change.holes ?? [],
  };
}

const rows = (from: number, length: number, level = 0): Band => ({ axis: 'rows', from, length, level });
const columns = (from: number, length: number, level = 0): Band => ({ axis: 'columns', from, length, level });

/** What is said of a page with these bands. */
function said(bands: readonly Band[], change: Change = {}): readonly Finding[] {
  return judge(factsOf({ ...change, look: { bands, ...change.look } }), profile);
}
const severities = (findings: readonly Finding[]): Severity[] => findings.map(({ severity }) => severity);

describe('the rule of bands', () => {
  it('says that the rest of the picture was lost, from which line, and where', () => {
    const [finding, ...more] = said([rows(1_430, 1_570)]);
    expect(more).to.deep.equal([]);
    expect(finding).to.deep.equal({
      rule: 'bands',
      severity: 'error',
      value: 'rows 1431-3000, level 0',
      expected: 'at most 2% of the rows',
      message: {
        en: 'From line 1,431 to the end the image is nothing but zeros: the rest of the picture was lost. Copy it again from the camera or scanner, or scan again.',
        nl: 'Vanaf regel 1.431 tot het einde bestaat de afbeelding uit louter nullen: de rest van het beeld is verloren gegaan. Kopieer het opnieuw van de camera of scanner, of scan opnieuw.',
      },
      region: { x: 0, y: 1_430, width: 4_000, height: 1_570 },
    });
  });

  it('speaks of a band that is longer than its share of the side, and of none that is as long', () => {
    expect(said([rows(2_940, 60)])).to.deep.equal([]);
    expect(severities(said([rows(2_939, 61)]))).to.deep.equal(['error']);
    expect(said([columns(700, 80)])).to.deep.equal([]);
    expect(severities(said([columns(700, 81)]))).to.deep.equal(['warning']);
  });

  it('is silent about fewer than eight rows, however small the image', () => {
    const tiny = { technical: { width: 20, height: 20 } };
    expect(said([rows(13, 7)], tiny)).to.deep.equal([]);
    expect(severities(said([rows(12, 8)], tiny))).to.deep.equal(['error']);
  });

  it('boxes a band where it is seen in the upright image', () => {
    const [finding] = said([rows(1_430, 1_570)], { technical: { orientation: 6 } });
    expect(finding?.region).to.deep.equal({ x: 0, y: 0, width: 1_570, height: 4_000 });
  });

  it('says that a strip was lost where zeros fill whole strips, and doubts anywhere else', () => {
    expect(severities(said([rows(640, 128)], { partHeight: 64 }))).to.deep.equal(['error']);
    expect(said([rows(640, 128)], { partHeight: 64 })[0]?.message.en).to.match(/^Lines 641 to 768 .* lost/);
    for (const [from, length, partHeight] of [
      [641, 128, 64],
      [640, 127, 64],
      [640, 128, 4],
      [0, 128, 64],
    ] as const)
      expect(severities(said([rows(from, length)], { partHeight }))).to.deep.equal(['warning']);
    expect(severities(said([rows(640, 128, 255)], { partHeight: 64 }))).to.deep.equal(['warning']);
  });

  it('only doubts where the picture grows dark before the zeros', () => {
    for (const band of [rows(1_430, 1_570), rows(640, 128)]) {
      const faded = said([{ ...band, fadesIn: true }], { partHeight: 64 });
      expect(severities(faded)).to.deep.equal(['warning']);
    }
  });

  it('only doubts where darkness may be zero, or zero may be white', () => {
    for (const other of [
      { photometric: 'CMYK' },
      { photometric: 'WhiteIsZero' },
      { compression: 'JPEG' },
      { compression: 'WebP' },
    ])
      expect(severities(said([rows(1_430, 1_570)], { technical: other }))).to.deep.equal(['warning']);
  });

  it('makes an error of doubt under no profile, and of loss a warning where the profile has it so', () => {
    const strict = { ...profile, severities: { bands: 'error' } as const };
    const mild = { ...profile, severities: { bands: 'warning' } as const };
    const off = { ...profile, severities: { bands: 'off' } as const };
    const doubtful = factsOf({ look: { bands: [rows(500, 100, 255)] } });
    const lost = factsOf({ look: { bands: [rows(2_000, 1_000)] } });
    expect(severities(judge(doubtful, strict))).to.deep.equal(['warning']);
    expect(severities(judge(lost, mild))).to.deep.equal(['warning']);
    expect(judge(lost, off)).to.deep.equal([]);
  });

  it('is silent about white borders that were clipped, and about a black cloth', () => {
    for (const level of [0, 255]) {
      const border = [rows(0, 200, level), rows(2_780, 220, level), columns(0, 90, level)];
      expect(said([...border, columns(3_800, 200, level)])).to.deep.equal([]);
      expect(said([...border, rows(1_000, 300, level)])).to.deep.equal([]);
    }
    expect(severities(said([rows(2_700, 300, 255)]))).to.deep.equal(['warning']);
  });

  it('does speak of what is more than twice as wide as the rest of a border', () => {
    const border = [columns(0, 100), columns(3_900, 100)];
    expect(said([...border, rows(2_800, 200)])).to.deep.equal([]);
    expect(severities(said([...border, rows(2_799, 201)]))).to.deep.equal(['warning']);
  });

  it('does not take a few dead columns along an edge for a border', () => {
    expect(severities(said([columns(0, 7), rows(2_000, 1_000)]))).to.deep.equal(['error']);
  });

  it('says once that there is nothing but zeros, and leaves the rest of what is blank to its rule', () => {
    const flat = (level: number): Change => ({ look: { mean: level, deviation: 0 } });
    const whole = (level: number): Band[] => [rows(0, 3_000, level), columns(0, 4_000, level)];
    const rules = (level: number): string[] => said(whole(level), flat(level)).map(({ rule }) => rule);
    expect(rules(0)).to.deep.equal(['bands', 'blank']);
    expect(rules(255)).to.deep.equal(['blank']);
    expect(severities(said(whole(120)))).to.deep.equal(['warning']);
  });

  it('is silent about images of two tones, and about what could not be decoded', () => {
    const complaint = { kind: 'damaged', line: 3, words: 'so' } as const;
    expect(said([rows(1_430, 1_570)], { technical: { bitsPerSample: 1 } })).to.deep.equal([]);
    const broken = said([rows(1_430, 1_570)], { decoding: { ok: false, complaint } });
    expect(broken.map(({ rule }) => rule)).to.deep.equal(['decode']);
  });

  it('says which part was never written, and of whole lines of them only that the lines were lost', () => {
    const hole = (y: number, isOneColour = false) => ({
      region: { x: 512, y, width: 256, height: 256 },
      isOneColour,
    });
    const [finding] = said([], { holes: [hole(1_024)], technical: { orientation: 3 } });
    expect(finding).to.deep.include({
      severity: 'error',
      value: 'zeros in 256x256 at 512,1024',
      region: { x: 4_000 - 512 - 256, y: 3_000 - 1_024 - 256, width: 256, height: 256 },
    });
    expect(finding?.message.en).to.match(
      /^A box of 256 × 256 pixels, from line 1,025 on, .* part was lost\./,
    );
    expect(said([], { holes: [hole(1_024, true)] })[0]?.message.en).to.match(
      /^In lines 1,025 to 1,280 one colour is nothing but zeros/,
    );
    const rest = said([rows(1_024, 1_976)], { holes: [hole(1_024), hole(1_280)] });
    expect(rest.map(({ value }) => value)).to.deep.equal(['rows 1025-3000, level 0']);
    expect(said([], { holes: [hole(0)], technical: { bitsPerSample: 1 } })).to.deep.equal([]);
  });

  it('says five things at most, what was lost first', () => {
    const doubtful = Array.from({ length: 12 }, (_, at) => rows(at * 200, 90 + at, 255));
    const findings = said([...doubtful, rows(2_900, 100)]);
    expect(severities(findings)).to.deep.equal(['error', 'warning', 'warning', 'warning', 'warning']);
    expect(findings[1]?.value).to.equal('rows 2201-2301, level 255');
  });
});

describe('the rule of blank pages', () => {
  const blankness = (deviation: number, change: Change = {}): readonly Finding[] =>
    judge(factsOf({ ...change, look: { deviation } }), profile);

  it('speaks below its limit and is silent at it', () => {
    expect(blankness(1.5)).to.deep.equal([]);
    expect(blankness(1.49)).to.deep.equal([
      {
        rule: 'blank',
        severity: 'warning',
        value: 'deviation 1.49 around level 180',
        expected: 'a deviation of at least 1.5',
        message: {
          en: 'The page looks blank: its levels lie within about 1.5 of 180 (0 is black, 255 white). If the page is blank, all is well; otherwise scan it again.',
          nl: 'De pagina lijkt leeg: de niveaus liggen binnen ongeveer 1,5 van 180 (0 is zwart, 255 wit). Als de pagina leeg is, is alles goed; scan anders opnieuw.',
        },
      },
    ]);
  });

  it('is an error where the profile has it so, but of two tones never', () => {
    const strict = { ...profile, severities: { blank: 'error' } as const };
    const facts = (bitsPerSample: number): ScanFacts =>
      factsOf({ technical: { bitsPerSample }, look: { deviation: 0 } });
    expect(severities(judge(facts(8), strict))).to.deep.equal(['error']);
    expect(severities(judge(facts(1), strict))).to.deep.equal(['warning']);
  });
});
