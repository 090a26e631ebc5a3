import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { BatchFilesPage, BatchView } from '../../model/batch.ts';
import { decideBatch } from '../../server/actions/decide-batch.ts';
import { readBatch } from '../../server/actions/open-batch.ts';
import { receiveDelivered } from '../../server/actions/receive-delivered.ts';
import { openDelivery, putDelivered, readBatchView } from '../fixtures/deliver-folder.ts';
import { type Contents, makeContents, pageOf, tableOf } from '../fixtures/delivery.ts';
import { openDesk } from '../fixtures/desk.ts';
import { addDelivery } from '../fixtures/sampled.ts';
import { readJson } from '../fixtures/server.ts';
import { createUpload, sha256Of, upload } from '../fixtures/tus.ts';

describe('a delivery', () => {
  const desk = openDesk();
  let contents: Contents;
  before(async () => {
    contents = await makeContents();
  });

  const PAGES = [pageOf(1, 1), pageOf(2, 1)];
  const open = (code: string) =>
    openDelivery(desk.curator, { code, list: tableOf(PAGES).replaceAll('ARCH00860', code) });
  const pathIn = (code: string, page: number, use: 'master' | 'level1' | 'text' = 'master') =>
    (PAGES[page]?.[use] ?? '').replaceAll('ARCH00860', code).slice(1);
  const put = (id: string, path: string, bytes: Buffer) => putDelivered(desk.technician, id, path, bytes);
  const itemsOf = async ({ id }: BatchView) => {
    const answer = await desk.technician.ask(`/api/batches/${id}/files?show=missing`);
    const masters = (await readJson<BatchFilesPage>(answer)).files.filter(({ use }) => use === 'master');
    return masters.map(({ itemId }) => itemId ?? '');
  };
  const pagesOf = async (itemId: string) =>
    (await desk.technician.item(itemId)).surfaces.map(({ name, versions }) => [name, versions.length]);
  const decide = (id: string, note = '') =>
    desk.post(`/api/batches/${id}/verdict`, { verdict: 'accepted', note });
  const putAll = async (batch: BatchView, code: string) => {
    for (const page of [0, 1]) {
      expect((await put(batch.id, pathIn(code, page), contents.tiff)).status).to.equal(201);
      expect((await put(batch.id, pathIn(code, page, 'level1'), contents.jpeg)).status).to.equal(201);
      expect((await put(batch.id, pathIn(code, page, 'text'), contents.text)).status).to.equal(201);
    }
  };

  it('gives its pages only the masters that it expects there, by whichever way they come', async () => {
    const batch = await open('ARCHX');
    const [first = '', second = ''] = await itemsOf(batch);
    const send = async (item: string, path: string, filename = path.slice(path.lastIndexOf('/') + 1)) => {
      const place = { batch: batch.id, path };
      const file = { item, filename, place, sizeBytes: 100 };
      return (await createUpload(desk.technician, file)).status;
    };
    const tried = [
      await send(first, pathIn('ARCHX', 1)),
      await send(first, pathIn('ARCHX', 0, 'level1')),
      await send(first, 'ARCHX/master/1/ARCHX_1_0001.tif'),
      await send(first, pathIn('ARCHX', 0), 'ARCHX_1_00009.tif'),
    ];
    expect(tried).to.deep.equal([409, 409, 409, 409]);
    const digest = Buffer.from(sha256Of(contents.tiff), 'hex').toString('base64');
    const answer = await desk.technician.ask(`/api/items/${first}/files/other.tif`, {
      method: 'PUT',
      body: new Uint8Array(contents.tiff),
      headers: { 'content-digest': `sha-256=:${digest}:`, 'recto-batch': batch.id },
    });
    expect(answer.status).to.equal(409);
    expect([await pagesOf(first), await pagesOf(second)]).to.deep.equal([
      [['ARCHX_1_00001', 0]],
      [['ARCHX_2_00001', 0]],
    ]);
  });

  it('has a scan at the page that it expects, whatever the capitals in its name', async () => {
    const batch = await open('ARCHC');
    const [item = ''] = await itemsOf(batch);
    await upload(desk.technician, { item, filename: 'archc_1_00001.TIF', bytes: contents.tiff });
    expect((await readBatchView(desk.technician, batch.id)).counts.arrived).to.equal(1);
    expect(await pagesOf(item)).to.deep.equal([['ARCHC_1_00001', 1]]);
  });

  it('is accepted before its checks have ended only for a reason', async () => {
    const batch = await open('ARCHQ');
    await putAll(batch, 'ARCHQ');
    const { counts } = await readBatchView(desk.technician, batch.id);
    expect(counts).to.deep.include({ arrived: 6, unchecked: 2, findings: { error: 0, warning: 0 } });
    const refused = await decide(batch.id);
    expect(refused.status).to.equal(400);
    expect(await desk.detailOf(refused)).to.include('The checks of 2 scans of this delivery have not ended.');
    expect((await decide(batch.id, 'Seen on paper')).status).to.equal(200);
  });

  it('is accepted against its newest sample only for a reason', async () => {
    const { batch } = await addDelivery(desk.server.parts.records, { items: 2, pages: 1 });
    const plan = { percent: 100, perMille: 0, seed: 's' };
    expect((await desk.post(`/api/batches/${batch.id}/samples`, plan)).status).to.equal(201);
    const refused = await decide(batch.id);
    expect([refused.status, await desk.detailOf(refused)]).to.deep.equal([
      400,
      'The newest sample is not settled yet. Settle it, or say in a note why it is accepted all the same.',
    ]);
    expect((await decide(batch.id, 'Wanted today')).status).to.equal(200);
  });

  it('is seen anew when a scan of it moves, also by the clock of a server that is behind', async () => {
    const batch = await open('ARCHZ');
    await putAll(batch, 'ARCHZ');
    expect((await readBatchView(desk.technician, batch.id)).counts.unchecked).to.equal(2);
    const { records } = desk.server.parts;
    await records.write(async (rows) => {
      const scans = await rows
        .selectFrom('file_versions')
        .innerJoin('delivered_files', 'file_version_id', 'file_versions.id')
        .select(['file_versions.id', 'file_versions.updated_at'])
        .where('batch_id', '=', batch.id)
        .orderBy('file_versions.updated_at')
        .execute();
      await rows
        .updateTable('file_versions')
        .set({ state: 'ready', updated_at: (scans[0]?.updated_at ?? 0) - 5 })
        .where('id', '=', scans[0]?.id ?? '')
        .execute();
    });
    expect((await readBatchView(desk.technician, batch.id)).counts.unchecked).to.equal(1);
  });

  it('is not accepted with what came while it was being judged', async () => {
    const batch = await open('ARCHR');
    const { parts } = desk.server;
    const write: typeof parts.records.write = async (work) => {
      await put(batch.id, pathIn('ARCHR', 0, 'text'), contents.text);
      return parts.records.write(work);
    };
    const racing = { ...parts, records: { ...parts.records, write } };
    const decided = { verdict: 'accepted', note: 'All well', agent: 'somebody' } as const;
    const tried = decideBatch(racing, await readBatch(parts, batch.id), decided).catch(String);
    expect(await tried).to.include('came or were checked just now');
    expect((await readBatchView(desk.technician, batch.id)).state).to.equal('open');
  });

  it('that was accepted takes nothing that was still under way', async () => {
    const batch = await open('ARCHU');
    const { parts } = desk.server;
    const takeFile: typeof parts.objects.takeFile = async (...given) => {
      expect((await decide(batch.id, 'Enough')).status).to.equal(200);
      return parts.objects.takeFile(...given);
    };
    const racing = { ...parts, objects: { ...parts.objects, takeFile } };
    const path = join(desk.server.dataDir, 'late.txt');
    await writeFile(path, contents.text);
    const place = { batchId: batch.id, path: pathIn('ARCHU', 0, 'text') };
    const late = { place, path, sha256: sha256Of(contents.text), agent: 'somebody' };
    expect(await receiveDelivered(racing, late).catch(String)).to.include('was accepted');
    const { counts } = await readBatchView(desk.technician, batch.id);
    expect([counts.arrived, counts.missing]).to.deep.equal([0, 6]);
  });

  it('has its items registered by who gave the list, not by who opened it', async () => {
    const other = await desk.server.as('curator');
    const json = { code: 'ARCHG', kind: 'concordance', supplier: '' };
    const { id } = await readJson<BatchView>(await desk.post('/api/batches', json));
    const list = tableOf(PAGES).replaceAll('ARCH00860', 'ARCHG');
    const given = { method: 'POST', body: list };
    expect((await other.ask(`/api/batches/${id}/list?dry=0`, given)).status).to.equal(202);
    const rows = await desk.server.parts.records.read((db) =>
      db.selectFrom('events').selectAll().where('detail', 'like', '%ARCHG%').orderBy('seq').execute(),
    );
    const [opened, listed, ...registered] = rows.map(({ agent }) => agent);
    expect(listed).not.to.equal(opened);
    expect(registered.length).to.be.greaterThan(0);
    expect(new Set(registered)).to.deep.equal(new Set([listed]));
  });
});
