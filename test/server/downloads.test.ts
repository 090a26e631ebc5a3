import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { getDocumentProxy } from 'unpdf';
import type { DownloadsView } from '../../model/rendering.ts';
import { keysUnder } from '../contract/store-under-test.ts';
import {
  type ProblemBody,
  readJson,
  spawnTestWorkers,
  startTestServer,
  type TestProcess,
  type TestServer,
} from '../fixtures/server.ts';
import { addTiledItem, publish, standingOf, untilMade } from '../fixtures/taken-away.ts';
import { until } from '../fixtures/until.ts';

const LABELS = ['Cover', '1r', '1v', '٣', '四', 'fol. "3"/r', '4r', '4v', '5r', '5v', '6r', 'Back'];
const ARABIC = 'جريدة المعرض';
const CHINESE = '阿姆斯特丹';

/** What a PDF reader makes of bytes. */
async function readPdf(bytes: ArrayBuffer) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const page = await pdf.getPage(1);
  const { items } = await page.getTextContent();
  const text = items.map((item: object) => ('str' in item ? item.str : '')).join('');
  return { pdf, text };
}

describe('files to take away', function () {
  this.timeout(120_000);
  let server: TestServer;
  let workers: TestProcess;
  let id: string;
  let dir: string;
  const address = (kind: string) => `${server.url}/iiif/presentation/${id}/${kind}`;

  const named = (kind: string) => `${server.parts.config.publicUrl}/iiif/presentation/${id}/${kind}`;

  before(async () => {
    server = await startTestServer({ sweepEveryMs: 500 });
    dir = await mkdtemp(join(tmpdir(), 'recto-taken-'));
    workers = await spawnTestWorkers(server.env);
    const item = await addTiledItem(server, {
      reference: 'ARCH00860.1 №',
      label: { ar: [ARABIC], 'zh-Hans': [CHINESE], en: ['Fair (news)'] },
      pages: LABELS.map((label) => ({ none: [label] })),
      isRightToLeft: true,
    });
    id = item.id;
    const choice = { method: 'PUT', json: { kinds: ['zip', 'pdf'] } };
    expect((await server.ask(`/api/items/${id}/downloads`, choice)).status).to.equal(200);
    await publish(server, id);
    await untilMade(server, id, 'pdf');
    await untilMade(server, id, 'zip');
  });
  after(async () => {
    await workers?.end();
    await server?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('are named by the manifest, in both languages', async () => {
    const manifest = await readJson<{ rendering: object[] }>(await fetch(address('manifest')));
    expect(manifest.rendering).to.deep.equal([
      {
        id: named('pdf'),
        type: 'Text',
        label: { en: ['PDF of all pages'], nl: ["PDF van alle pagina's"] },
        format: 'application/pdf',
      },
      {
        id: named('zip'),
        type: 'Dataset',
        label: { en: ['Images of all pages (ZIP)'], nl: ["Afbeeldingen van alle pagina's (ZIP)"] },
        format: 'application/zip',
      },
    ]);
  });

  it('are a PDF that another program reads: pages, labels, outline, direction, language, and what it is', async () => {
    const { pdf, text } = await readPdf(await (await fetch(address('pdf'))).arrayBuffer());
    expect(pdf.numPages).to.equal(13);
    expect(await pdf.getPageLabels()).to.deep.equal(['i', ...LABELS]);
    const outline = await pdf.getOutline();
    expect(outline.map(({ title }: { title: string }) => title)).to.deep.equal(LABELS);
    expect(await pdf.getViewerPreferences()).to.deep.include({ Direction: 'R2L', DisplayDocTitle: true });
    const { info } = (await pdf.getMetadata()) as { info: Record<string, string> };
    expect(info['Title']).to.equal(ARABIC);
    expect(info['Subject']).to.match(/^Public Domain Mark 1\.0 \(http:\/\/creativecommons\.org.*IISH/);
    expect(info['Language']).to.equal('ar');
    // In the order in which it stands on paper, in whatever form its letters have.
    const letters = [...text.normalize('NFKC')];
    for (const letter of ARABIC.replace(/\s/g, '')) expect(letters).to.include(letter);
    for (const said of ['Reference: ARCH00860.1', 'Fair (news)', 'creativecommons.org', `/view/${id}`])
      expect(text).to.include(said);
    const second = await pdf.getPage(2);
    expect(second.view[3]).to.equal(842);
    expect(second.view[2]).to.be.closeTo((842 * 1300) / 1700, 0.1);
  });

  it('are a ZIP that unzip and Python find whole, with names in any script and a digest for each image', async () => {
    const path = join(dir, 'taken.zip');
    await writeFile(path, Buffer.from(await (await fetch(address('zip'))).arrayBuffer()));
    expect(execFileSync('unzip', ['-t', path]).toString()).to.include('No errors detected');
    const program =
      'import sys,zipfile,json,hashlib;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;' +
      'print(json.dumps([[i.filename,i.compress_type,i.flag_bits,i.date_time[0],hashlib.sha256(z.read(i)).hexdigest()] for i in z.infolist()]));' +
      "print(z.read('pages.csv').decode('utf-8-sig'))";
    const [entries = '', ...csv] = execFileSync('python3', ['-c', program, path]).toString().split('\n');
    const found = JSON.parse(entries) as [string, number, number, number, string][];
    expect(found.map(([name]) => name)).to.deep.equal([
      'rights.txt',
      ...['0001 Cover', '0002 1r', '0003 1v', '0004 ٣', '0005 四', '0006 fol. 3 r', '0007 4r', '0008 4v'].map(
        (name) => `${name}.jpg`,
      ),
      ...['0009 5r', '0010 5v', '0011 6r', '0012 Back'].map((name) => `${name}.jpg`),
      'pages.csv',
    ]);
    for (const [name, stored, flags, year] of found)
      expect([name, stored, flags & 0x808, year]).to.deep.equal([name, 0, 0x800, 1980]);
    const [, first = ''] = csv;
    expect(first).to.match(/^"1","Cover","p1","0001 Cover\.jpg","1300","1700","\d+","[0-9a-f]{64}",""/);
    expect(first).to.include(found[1]?.[4]);
  });

  it('are answered in parts, with an ETag, a name in any script, and to pages of any origin', async () => {
    const whole = await fetch(address('pdf'));
    const bytes = Buffer.from(await whole.arrayBuffer());
    const etag = whole.headers.get('etag') ?? '';
    expect(whole.headers.get('content-type')).to.equal('application/pdf');
    expect(Number(whole.headers.get('content-length'))).to.equal(bytes.length);
    expect(whole.headers.get('access-control-allow-origin')).to.equal('*');
    expect(whole.headers.get('content-disposition')).to.equal(
      `inline; filename="ARCH00860.1 _ _ _.pdf"; filename*=UTF-8''ARCH00860.1%20%E2%84%96%20${encodeURIComponent(ARABIC)}.pdf`,
    );
    const part = await fetch(address('pdf'), { headers: { range: 'bytes=100-1200099', 'if-range': etag } });
    expect([part.status, part.headers.get('content-range')]).to.deep.equal([
      206,
      `bytes 100-${Math.min(1_200_099, bytes.length - 1)}/${bytes.length}`,
    ]);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 1_200_100))).to.be.true;
    const beyond = await fetch(address('pdf'), { headers: { range: `bytes=${bytes.length}-` } });
    expect([beyond.status, beyond.headers.get('content-range')]).to.deep.equal([
      416,
      `bytes */${bytes.length}`,
    ]);
    const held = await fetch(address('pdf'), { headers: { 'if-none-match': etag } });
    expect(held.status).to.equal(304);
    const head = await fetch(address('zip'), { method: 'HEAD' });
    expect([head.status, head.headers.get('accept-ranges')]).to.deep.equal([200, 'bytes']);
    expect(head.headers.get('content-disposition')).to.match(/^attachment;/);
  });

  it('leave nothing behind of what they were made from, and say what they are at the desk', async () => {
    const keys = await keysUnder(server.parts.objects, 'renderings/');
    expect(keys.filter((key) => !/\/1-[0-9a-f]{16}\.(pdf|zip)(\.images\.json)?$/.test(key))).to.deep.equal(
      [],
    );
    const view = await readJson<DownloadsView>(await server.ask(`/api/items/${id}/downloads`));
    const [pdf] = view.downloads;
    const bytes = Buffer.from(await (await fetch(address('pdf'))).arrayBuffer());
    expect(view).to.include({ isUsual: false, revision: 1 });
    expect(pdf).to.deep.include({ kind: 'pdf', isChosen: true, isOffered: true, url: named('pdf') });
    expect(pdf?.rendering).to.include({
      state: 'ready',
      pagesDone: 12,
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  });

  it('are made anew of the next revision, from the images of the last, which goes', async () => {
    const before = await readPdf(await (await fetch(address('pdf'))).arrayBuffer());
    await server.ask(`/api/items/${id}`, {
      method: 'PATCH',
      json: { summary: { nl: ['Een krant'] } },
      headers: { 'if-match': `"${(await server.item(id)).edition}"` },
    });
    await publish(server, id);
    await untilMade(server, id, 'pdf');
    await untilMade(server, id, 'zip');
    const after = await readPdf(await (await fetch(address('pdf'))).arrayBuffer());
    expect(after.text).to.include('Een krant').and.to.include('revision 2');
    expect(before.text).not.to.include('Een krant');
    expect(await after.pdf.getPageLabels()).to.have.length(13);
    const path = join(dir, 'again.zip');
    await writeFile(path, Buffer.from(await (await fetch(address('zip'))).arrayBuffer()));
    expect(execFileSync('unzip', ['-t', path]).toString()).to.include('No errors detected');
    await until(async () => {
      const keys = await keysUnder(server.parts.objects, 'renderings/');
      return keys.every((key) => key.includes('/2-'));
    });
  });

  it('are gone with their item, and back with it', async () => {
    await server.ask(`/api/items/${id}/withdraw`, { method: 'POST', json: { reason: 'A mistake' } });
    const gone = await fetch(address('pdf'), { headers: { accept: 'application/json' } });
    expect([gone.status, (await readJson<ProblemBody>(gone)).code]).to.deep.equal([410, 'gone']);
    const page = await fetch(address('zip'), { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).to.deep.equal([410, 'text/html; charset=utf-8']);
    await publish(server, id);
    expect((await fetch(address('pdf'))).status).to.equal(200);
  });

  it('are not given while a page that they hold is not to be seen, nor told as unknown once they are not offered', async () => {
    const [first] = (await server.item(id)).surfaces;
    const change = async (shown: boolean) =>
      (await server.ask(`/api/surfaces/${first?.id}`, { method: 'PATCH', json: { shown } })).status;
    expect(await change(false)).to.equal(200);
    for (const kind of ['pdf', 'zip']) expect((await fetch(address(kind))).status).to.equal(403);
    expect(await change(true)).to.equal(200);
    expect((await fetch(address('pdf'))).status).to.equal(200);
    await change(false);
    await server.ask(`/api/items/${id}/downloads`, { method: 'PUT', json: { kinds: ['zip'] } });
    await publish(server, id);
    expect((await fetch(address('pdf'))).status).to.equal(410);
    await untilMade(server, id, 'zip');
    expect((await fetch(address('zip'))).status).to.equal(200);
  });

  it('are not there where nobody chose them, until somebody asks', async () => {
    const poster = await addTiledItem(server, { reference: 'A poster', label: {}, pages: [{}] });
    await server.ask(`/api/items/${poster.id}/downloads`, { method: 'PUT', json: { kinds: [] } });
    await publish(server, poster.id);
    const pdf = `${server.url}/iiif/presentation/${poster.id}/pdf`;
    expect((await fetch(pdf)).status).to.equal(404);
    expect(await standingOf(server, poster.id, 'pdf')).to.equal(undefined);
    await server.ask(`/api/items/${poster.id}/downloads/pdf`, { method: 'POST' });
    await untilMade(server, poster.id, 'pdf');
    expect((await fetch(pdf)).status).to.equal(200);
  });
});
