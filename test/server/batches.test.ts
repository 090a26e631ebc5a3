import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { BatchFilesPage, BatchView } from '../../model/batch.ts';
import type { ListPreview } from '../../model/list-preview.ts';
import { verifyDelivery } from '../../scripts/station/verify/verify-delivery.ts';
import {
  allFindings,
  openDelivery,
  putDelivered,
  putFolder,
  readBatchView,
  untilOpen,
} from '../fixtures/deliver-folder.ts';
import { type Contents, makeContents, pageOf, tableOf } from '../fixtures/delivery.ts';
import { openDesk } from '../fixtures/desk.ts';
import { EXPECTED, putSeededDelivery } from '../fixtures/seeded-delivery.ts';
import { readJson } from '../fixtures/server.ts';

describe('deliveries on the server', () => {
  const desk = openDesk();
  let dir: string;
  let contents: Contents;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-batches-'));
    contents = await makeContents();
  });
  after(() => rm(dir, { recursive: true, force: true }));

  const PAGES = [pageOf(1, 1), pageOf(1, 2), pageOf(2, 1)];
  /** Of the archive of a test, so that no two tests have items in common. */
  const of = (archive: string, text: string) => text.replaceAll('ARCH00860', archive);
  const files = async (id: string, show: string) =>
    readJson<BatchFilesPage>(await desk.technician.ask(`/api/batches/${id}/files?show=${show}`));
  const put = (id: string, path: string, bytes: Buffer) => putDelivered(desk.technician, id, path, bytes);

  it('have every fault of a seeded IISH delivery of three objects found, and no other', async () => {
    await putSeededDelivery(dir, contents);
    const list = await readFile(join(dir, 'seeded.csv'), 'utf8');
    const batch = await openDelivery(desk.curator, { code: 'seeded', list });
    await putFolder(desk.technician, batch.id, join(dir, 'seeded'));
    const whole = { isWhole: true };
    expect((await desk.post(`/api/batches/${batch.id}/whole`, whole)).status).to.equal(200);
    const input = { list: join(dir, 'seeded.csv'), dir: join(dir, 'seeded') };
    const signal = new AbortController().signal;
    const ground = { ead: undefined, html: undefined, csv: undefined };
    const { findings } = await verifyDelivery({ ...input, ...ground }, signal);
    // An empty folder does not travel, and the server was given no finding aid.
    const travelled = findings.filter(({ path }) => path !== 'ARCH00860/master/9');
    const found = await allFindings(desk.technician, batch.id);
    const plain = found.map(({ line, rule, path }) => [line, rule, path]);
    expect(plain).to.have.deep.members(travelled.map(({ line, rule, path }) => [line, rule, path]));
    const rules = EXPECTED.filter(([, rule]) => rule !== 'unit' && rule !== 'folders');
    expect(found.map(({ line, rule }) => `${line} ${rule}`)).to.include.members(
      rules.map(([line, rule]) => `${line} ${rule}`),
    );
    const { counts, objects } = await readBatchView(desk.technician, batch.id);
    expect(counts.findings.error).to.equal(found.filter(({ severity }) => severity === 'error').length);
    expect(counts).to.include({ misnamed: 2, double: 1 });
    expect(objects.map(({ objectNumber }) => objectNumber)).to.include.members(['1', '2', '3']);
  }).timeout(60_000);

  it('preview a list without writing, make its items and pages, and use those that are there', async () => {
    const standing = await desk.technician.makeItem('ARCHP.2');
    const json = { code: 'preview', kind: 'concordance', supplier: '' };
    const { id } = await readJson<BatchView>(await desk.post('/api/batches', json));
    const list = of('ARCHP', tableOf(PAGES));
    const give = (dry: number, body = list) =>
      desk.curator.ask(`/api/batches/${id}/list?dry=${dry}&name=t.csv`, { method: 'POST', body });
    const preview = await readJson<ListPreview>(await give(1));
    expect(preview).to.deep.include({
      ...{ isReadable: true, errors: 0, items: { made: 1, matched: 1 } },
      ...{ surfaces: { made: 3, matched: 0 }, attachments: 6 },
    });
    expect((await readBatchView(desk.technician, id)).state).to.equal('new');
    expect((await desk.technician.item(standing.id)).surfaces).to.deep.equal([]);
    expect((await give(0)).status).to.equal(202);
    const open = await untilOpen(desk.technician, id);
    expect([open.state, open.list?.applied, open.counts.missing]).to.deep.equal(['open', 9, 9]);
    const item = await desk.technician.item(standing.id);
    expect(item.surfaces.map(({ name, state }) => [name, state])).to.deep.equal([
      ['ARCHP_2_00001', 'expected'],
    ]);
    const listed = await desk.technician.ask('/api/items?state=capturing&q=archp.2');
    expect([item.state, (await readJson<{ total: number }>(listed)).total]).to.deep.equal(['capturing', 1]);
    const again = await readJson<ListPreview>(await give(1));
    expect(again).to.deep.include({ items: { made: 0, matched: 2 }, surfaces: { made: 0, matched: 3 } });
    const bad = await give(0, 'objnr,ID\n1,1');
    expect([bad.status, await desk.detailOf(bad)]).to.deep.equal([
      400,
      'The mandatory column "master" is missing. Add it; capitals matter. The files were not compared.',
    ]);
  });

  it('keep level 1 images and texts with the delivery, and make scans of masters alone', async () => {
    const batch = await openDelivery(desk.curator, { code: 'beside', list: of('ARCHB', tableOf(PAGES)) });
    const [page] = PAGES;
    const path = (use: 'master' | 'level1' | 'text') => of('ARCHB', page?.[use] ?? '').slice(1);
    for (const [use, bytes] of [
      ['level1', contents.jpeg],
      ['text', contents.text],
      ['master', contents.tiff],
    ] as const)
      expect((await put(batch.id, path(use), bytes)).status, use).to.equal(201);
    expect((await put(batch.id, path('text'), contents.text)).status).to.equal(200);
    const { files: arrived } = await files(batch.id, 'arrived');
    expect(arrived.map(({ use, state }) => [use, state])).to.have.deep.members([
      ['master', 'checking'],
      ['level1', null],
      ['text', null],
    ]);
    const item = await desk.technician.item(arrived[0]?.itemId ?? '');
    expect(item.reference).to.equal('ARCHB.1');
    expect(item.surfaces.map(({ versions }) => versions.length)).to.deep.equal([1, 0]);
    expect((await put(batch.id, 'ARCHB//x', contents.text)).status).to.equal(400);
  });

  it('tell what came to a page that is expected, also by its item and name alone', async () => {
    const batch = await openDelivery(desk.curator, { code: 'by name', list: of('ARCHN', tableOf(PAGES)) });
    const [missing] = (await files(batch.id, 'missing')).files;
    const { createHash } = await import('node:crypto');
    const digest = createHash('sha256').update(contents.tiff).digest('base64');
    const answer = await desk.technician.ask(`/api/items/${missing?.itemId}/files/archn_1_00001.TIF`, {
      method: 'PUT',
      body: new Uint8Array(contents.tiff),
      headers: { 'content-digest': `sha-256=:${digest}:` },
    });
    expect(answer.status).to.equal(201);
    const { counts } = await readBatchView(desk.technician, batch.id);
    expect([counts.arrived, counts.missing, counts.unexpected]).to.deep.equal([1, 8, 0]);
  });

  it('are returned and then accepted, once, and with errors only for a reason', async () => {
    const batch = await openDelivery(desk.curator, { code: 'ver dict', list: of('ARCHV', tableOf(PAGES)) });
    const decide = (verdict: string, note = '') =>
      desk.post(`/api/batches/${batch.id}/verdict`, { verdict, note });
    expect((await decide('accepted')).status).to.equal(400);
    expect((await readJson<BatchView>(await decide('returned', 'Foto’s ontbreken'))).state).to.equal(
      'returned',
    );
    const path = of('ARCHV', pageOf(1, 1).master).slice(1);
    expect((await put(batch.id, path, contents.tiff)).status).to.equal(201);
    const accepted = await readJson<BatchView>(await decide('accepted', 'Lost for good'));
    expect([accepted.state, accepted.decision?.note]).to.deep.equal(['accepted', 'Lost for good']);
    expect((await decide('returned')).status).to.equal(409);
    const report = async (form: string) =>
      (await desk.technician.ask(`/api/batches/${batch.id}/report.${form}`)).text();
    const page = await report('html?language=nl');
    expect(page).to.include('class="verdict accepted">Geaccepteerd').and.to.include('Lost for good');
    expect(page).to.include('Фотостудия 图 &amp; Zn').and.to.include('hoewel er 9 fouten zijn');
    expect((await report('csv')).split('\r\n')[0]).to.equal(
      '"Line","Kind","Rule","File","What is wrong, and what to do","Found","Expected"',
    );
    expect((await put(batch.id, path, contents.tiff)).status).to.equal(409);
    const pdf = await desk.technician.ask(`/api/batches/${batch.id}/report.pdf?language=nl`);
    expect(pdf.headers.get('content-type')).to.equal('application/pdf');
    expect(Buffer.from(await pdf.arrayBuffer()).toString('latin1')).to.match(/^%PDF-.*%%EOF\n?$/s);
    const technician = await desk.post(
      `/api/batches/${batch.id}/verdict`,
      { verdict: 'returned' },
      desk.technician,
    );
    expect(technician.status).to.equal(403);
    const byCode = await desk.technician.ask('/api/batches/ver%20dict');
    expect((await readJson<BatchView>(byCode)).id).to.equal(batch.id);
  });

  it('are told of on the screen as soon as a file comes', async () => {
    const batch = await openDelivery(desk.curator, { code: 'live', list: of('ARCHL', tableOf(PAGES)) });
    const leave = new AbortController();
    const path = `/api/events?batch=${batch.id}`;
    const events = await desk.technician.ask(path, { signal: leave.signal });
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    await put(batch.id, of('ARCHL', pageOf(1, 1).text).slice(1), contents.text);
    let told = '';
    while (!told.includes('event: batch')) told += (await reader?.read())?.value ?? '';
    expect(told).to.include(`data: {"batchId":"${batch.id}"}`);
    leave.abort();
    expect((await readBatchView(desk.technician, batch.id)).counts.arrived).to.equal(1);
  });

  it('are known by any table with a mapping, which is kept, and by the names of files', async () => {
    const mapping = { master: 'Bestand', reference: 'Inv', prefix: 'ARCHM.', title: 'Titel' };
    const name = 'Atelier';
    const kept = await readJson<{ id: string }>(await desk.post('/api/batch-mappings', { name, mapping }));
    const list = 'Inv;Bestand;Titel\n7;m/a1.tif;信\n7;m/a2.tif;';
    const query = `mapping=${kept.id}`;
    const batch = await openDelivery(desk.curator, { code: 'table', kind: 'table', query, list });
    expect(batch.counts).to.include({ expected: 2, missing: 2 });
    const item = await desk.technician.item((await files(batch.id, 'missing')).files[0]?.itemId ?? '');
    expect([item.reference, item.label]).to.deep.equal(['ARCHM.7', { none: ['信'] }]);
    const pattern = encodeURIComponent('{archive}.{item}_{sequence:3}');
    const names = {
      code: 'names',
      kind: 'names',
      query: `pattern=${pattern}`,
      list: 'ARCHM.8_001.tif\nx.tif',
    };
    const named = await openDelivery(desk.curator, names);
    expect([named.counts.expected, named.counts.findings.error]).to.deep.equal([1, 1]);
  });
});
