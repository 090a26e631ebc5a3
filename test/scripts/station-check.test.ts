import { once } from 'node:events';
import { link, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { buildTiff } from '../fixtures/build-tiff.ts';
import { writeNoiseTiff } from '../fixtures/make-tiffs.ts';
import { runStation, type StationRun, startStation } from '../fixtures/run-station.ts';

let dir: string;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'station-check-'));
});
after(() => rm(dir, { recursive: true, force: true }));

/** Pages that look like nothing but themselves, as different as their seeds. */
async function pageTiff(seed: number, width = 400, height = 520): Promise<Buffer> {
  const cell = (x: number, y: number) =>
    (Math.imul(seed * 7919 + x * 131 + y * 31337, 2_654_435_761) >>> 24) / 2;
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < data.length; at += 1) {
    const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width)];
    data[at] =
      60 + cell(Math.floor(x / 40), Math.floor(y / 40)) + (Math.imul(at + seed, 2_654_435_761) >>> 29);
  }
  return await sharp(data, { raw: { width, height, channels: 3 } })
    .tiff({ compression: 'none' })
    .toBuffer();
}

async function folderOf(name: string, files: Readonly<Record<string, Buffer | string>>): Promise<string> {
  const folder = join(dir, name);
  await mkdir(folder);
  for (const [file, bytes] of Object.entries(files)) await writeFile(join(folder, file), bytes);
  return folder;
}

interface Told {
  readonly good: boolean;
  readonly trouble?: string;
  readonly files: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly sha256: string | null;
    readonly facts: { readonly width: number } | null;
    readonly findings: readonly { readonly rule: string; readonly severity: string }[];
  }[];
  readonly [more: string]: unknown;
}

function jsonOf(run: StationRun): Told {
  return JSON.parse(run.stdout) as Told;
}

function rulesIn(told: Told, name: string): string[] {
  return told.files.find((file) => file.name === name)?.findings.map((finding) => finding.rule) ?? [];
}

