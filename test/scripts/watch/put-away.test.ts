import { link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { findingsText } from '../../../scripts/station/watch/findings-text.ts';
import { readHeader } from '../../../scripts/station/watch/header.ts';
import { lookAround, type SeenScan, seeFile } from '../../../scripts/station/watch/look-around.ts';
import { putAway, putNote, removeNote } from '../../../scripts/station/watch/put-away.ts';
import { buildTiff } from '../../fixtures/build-tiff.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'put-away-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function write(name: string, text: string | Buffer): Promise<SeenScan> {
  const path = join(dir, name);
  await writeFile(path, text);
  return (await seeFile(path, name))!;
}

describe('an accepted scan', () => {
  it('is moved to done/, and gets a number where its name is taken', async () => {
    const places: unknown[] = [];
    for (const text of ['one', 'two', 'three']) places.push(await putAway(await write('p1.tif', text)));
    expect(places).to.deep.equal(['done/p1.tif', 'done/p1 (2).tif', 'done/p1 (3).tif']);
    const texts = await Promise.all(places.map((place) => readFile(join(dir, String(place)), 'utf8')));
    expect(texts).to.deep.equal(['one', 'two', 'three']);
    expect(await readdir(dir)).to.deep.equal(['done']);
  });

  it('is moved to its end where an earlier run was killed between giving the new name and taking the old', async () => {
    const scan = await write('p1.tif', 'one');
    await mkdir(join(dir, 'done'));
    await link(scan.path, join(dir, 'done', 'p1.tif'));
    expect(await putAway(scan)).to.equal('done/p1.tif');
    expect(await readdir(join(dir, 'done'))).to.deep.equal(['p1.tif']);
    expect(await readdir(dir)).to.deep.equal(['done']);
  });

  it('is not moved when another has come in its place: nobody has looked at that one', async () => {
    const scan = await write('p1.tif', 'one');
    await write('p1.tif', 'another');
    expect(await putAway(scan)).to.equal(undefined);
    expect(await readFile(scan.path, 'utf8')).to.equal('another');
    expect(await readdir(join(dir, 'done'))).to.deep.equal([]);
  });

  it('stays where it is, with a sentence, where it cannot be moved', async () => {
    await writeFile(join(dir, 'done'), 'a file in the way');
    const scan = await write('p1.tif', 'one');
    const failure = await putAway(scan).catch((thrown: unknown) => thrown);
    expect(failure).to.have.property('detail').that.includes('cannot be moved to done/');
    expect(await readFile(scan.path, 'utf8')).to.equal('one');
  });
});

describe('the note beside a rejected scan', () => {
  const judged = {
    sha256: 'a'.repeat(64),
    findings: [
      {
        rule: 'blank',
        severity: 'warning' as const,
        message: { en: 'It is blank.', nl: 'De pagina is leeg.' },
      },
      { rule: 'decode', severity: 'error' as const, message: { en: 'It is cut.', nl: 'Hij is afgebroken.' } },
    ],
  };

  it('says in the language of the person what is wrong, errors first, and what to do', () => {
    const dutch = findingsText('p1.tif', judged, 'nl');
    expect(dutch)
      .to.match(/^p1\.tif is afgekeurd/)
      .and.to.include('- Fout: Hij is afgebroken.');
    expect(dutch.indexOf('afgebroken')).to.be.below(dutch.indexOf('leeg'));
    expect(findingsText('p1.tif', judged, 'en'))
      .to.include('- Note: It is blank.')
      .and.to.include('What to do');
  });

  it('is written whole, left as it is where it says the same, and taken away again', async () => {
    const scan = await write('p1.tif', 'one');
    const note = `${scan.path}.findings.txt`;
    await putNote(scan, 'wrong');
    const first = await stat(note);
    await putNote(scan, 'wrong');
    expect((await stat(note)).ino).to.equal(first.ino);
    await putNote(scan, 'worse');
    expect(await readFile(note, 'utf8')).to.equal('worse');
    await removeNote(scan);
    await removeNote(scan);
    expect(await readdir(dir)).to.deep.equal(['p1.tif']);
  });
});

describe('a look at a folder', () => {
  it('passes over what is being written, notes, noise and folders, and tells of two that are one page', async () => {
    for (const name of [
      'p10.tif',
      'p2.tif',
      'p2.jpg',
      'p3.tif.part',
      '.p4.tif',
      'p5.tif.findings.txt',
      'Thumbs.db',
    ])
      await write(name, 'x');
    await mkdir(join(dir, 'p6.tif'));
    await symlink(join(dir, 'p2.tif'), join(dir, 'p7.tif'));
    const look = await lookAround(dir);
    expect([...look.scans.keys()]).to.deep.equal(['p2.jpg', 'p2.tif', 'p10.tif']);
    expect(look.doubles).to.deep.equal([['p2.jpg', 'p2.tif']]);
    await rm(dir, { recursive: true });
    expect(await lookAround(dir).catch((thrown: unknown) => thrown)).to.have.property('code', 'unavailable');
  });
});

describe('the header of a file that is being written', () => {
  const { bytes } = buildTiff();

  it('is complete when every strip lies in the file, and at no length before', async () => {
    for (const length of [0, 1, 8, 100, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const scan = await write('p1.tif', bytes.subarray(0, length));
      expect(await readHeader(scan.path, length), `${length} bytes`).to.equal('part');
    }
    const scan = await write('p1.tif', bytes);
    expect(await readHeader(scan.path, bytes.length)).to.equal('whole');
    expect(await readHeader(scan.path, bytes.length - 1)).to.equal('part');
    expect(await readHeader(join(dir, 'gone.tif'), 5)).to.equal('part');
  });

  it('is not complete where the room is there already and the directory at its end is still empty', async () => {
    const last = buildTiff({ directory: 'last' });
    last.bytes.fill(0, last.directoryAt);
    const scan = await write('p1.tif', last.bytes);
    expect(await readHeader(scan.path, last.bytes.length)).to.equal('part');
  });

  it('tells nothing where the format has no such header', async () => {
    const scan = await write('p1.jpg', Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'));
    expect(await readHeader(scan.path, scan.sizeBytes)).to.equal('unknown');
  });
});
