import { appendFileSync, unlinkSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import type { ScanFacts } from '../../intake/facts.ts';
import { PROFILES } from '../../intake/find-profile.ts';
import { anythingIiifCanShow } from '../../intake/profile.ts';
import { readProfileFile } from '../../intake/profile-file.ts';
import { Fault } from '../../model/fault.ts';
import type { TechnicalFacts } from '../../model/file-version.ts';
import { type CheckedFile, checkFile } from '../../scripts/station/check/check-file.ts';
import { checkFolder } from '../../scripts/station/check/check-folder.ts';
import { type FolderOfScans, placesIn } from '../../scripts/station/check/folder-place.ts';
import { type CheckReport, isGoodFolder, reportLines } from '../../scripts/station/check/report.ts';
import { TROUBLES } from '../../scripts/station/check/troubles.ts';
import { parseCheckArgs } from '../../scripts/station/check-options.ts';
import { lookInFolder } from '../../scripts/station/scans.ts';
import { buildTiff } from '../fixtures/build-tiff.ts';

const PROFILE = anythingIiifCanShow(100_000_000);
const signal = new AbortController().signal;
const LOOK = { dHash: '0'.repeat(64), mean: 100, deviation: 20, bands: [] };

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'station-check-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

function technical(width: number, height: number, orientation = 1): TechnicalFacts {
  return {
    puid: 'fmt/353',
    formatName: 'TIFF',
    width,
    height,
    bitsPerSample: 8,
    samplesPerPixel: 3,
    photometric: 'RGB',
    compression: 'none',
    iccProfile: null,
    ppiX: null,
    ppiY: null,
    orientation,
    pages: 1,
  };
}

function scan(originalName: string, sha256 = originalName, width = 400, height = 300): ScanFacts {
  return {
    originalName,
    sha256,
    sizeBytes: 9,
    promised: { sizeBytes: 9, sha256 },
    format: undefined,
    tiff: undefined,
    technical: technical(width, height),
    decoding: undefined,
    look: LOOK,
    resolutionUnit: undefined,
  };
}

function placesOf(scans: readonly (ScanFacts | undefined)[], folder: FolderOfScans) {
  const placeOf = placesIn(scans, folder);
  return scans.map((_, at) => placeOf(at));
}

describe('where a scan stands in a folder', () => {
  const FOLDER = { reference: 'scans', original: { widthMm: 210, heightMm: 297 } };

  it('is between the files before and after it, unless they cannot be compared', () => {
    const places = placesOf([scan('p1'), scan('p2'), undefined, scan('p4'), scan('p5', 'p4')], FOLDER);
    expect(places.map((place) => [place?.before?.name, place?.after?.name])).to.deep.equal([
      [undefined, 'p2'],
      ['p1', undefined],
      [undefined, undefined],
      // The same file again: that is said once, of the bytes.
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(places[3]?.sameBytes).to.deep.equal([{ name: 'p5', reference: 'scans', isSameItem: true }]);
    expect(places[0]).to.deep.include({ sameBytes: [], original: FOLDER.original });
  });

  it('is told by the median of all others', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 12 }), (sides) => {
        const places = placesOf(
          sides.map((side, at) => scan(`p${at}`, `p${at}`, side, 10 - side)),
          FOLDER,
        );
        for (const [at, place] of places.entries()) {
          const others = sides.filter((_, other) => other !== at);
          expect(place?.siblings).to.deep.equal({
            count: others.length,
            medianWidth: medianOf(others),
            medianHeight: medianOf(others.map((side) => 10 - side)),
          });
        }
      }),
    );
    expect(placesOf([scan('p1')], FOLDER)[0]?.siblings).to.equal(undefined);
  });
});

function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const at = (place: number) => sorted[place] ?? Number.NaN;
  return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.floor(sorted.length / 2))) / 2;
}