describe('recto-station check', () => {
  it('is content with a folder of good scans', async () => {
    const folder = await folderOf('good', { 'p1.tif': await pageTiff(1), 'p2.tif': await pageTiff(2) });
    const run = await runStation(['check', folder]);
    expect(run).to.have.property('code', 0);
    expect(run.stdout).to.match(/✔ p1\.tif\n✔ p2\.tif\n\nAll 2 scans are good\. 1\.2 MB in /);
    expect(run.stderr).to.include('Checking 2 files, 1.2 MB.');
  });

  it('tells in the language of the person what is wrong with which file, and ends with 1', async () => {
    const page = await pageTiff(3);
    const cut = buildTiff({ directory: 'first' }).bytes;
    const folder = await folderOf('broken', {
      'p1.tif': page,
      'p2.tif': cut.subarray(0, cut.length - 3000),
      'p3.tif': '',
      'p4.tif.part': 'x',
      'notes.txt': 'x',
    });
    const [english, dutch] = await Promise.all([
      runStation(['check', folder]),
      runStation(['check', folder], { LANG: 'nl_NL.UTF-8' }),
    ]);
    expect([english.code, dutch.code]).to.deep.equal([1, 1]);
    expect(english.stdout)
      .to.match(/✔ p1\.tif\n✖ p2\.tif\n {4}The file ends early: .*\n✖ p3\.tif\n {4}The file is empty/)
      .and.to.include('p4.tif.part is still being written')
      .and.to.include('Not scans, left alone: notes.txt.')
      .and.to.include('1 of 3 scans are good, 2 with errors.');
    expect(dutch.stdout)
      .to.match(/✖ p2\.tif\n {4}Het bestand houdt te vroeg op: /)
      .and.to.include('1 van 3 scans zijn goed, 2 met fouten.');
  });

  it('gives programs the same as JSON', async () => {
    const folder = await folderOf('json', { 'p1.tif': await pageTiff(4), 'p2.tif': 'no image' });
    const run = await runStation(['check', folder, '--json']);
    const told = jsonOf(run);
    expect(run.code).to.equal(1);
    expect(told).to.have.all.keys(
      'folder',
      'profile',
      'good',
      'files',
      'samePage',
      'unfinished',
      'leftAlone',
    );
    expect(told).to.include({ folder, good: false });
    expect(told.files.map(({ name, verdict }) => [name, verdict])).to.deep.equal([
      ['p1.tif', 'good'],
      ['p2.tif', 'wrong'],
    ]);
    expect(told.files[0]?.sha256).to.match(/^[0-9a-f]{64}$/);
    expect(told.files[0]?.facts).to.include({ width: 400, height: 520, formatName: 'TIFF' });
    expect(told.files[1]?.findings[0]).to.have.property('message').that.has.all.keys('en', 'nl');
    expect(run.stderr).to.include('✖ p2.tif');
  });

  it('compares the files of a folder with each other', async () => {
    const page = await pageTiff(5);
    const near = Buffer.from(page);
    near.writeUInt8(near.readUInt8(200_000) ^ 1, 200_000);
    const others = { 'p4.tif': await pageTiff(6), 'p5.tif': await pageTiff(7), 'p6.tif': await pageTiff(8) };
    const folder = await folderOf('places', {
      'p1.tif': page,
      'p2.tif': near,
      ...others,
      'p7.tif': await pageTiff(9, 200, 260),
      'p8.tif': others['p4.tif'],
    });
    const told = jsonOf(await runStation(['check', folder, '--json']));
    expect(rulesIn(told, 'p1.tif')).to.deep.equal(['near-duplicate']);
    expect(rulesIn(told, 'p2.tif')).to.deep.equal(['near-duplicate']);
    expect(rulesIn(told, 'p4.tif')).to.deep.equal(['same-bytes']);
    expect(rulesIn(told, 'p5.tif')).to.deep.equal([]);
    expect(rulesIn(told, 'p7.tif')).to.deep.equal(['outlier']);
    expect(rulesIn(told, 'p8.tif')).to.deep.equal(['same-bytes']);
  });

  it('compares the size that a scan claims with that of the original, where it is told', async () => {
    const page = await sharp(await pageTiff(14))
      .withMetadata({ density: 50.8 })
      .tiff({ compression: 'none' })
      .toBuffer();
    const folder = await folderOf('size', { 'p1.tif': page });
    const [right, wrong, nonsense] = await Promise.all([
      runStation(['check', folder, '--json', '--item-size', '260x200mm']),
      runStation(['check', folder, '--json', '--item-size', '210x297mm']),
      runStation(['check', folder, '--json', '--item-size', 'A4']),
    ]);
    expect(rulesIn(jsonOf(right), 'p1.tif')).to.deep.equal([]);
    expect(rulesIn(jsonOf(wrong), 'p1.tif')).to.deep.equal(['physical-size']);
    expect(nonsense).to.include({ code: 2, stdout: '' });
  });

  it('says of two files of one page that one has to go, and checks both', async () => {
    const jpeg = await sharp(await pageTiff(10))
      .jpeg()
      .toBuffer();
    const folder = await folderOf('double', { 'p1.jpg': jpeg, 'p1.tif': await pageTiff(11) });
    const run = await runStation(['check', folder]);
    expect(run.code).to.equal(1);
    expect(run.stdout).to.include('✔ p1.jpg').and.to.include('p1.jpg and p1.tif would be the same page');
  });

  it('says of an empty folder, of a file and of no folder what they are', async () => {
    const folder = await folderOf('empty', { 'notes.txt': 'x' });
    const [empty, file, none, dutch] = await Promise.all([
      runStation(['check', folder]),
      runStation(['check', join(folder, 'notes.txt')]),
      runStation(['check', join(dir, 'nowhere'), '--json']),
      runStation(['check', join(dir, 'nowhere')], { LC_ALL: 'nl_BE.UTF-8' }),
    ]);
    expect([empty.code, file.code, none.code, dutch.code]).to.deep.equal([1, 1, 1, 1]);
    expect(empty.stdout).to.include(`There are no scans in ${folder}.`).and.to.include('notes.txt');
    expect(file.stderr).to.include('is a file');
    expect(jsonOf(none)).to.include({
      good: false,
      trouble: `The folder ${join(dir, 'nowhere')} cannot be read.`,
    });
    expect(dutch.stderr).to.include('kan niet worden gelezen');
  });

  it('stops when it is asked to, and leaves nothing behind', async () => {
    const folder = await folderOf('many', {});
    await writeNoiseTiff(join(folder, 'p1.tif'), 3000, 3000);
    for (let page = 2; page <= 80; page += 1)
      await link(join(folder, 'p1.tif'), join(folder, `p${page}.tif`));
    const scratch = join(dir, 'scratch');
    await mkdir(scratch);
    const { child, ended } = startStation(['check', folder], { TMPDIR: scratch });
    if (child.stderr) await once(child.stderr, 'data');
    child.kill('SIGINT');
    const run = await ended;
    expect(run.code).to.equal(1);
    expect(run.stderr).to.include('Stopped.');
    expect(run.stdout).to.equal('');
    // tsx keeps what it has compiled in a folder of its own.
    expect((await readdir(scratch)).filter((name) => !name.startsWith('tsx'))).to.deep.equal([]);
  });
});

describe('the profile that recto-station check takes', () => {
  it('is one of those that recto-station lists', async () => {
    const folder = await folderOf('preset', { 'p1.tif': await pageTiff(12) });
    const [list, good, unknown] = await Promise.all([
      runStation(['profiles']),
      runStation(['check', folder, '--profile', 'any']),
      runStation(['check', folder, '--profile', 'Anything']),
    ]);
    expect(list.stdout)
      .to.match(/^any {2}/m)
      .and.to.match(/^metamorfoze-light /m);
    expect([list.code, good.code, unknown.code]).to.deep.equal([0, 0, 2]);
    expect(unknown.stderr).to.include('no profile "Anything"').and.to.include('metamorfoze-light');
  });

  it('may be printed, edited and given as a file', async () => {
    const folder = await folderOf('file', { 'p1.tif': await pageTiff(13) });
    const printed = await runStation(['profiles', 'any']);
    const path = join(dir, 'ours.json');
    await writeFile(path, JSON.stringify({ ...JSON.parse(printed.stdout), name: 'Ours', bits: [16] }));
    const run = await runStation(['check', folder, '--profile', path]);
    expect(run.code).to.equal(1);
    expect(run.stdout).to.include('Checked against: Ours').and.to.include('✖ p1.tif');
  });

  it('is refused with the name of the field that is wrong', async () => {
    const printed = await runStation(['profiles', 'any']);
    const path = join(dir, 'wrong.json');
    await writeFile(path, JSON.stringify({ ...JSON.parse(printed.stdout), bandPct: 'two' }));
    const run = await runStation(['check', dir, '--profile', path]);
    expect(run.code).to.equal(2);
    expect(run.stderr).to.include('wrong.json').and.to.include('bandPct');
    expect(run.stdout).to.equal('');
  });
});
