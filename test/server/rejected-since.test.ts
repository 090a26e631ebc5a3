import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import { moveState } from '../../storage/records/file-versions.ts';
import { findSurface, updateSurface } from '../../storage/records/surfaces.ts';
import { putDelivered } from '../fixtures/deliver-folder.ts';
import { makeContents } from '../fixtures/delivery.ts';
import { openDesk } from '../fixtures/desk.ts';
import { addDelivery } from '../fixtures/sampled.ts';

describe('the report on what people rejected of a delivery', () => {
  const desk = openDesk();

  it('says what was scanned again since, apart from what still will not do', async () => {
    const { records } = desk.server.parts;
    const { batch, items } = await addDelivery(records, { items: 1, pages: 4 });
    const [still = '', since = '', passed = '', undone = ''] = items[0]?.surfaces ?? [];
    const judge = async (surface: string, verdict: string, reason?: string) => {
      const id = newId();
      const said = { id, surfaces: [surface], verdict, ...(reason && { reason }) };
      expect((await desk.post('/api/reviews', said)).status).to.equal(201);
      return id;
    };
    await judge(still, 'rejected', 'dirt');
    await judge(since, 'rejected', 'crooked');
    await judge(passed, 'rejected');
    await judge(passed, 'passed');
    const id = await judge(undone, 'rejected');
    expect((await desk.post(`/api/reviews/${id}/undo`, {})).status).to.equal(200);
    const path = await records.read(async (rows) => {
      const row = await rows
        .selectFrom('expected_files')
        .select('path')
        .where('surface_id', '=', since)
        .executeTakeFirstOrThrow();
      return row.path;
    });
    const { tiff } = await makeContents();
    expect((await putDelivered(desk.technician, batch.id, path, tiff)).status).to.equal(201);

    const csv = await (await desk.technician.ask(`/api/batches/${batch.id}/report.csv`)).text();
    const rows = csv.split('\r\n').filter((line) => line.includes('"Rejected"'));
    expect(rows.map((line) => line.split('","').slice(2, 5))).to.deep.equal([
      ['rejected', rows[0]?.split('","')[3], 'Rejected: dirt on it. Scan the page again.'],
      ['rescanned', path, 'Rejected: crooked. Its page was scanned again since.'],
    ]);
    const html = await (await desk.technician.ask(`/api/batches/${batch.id}/report.html`)).text();
    expect(html).to.include('>Rejected by the archive (1)<');
    expect(html).to.include('>Rejected by the archive, and scanned again since (1)<');
  });

  it('says nothing of one that was taken back: its page shows an older one, and was not scanned again', async () => {
    const { records } = desk.server.parts;
    const { batch, items } = await addDelivery(records, { items: 1, pages: 1 });
    const [page = ''] = items[0]?.surfaces ?? [];
    const { path } = await records.read((rows) =>
      rows
        .selectFrom('expected_files')
        .select('path')
        .where('surface_id', '=', page)
        .executeTakeFirstOrThrow(),
    );
    const { tiff } = await makeContents();
    expect((await putDelivered(desk.technician, batch.id, path, tiff)).status).to.equal(201);
    const newest = await records.write(async (rows) => {
      const { latestVersionId: id } = (await findSurface(rows, page)) ?? {};
      await moveState(rows, id ?? '', ['received', 'checking'], { state: 'ready', at: Date.now() });
      await updateSurface(rows, page, { currentVersionId: id ?? null });
      return id ?? '';
    });
    const verdict = { id: newId(), surfaces: [page], verdict: 'rejected' };
    expect((await desk.post('/api/reviews', verdict)).status).to.equal(201);
    const told = async () =>
      (await (await desk.technician.ask(`/api/batches/${batch.id}/report.csv`)).text()).includes(
        '"Rejected"',
      );
    expect(await told()).to.equal(true);
    await desk.post(`/api/copy-stand/files/${newest}/take-back`, {}, desk.technician);
    expect(await told()).to.equal(false);
  });
});
