import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { StationView } from '../../model/station.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';

describe('stations over HTTP', function () {
  this.timeout(60_000);
  const desk = openDesk();
  const stationOf = async (answer: Promise<Response>) => readJson<StationView>(await answer);
  const add = (name = `Stand ${newId()}`) => stationOf(desk.post('/api/stations', { name }));
  const put = (station: StationView, itemId: string | null) =>
    desk.technician.ask(`/api/stations/${station.id}/current`, { method: 'PUT', json: { itemId } });

  it('are added and named by curators, seen by technicians, each name once', async () => {
    const station = await add('Boven · 上');
    expect(station).to.include({ name: 'Boven · 上', currentItem: null, session: null });
    const again = await desk.post('/api/stations', { name: 'Boven · 上' });
    expect([again.status, await desk.detailOf(again)]).to.deep.equal([
      409,
      'There is a station called Boven · 上 already.',
    ]);
    const renamed = await stationOf(desk.change('PATCH', `/api/stations/${station.id}`, { name: 'Onder' }));
    expect(renamed).to.deep.equal({ ...station, name: 'Onder' });
    const { stations } = await readJson<{ stations: StationView[] }>(
      await desk.technician.ask('/api/stations'),
    );
    expect(stations).to.deep.include(renamed);
    expect((await desk.post('/api/stations', { name: 'x' }, desk.technician)).status).to.equal(403);
    expect((await desk.technician.ask(`/api/stations/${newId()}`)).status).to.equal(404);
  });

  it('have one item on their stand, which says so in its trail', async () => {
    const station = await add();
    const item = await desk.technician.makeItem();
    const shown = await stationOf(put(station, item.id));
    expect(shown.currentItem).to.deep.equal({ id: item.id, reference: item.reference, label: item.label });
    await put(station, item.id);
    expect((await stationOf(put(station, null))).currentItem).to.equal(null);
    const said = (await desk.eventsOf(item.id)).filter(({ type }) => type === 'capture');
    expect(said.map(({ detail }) => detail)).to.deep.equal([
      `It was taken off the stand at ${station.name}.`,
      `It was put on the stand at ${station.name}.`,
    ]);
    expect((await put(station, newId())).status).to.equal(404);
  });
});