describe('a file that does not keep still while it is checked', () => {
  async function checkBoth(meanwhile: (path: string) => void): Promise<readonly CheckedFile[]> {
    for (const name of ['p1.tif', 'p2.tif']) await writeFile(join(dir, name), buildTiff().bytes);
    const file = { read: () => {}, ended: () => {} };
    const changing = { ...file, read: () => meanwhile(join(dir, 'p2.tif')) };
    const { files } = await checkFolder(dir, {
      profile: { ...PROFILE, severities: { 'same-bytes': 'off' } },
      originalMm: undefined,
      signal,
      openProgress: () => ({ file: (name) => (name === 'p2.tif' ? changing : file), close: () => {} }),
    });
    return files;
  }

  it('is told of where it vanished, and the others are checked', async () => {
    const files = await checkBoth(unlinkSync);
    expect(files.map(({ trouble }) => trouble)).to.deep.equal([null, TROUBLES.gone]);
    expect(files[0]).to.deep.include({ findings: [], sizeBytes: buildTiff().bytes.length });
    expect(files[1]).to.deep.include({ sha256: null, facts: null, findings: [] });
  });

  it('is told of where another program still writes it', async () => {
    const files = await checkBoth((path) => appendFileSync(path, 'more'));
    expect(files.map(({ trouble }) => trouble)).to.deep.equal([null, TROUBLES.changed]);
  });

  it('is told of where it was never there: a link to nothing', async () => {
    await symlink(join(dir, 'nowhere'), join(dir, 'p1.tif'));
    const [scan] = (await lookInFolder(dir)).scans;
    if (scan === undefined) throw new Error('It was not listed.');
    const { file } = await checkFile(scan, { profile: PROFILE, signal });
    expect(file).to.deep.include({ name: 'p1.tif', sha256: null, trouble: TROUBLES.gone });
  });
});

describe('the report of a check', () => {
  const STYLE = { language: 'en', columns: undefined, colour: false } as const;

  function reportOf(...files: Partial<CheckedFile>[]): CheckReport {
    const whole = files.map((file, at) => ({
      name: `p${at + 1}.tif`,
      sizeBytes: 1_500_000,
      sha256: 'x',
      facts: null,
      findings: [],
      trouble: null,
      ...file,
    }));
    const folder = { scans: [], leftAlone: [], unfinished: [] };
    return { folder, files: whole, dir: 'scans', profile: 'Ours', seconds: 2 };
  }

  it('says where on the image, by lines or columns where it goes from side to side', () => {
    const at = (x: number, y: number, width: number, height: number) => ({
      rule: 'bands',
      severity: 'error' as const,
      message: { en: 'Bad.', nl: 'Slecht.' },
      region: { x, y, width, height },
    });
    const findings = [at(0, 1000, 3000, 500), at(10, 0, 20, 2000), at(10, 20, 30, 40)];
    const report = reportOf({ facts: technical(2000, 3000, 6), findings });
    const lines = reportLines(report, STYLE).filter((line) => line.includes('Where'));
    expect(lines).to.deep.equal([
      '    Where: lines 1,001 to 1,500 of 2,000, from the top',
      '    Where: columns 11 to 30 of 3,000, from the left',
      '    Where: 30 × 40 pixels, 10 from the left and 20 from the top',
    ]);
    expect(reportLines(report, { ...STYLE, language: 'nl' }).join()).to.include(
      'regel 1.001 tot en met 1.500',
    );
  });

  it('lets a warning pass, and says how many there are', () => {
    const finding = { rule: 'blank', severity: 'warning' as const, message: { en: 'Blank?', nl: 'Leeg?' } };
    const report = reportOf({}, { findings: [finding] }, { trouble: TROUBLES.gone });
    expect(isGoodFolder(reportOf({}, { findings: [finding] }))).to.equal(true);
    expect(isGoodFolder(report)).to.equal(false);
    expect(reportLines(report, STYLE).slice(2)).to.deep.equal([
      '✔ p1.tif',
      '✔ p2.tif',
      '    Warning: Blank?',
      '✖ p3.tif',
      `    ${TROUBLES.gone.en}`,
      '',
      '2 of 3 scans are good, 1 of them with a warning, 1 not checked. 4.5 MB in 2 s.',
    ]);
  });

  it('says how often each rule spoke, where there are several', () => {
    const of = (rule: string) => ({
      rule,
      severity: 'error' as const,
      message: { en: 'Bad.', nl: 'Slecht.' },
    });
    const report = reportOf({ findings: [of('icc'), of('ppi')] }, { findings: [of('ppi')] });
    expect(reportLines(report, STYLE)).to.include('Findings by rule: ppi 2, icc 1.');
    expect(reportLines(report, { ...STYLE, language: 'nl' })).to.include(
      'Bevindingen per regel: ppi 2, icc 1.',
    );
  });

  it('keeps within the columns of a terminal', () => {
    const report = reportOf({ trouble: TROUBLES.changed });
    const lines = reportLines(report, { ...STYLE, columns: 60 });
    expect(Math.max(...lines.map((line) => line.length))).to.be.within(50, 60);
    expect(lines.join(' ').replaceAll(/\s+/g, ' ')).to.include(TROUBLES.changed.en);
  });
});

