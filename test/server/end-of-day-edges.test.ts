import { expect } from 'chai';
import { openDesk } from '../fixtures/desk.ts';
import { createClient } from '../fixtures/server.ts';
import { standAt } from '../fixtures/stand.ts';
import { openStationDay } from '../fixtures/station-day.ts';
import { createUpload, sha256Of, upload } from '../fixtures/tus.ts';

const DAY_MS = 24 * 3_600_000;

describe('what keeps a card from being wiped, over HTTP', function () {
  this.timeout(30_000);
  const desk = openDesk();

  /** A station from which one good scan came, so that only the rest decides. */
  async function openGoodDay() {
    const day = await openStationDay(desk);
    const { id: item } = await desk.technician.makeItem();
    await day.judge(await day.send(item, 'good.tif', `good ${item}`), 'ready');
    expect(await day.said()).to.deep.equal([true]);
    return { item, ...day };
  }

  /** A token of a station, which sends without naming a session. */
  async function tokenAt(stationId: string | null) {
    const admin = await desk.server.as('admin');
    const made = await desk.post('/api/tokens', { name: 'Stand', role: 'technician' }, admin);
    const { token, secret } = (await made.json()) as { token: { id: string }; secret: string };
    const bind = (to: string | null) =>
      admin.ask(`/api/tokens/${token.id}/station`, { method: 'PUT', json: { stationId: to } });
    await bind(stationId);
    const client = createClient(desk.technician.url, secret);
    return { client, bind, ...standAt(desk.server, client) };
  }

  it('is a file that began to be sent before midnight and is still on its way', async () => {
    const { item, session, said } = await openGoodDay();
    await createUpload(desk.technician, { item, filename: 'late.tif', sizeBytes: 10, session });
    await desk.server.parts.records.write((rows) =>
      rows
        .updateTable('uploads')
        .set((eb) => ({ created_at: eb('created_at', '-', DAY_MS) }))
        .where('item_id', '=', item)
        .execute(),
    );
    expect(await said()).to.deep.equal([false, 'Still on its way']);
  });

  it('is a file of which another station sent one of the same name meanwhile', async () => {
    const { item, session, said, send, judge } = await openGoodDay();
    const other = await openStationDay(desk);
    const sha256 = sha256Of(Buffer.from('mine'));
    await createUpload(desk.technician, { item, filename: 'same.tif', sizeBytes: 4, sha256, session });
    const theirs = await tokenAt(other.id);
    await judge(await theirs.send(item, 'same.tif', 'theirs'), 'ready');
    expect(await said()).to.deep.equal([false, 'Still on its way']);
    // The bytes that were promised end the waiting, whoever sends them.
    await judge(await send(item, 'same.tif', 'mine'), 'ready');
    expect(await said()).to.deep.equal([true]);
  });

  it('is a rejected scan of an earlier day whose very bytes are sent again', async () => {
    for (const way of ['put', 'tus'] as const) {
      const { item, id, session, said, send, judge } = await openGoodDay();
      await judge(await send(item, 'late.tif', 'cut off'), 'rejected');
      await desk.server.parts.records.write(async (rows) => {
        const late = rows.selectFrom('file_versions').select('id').where('original_name', '=', 'late.tif');
        const earlier = rows.updateTable('station_arrivals').where('file_version_id', 'in', late);
        await earlier.set((eb) => ({ at: eb('at', '-', DAY_MS) })).execute();
      });
      expect(await said(), 'the day before').to.deep.equal([true]);
      const file = { item, filename: 'late.tif', bytes: Buffer.from('cut off'), session };
      if (way === 'put') await (await tokenAt(id)).send(item, 'late.tif', 'cut off');
      else await upload(desk.technician, file);
      expect(await said(), way).to.deep.equal([false, 'Rejected, and nothing good came in its place']);
    }
  });

  it('is a rejected scan that was sent without a session, also when its token stands elsewhere now', async () => {
    const { item, id, said, judge } = await openGoodDay();
    const stand = await tokenAt(id);
    const sent = await stand.send(item, 'bad.tif');
    await judge(sent, 'rejected');
    const rejected = [false, 'Rejected, and nothing good came in its place'];
    expect(await said()).to.deep.equal(rejected);
    expect((await stand.bind((await openStationDay(desk)).id)).status).to.be.below(300);
    await desk.server.parts.records.write((rows) =>
      rows.updateTable('file_versions').set({ session_id: null }).where('id', '=', sent).execute(),
    );
    expect(await said()).to.deep.equal(rejected);
  });

  it('is a rejected scan that was dropped on the page of a station where no session is open', async () => {
    const { item, id, said, judge } = await openGoodDay();
    const file = { item, filename: 'dropped.tif', bytes: Buffer.from('dropped'), station: id };
    await upload(desk.technician, file);
    expect(await said()).to.deep.equal([false, 'Not checked yet']);
    const { surfaces } = await desk.technician.item(item);
    const dropped = surfaces.find(({ name }) => name === 'dropped')?.versions[0]?.id ?? '';
    await judge(dropped, 'rejected');
    expect(await said()).to.deep.equal([false, 'Rejected, and nothing good came in its place']);
  });

  it('is no file that could not be checked once a good one is in its place', async () => {
    const { item, said, send, judge } = await openGoodDay();
    await judge(await send(item, 'p2.tif', 'one'), 'failed');
    expect(await said()).to.deep.equal([false, 'Could not be checked']);
    await judge(await send(item, 'p2.tif', 'two'), 'ready');
    expect(await said()).to.deep.equal([true]);
  });
});
