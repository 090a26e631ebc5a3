import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { BatchFilesPage, BatchFileView, BatchShow, BatchView } from '../../model/batch.ts';
import { openDelivery, putDelivered, readBatchView } from '../fixtures/deliver-folder.ts';
import { type Contents, makeContents, pageOf, tableOf } from '../fixtures/delivery.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';

describe('a file of a delivery with a wrong name', () => {
  const desk = openDesk();
  let contents: Contents;
  before(async () => {
    contents = await makeContents();
  });

  const PAGES = [pageOf(1, 1), pageOf(1, 2)].map((page) => ({ ...page, level1: '' }));
  const open = (code: string) =>
    openDelivery(desk.curator, { code, list: tableOf(PAGES).replaceAll('ARCH00860', code) });
  const put = async (id: string, path: string, bytes = contents.tiff) =>
    (await putDelivered(desk.technician, id, path, bytes)).status;
  const listed = async (id: string, show: BatchShow) => {
    const answer = await desk.technician.ask(`/api/batches/${id}/files?show=${show}`);
    return (await readJson<BatchFilesPage>(answer)).files;
  };
  const only = async (id: string, show: BatchShow): Promise<BatchFileView & { id: string }> => {
    const [file] = await listed(id, show);
    return { ...(file as BatchFileView), id: file?.id ?? '' };
  };
  const right = (id: string, fileId: string, said: { reason?: string; becomes?: string }) =>
    desk.post(`/api/batches/${id}/asides`, { fileId, ...said });
  const undo = (id: string, fileId: string) =>
    desk.curator.ask(`/api/batches/${id}/asides/${fileId}`, { method: 'DELETE' });
  const countsOf = async (id: string) => {
    const { arrived, missing, misnamed, double, unexpected, aside, findings } = (
      await readBatchView(desk.technician, id)
    ).counts;
    return { arrived, missing, misnamed, double, unexpected, aside, errors: findings.error };
  };
  const takenBack = async (itemId: string) => {
    const found = await desk.server.parts.records.read((rows) =>
      rows.selectFrom('file_versions').select('undone_at').where('item_id', '=', itemId).execute(),
    );
    return found.map(({ undone_at: at }) => at);
  };
  const report = async (id: string, form: string) =>
    (await desk.technician.ask(`/api/batches/${id}/report.${form}`)).text();
  const none = { arrived: 0, missing: 4, misnamed: 0, double: 0, unexpected: 0, aside: 0, errors: 0 };

  it('becomes the page that somebody says it is, and is not when that is undone', async () => {
    const batch = await open('ARCHRA');
    const [wrong, proper] = ['ARCHRA/master/1/ARCHRA-1-2.tif', 'ARCHRA/master/1/ARCHRA_1_00002.tif'];
    expect(await put(batch.id, wrong)).to.equal(201);
    const misnamed = { ...none, missing: 3, misnamed: 1, errors: 1 };
    expect(await countsOf(batch.id)).to.deep.equal(misnamed);
    const file = await only(batch.id, 'misnamed');
    const itemId = file.itemId ?? '';
    const pages = async () =>
      (await desk.technician.item(itemId)).surfaces.map(({ state, versions }) => [state, versions.length]);
    const becomes = file.shouldBe ?? '';
    expect((await right(batch.id, file.id, { becomes })).status).to.equal(200);
    expect(await countsOf(batch.id)).to.deep.equal({ ...none, arrived: 1, missing: 3, aside: 1 });
    expect((await pages())[1]?.[1]).to.equal(1);
    expect((await only(batch.id, 'arrived')).path).to.equal(proper);
    expect((await only(batch.id, 'aside')).aside).to.deep.include({ became: proper, reason: '' });
    for (const form of ['html', 'csv']) {
      const text = (await report(batch.id, form)).replaceAll('<wbr>', '');
      expect(text)
        .to.match(new RegExp(`Taken by .* for ${proper}. Give it that name.`))
        .and.to.include(wrong);
    }
    expect((await undo(batch.id, file.id)).status).to.equal(200);
    expect((await undo(batch.id, file.id)).status).to.equal(200);
    expect(await countsOf(batch.id)).to.deep.equal(misnamed);
    expect((await desk.technician.item(itemId)).surfaces[1]?.state).to.equal('expected');
    expect((await right(batch.id, file.id, { becomes })).status).to.equal(200);
    expect(await countsOf(batch.id)).to.deep.equal({ ...none, arrived: 1, missing: 3, aside: 1 });
    expect((await desk.technician.item(itemId)).surfaces[1]?.versions).to.have.length(1);
    const events = await desk.server.parts.records.read((rows) =>
      rows
        .selectFrom('events')
        .select('detail')
        .where('detail', 'like', `%${wrong}%`)
        .orderBy('seq')
        .execute(),
    );
    expect(events.map(({ detail }) => detail)).to.deep.equal([
      `Delivery ARCHRA: ${wrong} was taken for ${proper}.`,
      `Delivery ARCHRA: ${wrong} belongs to it again, under this name.`,
      `Delivery ARCHRA: ${wrong} was taken for ${proper}.`,
    ]);
  });

  it('can be a text too, which becomes no page', async () => {
    const { id } = await open('ARCHRB');
    const wrong = 'ARCHRB/text/1/één.txt';
    expect(await put(id, wrong, contents.text)).to.equal(201);
    const becomes = 'ARCHRB/text/1/ARCHRB_1_00001.txt';
    const { id: fileId } = await only(id, 'unexpected');
    expect((await right(id, fileId, { becomes, reason: 'Telt als één' })).status).to.equal(200);
    expect(await only(id, 'arrived')).to.include({ path: becomes, fileVersionId: null });
    expect((await undo(id, fileId)).status).to.equal(200);
    expect(await countsOf(id)).to.deep.equal({ ...none, unexpected: 1, errors: 1 });
  });

  it('is left out for a reason, stays so when it is sent again, and counts when another comes there', async () => {
    const { id } = await open('ARCHRC');
    const path = 'ARCHRC/master/1/cat.tif';
    await put(id, path);
    const { id: fileId } = await only(id, 'unexpected');
    expect((await right(id, fileId, { reason: ' ' })).status).to.equal(400);
    expect((await right(id, fileId, { reason: 'A cat' })).status).to.equal(200);
    expect(await countsOf(id)).to.deep.equal({ ...none, aside: 1 });
    expect(await report(id, 'html')).to.match(/Set aside by .*\. A cat/);
    const again = await right(id, fileId, { reason: 'A cat' });
    expect([again.status, await desk.detailOf(again)]).to.deep.equal([
      409,
      `${path} was taken out of this delivery already. Look again.`,
    ]);
    expect(await put(id, path)).to.equal(200);
    expect(await countsOf(id)).to.deep.equal({ ...none, aside: 1 });
    expect(await put(id, path, Buffer.concat([contents.tiff, Buffer.from('dog')]))).to.equal(201);
    expect(await countsOf(id)).to.deep.equal({ ...none, unexpected: 1, errors: 1 });
  });

  it('takes the place of nothing that came by itself, before it or since', async () => {
    const { id } = await open('ARCHRE');
    const [proper, copy] = ['ARCHRE/master/1/ARCHRE_1_00001.tif', 'ARCHRE/master/1/ARCHRE_1_00001 (2).tif'];
    const [wrong, second] = ['ARCHRE/master/1/ARCHRE-1-2.tif', 'ARCHRE/master/1/ARCHRE_1_00002.tif'];
    await put(id, proper);
    await put(id, copy);
    const double = await only(id, 'double');
    const refused = await right(id, double.id, { becomes: proper });
    expect([refused.status, await desk.detailOf(refused)]).to.deep.equal([
      409,
      `The same file came as ${proper} already. Set this one aside, and say that it is there twice.`,
    ]);
    const itemId = (await only(id, 'arrived')).itemId ?? '';
    const bytes = Buffer.concat([contents.tiff, Buffer.from('2')]);
    await put(id, wrong, bytes);
    const misnamed = await only(id, 'misnamed');
    expect((await right(id, misnamed.id, { becomes: second })).status).to.equal(200);
    await put(id, second, bytes);
    expect((await undo(id, misnamed.id)).status).to.equal(200);
    expect(await countsOf(id)).to.include({ arrived: 2, double: 2, aside: 0 });
    const { surfaces } = await desk.technician.item(itemId);
    expect(surfaces.map(({ state, versions }) => [state, versions.length])).to.deep.equal([
      ['expected', 1],
      ['expected', 1],
    ]);
    expect(await takenBack(itemId)).to.deep.equal([null, null]);
  });

  it('leaves a scan alone that was there before it, when that is undone', async () => {
    const { id: itemId } = await desk.technician.makeItem('ARCHRF.1');
    const at = `/api/items/${itemId}/files/ARCHRF_1_00002.tif`;
    const body = new Uint8Array(contents.tiff);
    const digest = createHash('sha256').update(body).digest('base64');
    const headers = { 'content-digest': `sha-256=:${digest}:` };
    expect((await desk.technician.ask(at, { method: 'PUT', headers, body })).status).to.equal(201);
    const { id } = await open('ARCHRF');
    const wrong = 'ARCHRF/master/1/ARCHRF-1-2.tif';
    await put(id, wrong);
    const file = await only(id, 'misnamed');
    expect((await right(id, file.id, { becomes: file.shouldBe ?? '' })).status).to.equal(200);
    expect((await undo(id, file.id)).status).to.equal(200);
    expect(await takenBack(itemId)).to.deep.equal([null]);
  });

  it('is put right only where that says something, and by a curator', async () => {
    const batch = await open('ARCHRD');
    const { id } = batch;
    const [proper, wrong] = ['ARCHRD/master/1/ARCHRD_1_00001.tif', 'ARCHRD/master/1/ARCHRD_1_00001 (2).tif'];
    await put(id, proper);
    await put(id, wrong, Buffer.concat([contents.tiff, Buffer.from('2')]));
    const [arrived, double] = [await only(id, 'arrived'), await only(id, 'double')];
    const refused = async (fileId: string, said: { reason?: string; becomes?: string }) => {
      const answer = await right(id, fileId, said);
      return [answer.status, await desk.detailOf(answer)];
    };
    expect(await refused(arrived.id, { reason: 'x' })).to.deep.equal([
      409,
      `${proper} has the name that the list gives it. If its scan will not do, reject it on the light table.`,
    ]);
    expect((await refused(double.id, { becomes: proper }))[1]).to.include('Another file came as');
    expect((await refused(double.id, { becomes: 'ARCHRD/x.tif' }))[0]).to.equal(400);
    expect((await refused(batch.id, { reason: 'x' }))[0]).to.equal(404);
    const json = { fileId: double.id, reason: 'x' };
    expect((await desk.post(`/api/batches/${id}/asides`, json, desk.technician)).status).to.equal(403);
    expect((await right(id, double.id, { reason: 'The other one is sharp' })).status).to.equal(200);
    const verdict = { verdict: 'accepted', note: 'Seen' };
    const accepted = await readJson<BatchView>(await desk.post(`/api/batches/${id}/verdict`, verdict));
    expect(accepted.counts).to.include({ double: 0, aside: 1 });
    expect((await undo(id, double.id)).status).to.equal(409);
  });
});