function complaintOf(thrown: unknown): string {
  if (thrown instanceof Fault && thrown.code === 'bad-request') return thrown.detail;
  throw thrown;
}

describe('what recto-station check is asked', () => {
  function complaint(...args: string[]): string {
    try {
      parseCheckArgs(args, {});
    } catch (thrown) {
      return complaintOf(thrown);
    }
    throw new Error('It was accepted.');
  }

  it('is read, with sizes as people write them', () => {
    const profile = { name: undefined, from: undefined };
    const plain = { dir: 'scans', profile, originalMm: undefined, json: false };
    expect(parseCheckArgs(['scans'], {})).to.deep.equal(plain);
    const sizeOf = (size: string) => parseCheckArgs(['scans', '--item-size', size], {}).originalMm;
    for (const size of ['210x297mm', '210 × 297', '210,0X297.0 mm', '21x29,7cm'])
      expect(sizeOf(size)).to.deep.equal({ widthMm: 210, heightMm: 297 });
    for (const size of ['14,85x4.35cm', '14.85 x 4,35 CM', '148.5x43,5'])
      expect(sizeOf(size)).to.deep.equal({ widthMm: 149, heightMm: 44 });
  });

  it('is refused where it makes no sense', () => {
    expect(complaint()).to.include('folder');
    expect(complaint('a', 'b')).to.include('"b"');
    expect(complaint('a', '--server', 'x')).to.include('address of a server');
    for (const size of ['a4', '210', '0x297', '210x297in', '999999x1', '1,2,3x4cm', '0.04x1cm'])
      expect(complaint('a', '--item-size', size)).to.include(size);
  });
});

describe('a profile in a file', () => {
  async function complaint(change: object | string): Promise<string> {
    const path = join(dir, 'ours.json');
    await writeFile(path, typeof change === 'string' ? change : JSON.stringify({ ...PROFILE, ...change }));
    return await readProfileFile(path).then(() => '', complaintOf);
  }

  it('is the profile that was printed, edited', async () => {
    const path = join(dir, 'ours.json');
    const edited = { ...PROFILE, name: 'Ours', severities: { blank: 'off', name: 'warning' } };
    await writeFile(path, `\uFEFF${JSON.stringify(edited, undefined, 2)}`);
    expect(await readProfileFile(path)).to.deep.equal(edited);
  });

  it('may be any that the station has with it', async () => {
    const path = join(dir, 'ours.json');
    for (const preset of Object.values(PROFILES)) {
      await writeFile(path, JSON.stringify(preset));
      expect(await readProfileFile(path)).to.deep.equal(preset);
    }
  });

  it('says which field is wrong', async () => {
    expect(await complaint({ ppi: { min: '300', max: null, tolerancePct: 1 } })).to.include('ppi.min');
    expect(await complaint({ ppi: { min: 300 } })).to.include('ppi.max: is missing');
    expect(await complaint({ ppi: { min: 600, max: 300, tolerancePct: 1 } })).to.include('ppi.max');
    expect(await complaint({ formats: ['TIF'] })).to.include('formats.0');
    expect(await complaint({ namePattern: '{nonsense}' }))
      .to.include('namePattern')
      .and.to.include('nonsense');
    expect(await complaint({ minPixels: 3 })).to.include('minPixels');
    expect(await complaint({ name: undefined })).to.include('name');
    expect(await complaint({ severities: { blank: 'fatal' } })).to.include('severities.blank');
    expect(await complaint({ severities: { blanc: 'off' } })).to.include('blanc');
  });

  it('says that it is none', async () => {
    expect(await complaint('{ "name": ')).to.include('not JSON');
    expect(await complaint(' '.repeat(2_000_000))).to.include('too large');
    expect(await readProfileFile(join(dir, 'none.json')).catch(complaintOf)).to.include('no such file');
  });
});
