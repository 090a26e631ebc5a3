import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Fault } from '../../model/fault.ts';
import { faultOf } from '../../scripts/station/client.ts';
import { digestFile } from '../../scripts/station/digest.ts';
import { createPatience } from '../../scripts/station/patience.ts';
import { createProgress } from '../../scripts/station/progress.ts';
import { formatBytes, formatTimeLeft } from '../../scripts/station/progress-words.ts';
import { isComplete, resultJson, resultLines } from '../../scripts/station/result.ts';
import { openResumeState } from '../../scripts/station/resume-state.ts';
import {
  findDoubles,
  findLookalikes,
  inNaturalOrder,
  kindOfName,
  listScans,
} from '../../scripts/station/scans.ts';
import { findStanding } from '../../scripts/station/send-file.ts';

const HEX = 'a'.repeat(64);
const UPLOAD = {
  server: 'http://h',
  itemId: 'i',
  path: '/s/1.tif',
  sizeBytes: 9,
  modifiedAt: 5,
  sha256: HEX,
};

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'station-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('the scans of a folder', () => {
  it('come in the order in which people count', () => {
    expect(inNaturalOrder(['p10.tif', 'p2.tif', 'p1.tif'])).to.deep.equal(['p1.tif', 'p2.tif', 'p10.tif']);
  });

  it('are told from noise, from what is still being copied and from other things', () => {
    expect(
      ['a.TIF', '.DS_Store', '._a.tif', 'Thumbs.db', 'a.tif.part', 'notes.txt'].map(kindOfName),
    ).to.deep.equal(['image', 'noise', 'noise', 'noise', 'unfinished', 'other']);
  });

  it('are told of where two names differ in capitals alone', () => {
    expect(findLookalikes(['P1.tif', 'p1.TIF', 'p2.tif'])).to.deep.equal([['P1.tif', 'p1.TIF']]);
  });

  it('may not be two of one page', async () => {
    expect(findDoubles(['1.tif', '2.tif', '1.jpg'])).to.deep.equal([['1.tif', '1.jpg']]);
    await Promise.all(['1.tif', '1.jpg'].map((name) => writeFile(join(dir, name), 'x')));
    const failure = await listScans(dir).catch((thrown: unknown) => thrown);
    expect(failure).to.be.instanceOf(Fault).with.property('code', 'conflict');
  });

  it('have the digest that anybody else finds', async () => {
    const bytes = randomBytes(3_000_001);
    await writeFile(join(dir, 'a.tif'), bytes);
    let read = 0;
    const digest = await digestFile(join(dir, 'a.tif'), { onRead: (count) => (read = count) });
    expect(digest).to.equal(createHash('sha256').update(bytes).digest('hex'));
    expect(read).to.equal(bytes.length);
  });
});

describe('what a station remembers of its uploads', () => {
  it('is there for the next run, for that very file alone', async () => {
    await (await openResumeState(dir)).note(UPLOAD, 'http://h/api/uploads/1');
    const next = await openResumeState(dir);
    expect(await next.find(UPLOAD)).to.equal('http://h/api/uploads/1');
    for (const other of [
      { sha256: 'b'.repeat(64) },
      { modifiedAt: 6 },
      { itemId: 'j' },
      { server: 'http://g' },
    ])
      expect(await next.find({ ...UPLOAD, ...other })).to.equal(undefined);
    await next.forget(UPLOAD);
    expect(await (await openResumeState(dir)).find(UPLOAD)).to.equal(undefined);
  });

  it('hands over what was begun of a file before it was changed, and of no other file', async () => {
    const state = await openResumeState(dir);
    await state.note(UPLOAD, 'http://h/api/uploads/before');
    await state.note({ ...UPLOAD, itemId: 'j' }, 'http://h/api/uploads/of-another-item');
    await state.note({ ...UPLOAD, path: '/s/2.tif' }, 'http://h/api/uploads/of-another-file');
    const changed = { ...UPLOAD, modifiedAt: 6, sha256: 'b'.repeat(64) };
    await state.note(changed, 'http://h/api/uploads/now');
    const given: string[] = [];
    const giveUp = async (url: string) => void given.push(url);
    for (const next of [state, await openResumeState(dir)]) await next.giveUpOthers(changed, giveUp);
    expect(given).to.deep.equal(['http://h/api/uploads/before']);
    expect(await state.find(changed)).to.equal('http://h/api/uploads/now');
  });

  it('leads the token to no other server, and does not mind being broken', async () => {
    const state = await openResumeState(dir);
    await state.note(UPLOAD, 'http://elsewhere/api/uploads/1');
    expect(await (await openResumeState(dir)).find(UPLOAD)).to.equal(undefined);
    const [name = ''] = await readdir(dir);
    expect(JSON.parse(await readFile(join(dir, name), 'utf8'))).to.not.have.property('token');
    await writeFile(join(dir, name), '{');
    expect(await (await openResumeState(dir)).find(UPLOAD)).to.equal(undefined);
  });

  it('holds within a run where nothing can be written', async () => {
    await writeFile(join(dir, 'file'), '');
    const state = await openResumeState(join(dir, 'file', 'state'));
    await state.note(UPLOAD, 'http://h/api/uploads/1');
    expect(await state.find(UPLOAD)).to.equal('http://h/api/uploads/1');
  });
});

