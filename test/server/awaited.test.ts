import { expect } from 'chai';
import type { BatchEntry, BatchView } from '../../model/batch.ts';
import { allFindings, openDelivery, putDelivered, readBatchView } from '../fixtures/deliver-folder.ts';
import { type Contents, makeContents, pageOf, tableOf } from '../fixtures/delivery.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';

describe('what is awaited of a delivery', () => {
  const desk = openDesk();
  let contents: Contents;
  before(async () => {
    contents = await makeContents();
  });

  const PAGES = [pageOf(1, 1), pageOf(1, 2), pageOf(2, 1)];
  const open = (code: string) =>
    openDelivery(desk.curator, { code, list: tableOf(PAGES).replaceAll('ARCH00860', code) });
  const sayWhole = (id: string, isWhole: boolean) =>
    desk.post(`/api/batches/${id}/whole`, { isWhole }, desk.technician);
  const report = async (id: string) => (await desk.technician.ask(`/api/batches/${id}/report.html`)).text();
  const listed = async (id: string) => {
    const { batches } = await readJson<{ batches: BatchEntry[] }>(await desk.technician.ask('/api/batches'));
    return batches.find((batch) => batch.id === id)?.isAwaited;
  };

  it('is no error until somebody says that all has come, and is not again when that is taken back', async () => {
    const { id, counts } = await open('ARCHAA');
    expect(counts).to.deep.include({ missing: 9, findings: { error: 0, warning: 0 } });
    expect([await allFindings(desk.technician, id), await listed(id)]).to.deep.equal([[], true]);
    expect(await report(id)).to.include('9 files are still awaited. There is no error in what there is');
    const judged = await readJson<BatchView>(await sayWhole(id, true));
    // Nine files, and the folders of two objects.
    expect(judged.counts).to.deep.include({ missing: 9, findings: { error: 11, warning: 0 } });
    expect([judged.isAwaited, await listed(id)]).to.deep.equal([false, false]);
    expect(await report(id)).not.to.include('awaited');
    expect((await sayWhole(id, true)).status).to.equal(200);
    const again = await readJson<BatchView>(await sayWhole(id, false));
    expect([again.isAwaited, again.counts.findings.error]).to.deep.equal([true, 0]);
    const events = await desk.server.parts.records.read((rows) =>
      rows
        .selectFrom('events')
        .select('detail')
        .where('detail', 'like', 'Delivery ARCHAA: %of it%')
        .execute(),
    );
    expect(events.map(({ detail }) => detail)).to.deep.equal([
      'Delivery ARCHAA: all of it has come.',
      'Delivery ARCHAA: more of it is awaited.',
    ]);
  });

  it('does not hide what is wrong with what has come', async () => {
    const { id } = await open('ARCHAB');
    await putDelivered(desk.technician, id, 'ARCHAB/master/1/ARCHAB-1-1.tif', contents.tiff);
    const { counts } = await readBatchView(desk.technician, id);
    expect(counts).to.deep.include({ missing: 8, misnamed: 1, findings: { error: 1, warning: 0 } });
    expect(await report(id)).to.include(
      '8 files are still awaited. There is 1 error in what there is so far.',
    );
  });

  it('stands against accepting it, and is an error of what was returned', async () => {
    const { id } = await open('ARCHAC');
    const decide = (verdict: string) => desk.post(`/api/batches/${id}/verdict`, { verdict, note: '' });
    const refused = await decide('accepted');
    expect([refused.status, await desk.detailOf(refused)]).to.deep.equal([
      400,
      'There are errors in this delivery. Say in a note why it is accepted all the same.',
    ]);
    const returned = await readJson<BatchView>(await decide('returned'));
    expect([returned.isAwaited, returned.counts.findings.error]).to.deep.equal([false, 11]);
    expect((await sayWhole(id, false)).status).to.equal(409);
  });
});
