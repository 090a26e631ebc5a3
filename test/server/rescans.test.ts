import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { RescanList, RescanView } from '../../model/rescan.ts';
import type { TableView } from '../../model/table-view.ts';
import { openDesk } from '../fixtures/desk.ts';
import { addPages, addScan } from '../fixtures/ready-item.ts';
import { readJson } from '../fixtures/server.ts';

describe('pages that are to be scanned again', function () {
  this.timeout(60_000);
  const desk = openDesk();
  const { post, detailOf, eventsOf } = desk;
  const ask = (surfaceId: string | undefined, json: unknown = { reason: 'crooked' }) =>
    post(`/api/surfaces/${surfaceId}/rescan`, json, desk.technician);
  const drop = (surfaceId: string | undefined) =>
    desk.technician.ask(`/api/surfaces/${surfaceId}/rescan`, { method: 'DELETE' });
  const judge = (json: unknown) => post('/api/reviews', json, desk.technician);
  const undo = (id: string) => post(`/api/reviews/${id}/undo`, {}, desk.technician);
  const sides = async (id: string) =>
    (await readJson<TableView>(await desk.technician.ask(`/api/items/${id}/table`))).sides;
  const states = async (id: string) => (await sides(id)).map(({ state }) => state);

  async function listed(itemId: string, query = ''): Promise<RescanView[]> {
    const answer = await desk.technician.ask(`/api/rescans?limit=200${query}`);
    const { rescans } = await readJson<RescanList>(answer);
    return rescans.filter(({ item }) => item.id === itemId);
  }

  it('are asked for with a reason, a note and a place, and hold up publishing until that is dropped', async () => {
    const { id, surfaces } = await desk.readyItem();
    const region = { x: 10, y: 20, width: 300, height: 40 };
    const answer = await ask(surfaces[1], { reason: 'unsharp', note: 'À gauche', region });
    expect(answer.status).to.equal(201);
    const [found, ...others] = await listed(id);
    expect(others).to.deep.equal([]);
    expect(found).to.deep.include({ name: 'p2', state: 'asked', old: 1, shown: 1, replacement: null });
    expect(found?.versions).to.deep.equal([{ version: 1, width: 2000, height: 3001 }]);
    expect(found?.asks).to.have.lengthOf(1);
    expect(found?.asks[0]).to.deep.include({ reason: 'unsharp', note: 'À gauche', region });
    expect(found?.asks[0]?.askedBy).to.equal('test technician');
    expect(await states(id)).to.deep.equal(['captured', 'rescan_requested', 'captured']);
    expect(await detailOf(await desk.publish(id))).to.contain('1 page must be scanned again.');
    expect([(await drop(surfaces[1])).status, (await drop(surfaces[1])).status]).to.deep.equal([204, 204]);
    expect(await listed(id)).to.deep.equal([]);
    expect(await states(id)).to.deep.equal(['captured', 'captured', 'captured']);
    const said = (await eventsOf(id)).filter(({ type }) => type === 'rescan request');
    expect(said.map(({ detail }) => detail)).to.deep.equal([
      'p2 need not be scanned again.',
      'p2 is to be scanned again: unsharp; À gauche.',
    ]);
    expect((await desk.publish(id)).status).to.equal(200);
  });

  it('are on the list by a reject on the light table, and off it when that is taken back', async () => {
    const { id, surfaces } = await desk.readyItem();
    const act = newId();
    await judge({ id: act, surfaces: surfaces.slice(0, 2), verdict: 'rejected', reason: 'dirt', note: 'x' });
    expect((await listed(id)).map(({ name, asks }) => [name, asks[0]?.reason])).to.deep.equal([
      ['p1', 'dirt'],
      ['p2', 'dirt'],
    ]);
    await undo(act);
    expect(await listed(id)).to.deep.equal([]);
  });

  it('stay on the list for what somebody else asked, and come back with a pass that is taken back', async () => {
    const { id, surfaces } = await desk.readyItem();
    const [first = ''] = surfaces;
    const [rejected, passed] = [newId(), newId()];
    await ask(first, { reason: 'dirt' });
    await judge({ id: rejected, surfaces: [first], verdict: 'rejected', reason: 'crooked' });
    expect((await listed(id))[0]?.asks.map(({ reason }) => reason)).to.deep.equal(['crooked', 'dirt']);
    await undo(rejected);
    expect((await listed(id))[0]?.asks.map(({ reason }) => reason)).to.deep.equal(['dirt']);
    expect((await states(id))[0]).to.equal('rescan_requested');
    await judge({ id: passed, surfaces: [first], verdict: 'passed' });
    expect([await listed(id), (await states(id))[0]]).to.deep.equal([[], 'passed']);
    await undo(passed);
    expect((await listed(id)).map(({ name }) => name)).to.deep.equal(['p1']);
    expect((await states(id))[0]).to.equal('rescan_requested');
  });

  it('that are left out are off the list, and on it again when they are shown', async () => {
    const { id, surfaces } = await desk.readyItem();
    await ask(surfaces[0]);
    const show = (shown: boolean) => desk.change('PATCH', `/api/surfaces/${surfaces[0]}`, { shown });
    await show(false);
    expect(await listed(id)).to.deep.equal([]);
    expect((await ask(surfaces[0])).status).to.equal(409);
    await show(true);
    expect((await listed(id)).map(({ name }) => name)).to.deep.equal(['p1']);
    expect((await states(id))[0]).to.equal('rescan_requested');
  });

  it('are listed by station, and by the order of the shelves', async () => {
    const tail = newId().slice(-8);
    const made: string[] = [];
    for (const reference of [`ZZ${tail}.10`, `ZZ${tail}.2`]) {
      const { id } = await desk.technician.makeItem(reference);
      const [surface] = await addPages(desk.server.parts.records, id, [{}]);
      await ask(surface, { reason: 'dirt', stationId: newId() });
      made.unshift(id);
    }
    const list = async (query: string) => {
      const answer = await desk.technician.ask(`/api/rescans?limit=200${query}`);
      const { rescans } = await readJson<RescanList>(answer);
      return rescans.filter(({ item }) => made.includes(item.id));
    };
    const all = await list('');
    expect(all.map(({ item }) => item.id)).to.deep.equal(made);
    const station = all[1]?.asks[0]?.stationId;
    expect((await list(`&station=${station}`)).map(({ item }) => item.id)).to.deep.equal(made.slice(1));
    expect((await list('&state=settled')).length).to.equal(0);
  });

  const WRONG: readonly [unknown, RegExp][] = [
    [{}, /^reason: must be one of unsharp, /],
    [{ reason: 'dirt', region: { x: 0, y: -1, width: 1, height: 1 } }, /^region\.y: must not be negative/],
    [{ reason: 'dirt', stationId: 'x' }, /^stationId: must be the id of a station/],
  ];
  for (const [json, sentence] of WRONG)
    it(`refuse ${JSON.stringify(json)} in words`, async () => {
      const { surfaces } = await desk.readyItem([{}]);
      const answer = await ask(surfaces[0], json);
      expect([answer.status, sentence.test(await detailOf(answer))]).to.deep.equal([400, true]);
    });

  it('are for those who work here, and of pages that there are', async () => {
    expect((await fetch(`${desk.server.url}/api/rescans`)).status).to.equal(401);
    expect([(await ask(newId())).status, (await drop(newId())).status]).to.deep.equal([404, 404]);
  });

  it('leave an older scan shown that was brought back, with its verdict, until it is undone', async () => {
    const { id, surfaces } = await desk.readyItem([{}]);
    const [surface = ''] = surfaces;
    await judge({ surfaces: [surface], verdict: 'passed' });
    await addScan(desk.server.parts.records, { itemId: id, surfaceId: surface, version: 2 });
    const bring = (version: unknown) =>
      post(`/api/surfaces/${surface}/current`, { version }, desk.technician);
    const answer = await bring(1);
    expect(await readJson(answer)).to.deep.equal({ id: surface, version: 1, before: 2 });
    expect((await sides(id))[0]).to.deep.include({ shown: 1, latest: 2, state: 'passed' });
    expect((await bring(2)).status).to.equal(200);
    expect((await sides(id))[0]).to.deep.include({ shown: 2, state: 'captured' });
    const said = (await eventsOf(id)).filter(({ type }) => type === 'restoration');
    expect(said.map(({ detail }) => detail)).to.deep.equal([
      'Version 2 of p1 is shown again instead of version 1.',
      'Version 1 of p1 is shown again instead of version 2.',
    ]);
    expect((await bring(3)).status).to.equal(404);
    expect((await bring(0)).status).to.equal(400);
    await addScan(
      desk.server.parts.records,
      { itemId: id, surfaceId: surface, version: 3 },
      { state: 'rejected' },
    );
    const refused = await bring(3);
    expect([refused.status, await detailOf(refused)]).to.deep.equal([
      409,
      'There is no picture of version 3 of p1, so it cannot be shown.',
    ]);
  });
});