describe('the patience of a station', () => {
  const away = () => new Fault('unavailable', 'It does not answer.');

  it('waits for a server that is away, and says so once', async () => {
    const said: string[] = [];
    const signal = new AbortController().signal;
    const patience = createPatience({
      server: 'h',
      giveUpAfterMs: 60_000,
      say: (line) => said.push(line),
      signal,
      firstPauseMs: 1,
    });
    let tries = 0;
    const answer = await patience.attempt(async () => {
      tries += 1;
      if (tries < 4) throw away();
      return 'here';
    });
    expect([answer, tries, said.length]).to.deep.equal(['here', 4, 2]);
    expect(said[0]).to.include('nothing is lost');
  });

  it('of none at all says what is wrong, and nothing of waiting', async () => {
    const said: string[] = [];
    const { signal } = new AbortController();
    const patience = createPatience({
      server: 'h',
      giveUpAfterMs: 0,
      say: (line) => said.push(line),
      signal,
    });
    const failed = patience.attempt(() => Promise.reject(away())).catch((thrown: unknown) => thrown);
    expect(await failed)
      .to.have.property('detail')
      .that.matches(/^It does not answer\. Nothing is lost/);
    expect(said).to.deep.equal([]);
  });

  it('ends, and is not wasted on what waiting does not mend', async () => {
    const signal = new AbortController().signal;
    const patience = createPatience({
      server: 'h',
      giveUpAfterMs: 20,
      say: () => undefined,
      signal,
      firstPauseMs: 5,
    });
    const gaveUp = await patience.attempt(() => Promise.reject(away())).catch((thrown: unknown) => thrown);
    expect(gaveUp).to.have.property('detail').that.includes('same command');
    let tries = 0;
    await patience
      .attempt(() => {
        tries += 1;
        return Promise.reject(new Fault('forbidden', 'No.'));
      })
      .catch(() => undefined);
    expect(tries).to.equal(1);
  });

  it('knows a passing trouble from a lasting one by its status', () => {
    const codes = [401, 403, 404, 413, 429, 500, 503].map((status) => faultOf(status, '', 'h').code);
    expect(codes).to.deep.equal([
      'unauthenticated',
      'forbidden',
      'not-found',
      'too-large',
      'busy',
      'unavailable',
      'unavailable',
    ]);
    expect(faultOf(409, '{"detail":"Because."}', 'h').detail).to.equal('Because.');
    expect(faultOf(502, '<html>', 'h').detail).to.not.include('<');
  });
});

describe('what a station tells', () => {
  it('is said in sizes and times as people say them', () => {
    expect([0, 999, 1_500, 1_026_863_596].map(formatBytes)).to.deep.equal([
      '0 bytes',
      '999 bytes',
      '1.5 kB',
      '1.0 GB',
    ]);
    expect([0.2, 80, 600, 8_000].map(formatTimeLeft)).to.deep.equal(['1 s', '80 s', '10 min', '2 h 13 min']);
  });

  it('moves no cursor where there is no terminal', () => {
    let text = '';
    let now = 0;
    const progress = createProgress({
      write: (more) => {
        text += more;
      },
      terminal: false,
      width: () => 80,
      totalBytes: 100,
      totalFiles: 1,
      now: () => now,
    });
    const file = progress.file('1.tif', 100);
    file.sent(0);
    now = 10_000;
    file.sent(50);
    file.ended('sent, digest confirmed');
    progress.close();
    expect(text)
      .to.include('0 of 1 files, 50 bytes of 100 bytes, 10 s left')
      .and.include('1.tif: sent, digest confirmed');
    expect(text).to.not.include('\x1b');
  });

  it('is complete only when every file is ready, and published if that was asked', () => {
    const file = {
      id: 'f',
      name: '1.tif',
      state: 'ready',
      sha256: HEX,
      findings: [],
      image: 'http://h/info.json',
    };
    const item = {
      id: 'i',
      reference: 'R',
      state: 'published',
      edition: 1,
      manifest: 'http://h/m',
      viewer: 'http://h/view/i',
      publishedRevision: 1,
      publishWhenReady: false,
      withdrawnAt: null,
      blockers: [],
      surfaces: [{ name: '1', image: null, versions: [file] }],
    };
    const good = { item, publish: true, files: [{ name: '1.tif', file, trouble: null }] };
    expect(isComplete(good)).to.equal(true);
    expect(isComplete({ ...good, item: { ...item, publishWhenReady: true } })).to.equal(false);
    expect(
      isComplete({
        ...good,
        files: [{ name: '1.tif', file: { ...file, state: 'rejected' }, trouble: null }],
      }),
    ).to.equal(false);
    expect(isComplete({ ...good, files: [{ name: '1.tif', file: null, trouble: 'Away.' }] })).to.equal(false);
    expect(resultJson(good)).to.deep.equal({
      item: 'i',
      manifest: 'http://h/m',
      files: [{ name: '1.tif', state: 'ready', findings: [], image: 'http://h/info.json' }],
    });
    expect(resultLines(good).at(-1)).to.equal('Look at it: http://h/view/i');
    const soon = { ...good, item: { ...item, publishWhenReady: true } };
    for (const unseen of [soon, { ...good, publish: false }])
      expect(resultLines(unseen).at(-1)).to.equal('Look at it: http://h/items/i');
    expect(findStanding(item, { name: '1.tif' }, HEX)).to.equal(file);
    expect(findStanding(item, { name: '2.tif' }, HEX)).to.equal(undefined);
  });

  it('does not call complete what the server names by another digest', () => {
    const file = { id: 'f', name: '1.tif', state: 'ready', sha256: HEX, findings: [], image: null };
    const item = {
      id: 'i',
      reference: 'R',
      state: 'in_qa',
      edition: 1,
      manifest: 'm',
      viewer: 'http://h/view/i',
      publishedRevision: null,
      publishWhenReady: false,
      withdrawnAt: null,
      blockers: [],
      surfaces: [],
    };
    const files = [{ name: '1.tif', file, trouble: 'The server names another digest than ours.' }];
    expect(isComplete({ item, publish: false, files })).to.equal(false);
  });
});
