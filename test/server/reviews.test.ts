import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { RescanList } from '../../model/rescan.ts';
import type { TableView } from '../../model/table-view.ts';
import { openDesk } from '../fixtures/desk.ts';
import { addScan } from '../fixtures/ready-item.ts';
import { readJson } from '../fixtures/server.ts';

describe('verdicts over HTTP', function () {
  this.timeout(60_000);
  const desk = openDesk();
  const { post, detailOf, eventsOf } = desk;
  const judge = (json: unknown) => post('/api/reviews', json, desk.technician);
  const undo = (id: string) => post(`/api/reviews/${id}/undo`, {}, desk.technician);
  const sides = async (id: string) =>
    (await readJson<TableView>(await desk.technician.ask(`/api/items/${id}/table`))).sides;
  const states = async (id: string) => (await sides(id)).map(({ state }) => state);

  it('pass and reject pages, are shown on the table, and stand in the trail', async () => {
    const { id, surfaces } = await desk.readyItem();
    const [first = '', second = ''] = surfaces;
    const region = { x: 10, y: 20, width: 300, height: 40 };
    expect((await judge({ surfaces: [first], verdict: 'passed' })).status).to.equal(201);
    const rejection = {
      surfaces: [second],
      verdict: 'rejected',
      reason: 'unsharp',
      note: 'Left half',
      region,
    };
    expect((await judge(rejection)).status).to.equal(201);
    expect(await states(id)).to.deep.equal(['passed', 'rescan_requested', 'captured']);
    const [passed, rejected, none] = (await sides(id)).map(({ review }) => review);
    expect(passed).to.deep.equal({ verdict: 'passed', reason: null, note: null, region: null });
    expect(rejected).to.deep.equal({ verdict: 'rejected', reason: 'unsharp', note: 'Left half', region });
    expect(none).to.equal(undefined);
    const said = (await eventsOf(id)).filter(({ type }) => type === 'review');
    expect(said.map(({ outcome, detail, agentName }) => [outcome, detail, agentName])).to.deep.equal([
      ['failure', 'p2 was rejected: unsharp; Left half.', 'test technician'],
      ['success', 'p1 was passed.', 'test technician'],
    ]);
  });

  it('keep an item from being published as long as one of its pages is rejected', async () => {
    const { id, surfaces } = await desk.readyItem();
    const act = newId();
    await judge({ id: act, surfaces: [surfaces[0]], verdict: 'rejected' });
    const refused = await desk.publish(id);
    expect(refused.status).to.equal(409);
    expect(await detailOf(refused)).to.contain('1 page must be scanned again.');
    await undo(act);
    expect((await desk.publish(id)).status).to.equal(200);
  });

  it('are taken back in one go, each page to what it was, and once', async () => {
    const { id, surfaces } = await desk.readyItem();
    const [first = '', second = ''] = surfaces;
    await judge({ surfaces: [first], verdict: 'passed' });
    const act = newId();
    await judge({ id: act, surfaces: [first, second], verdict: 'rejected', reason: 'dirt' });
    expect(await states(id)).to.deep.equal(['rescan_requested', 'rescan_requested', 'captured']);
    expect([(await undo(act)).status, (await undo(act)).status]).to.deep.equal([200, 200]);
    expect(await states(id)).to.deep.equal(['passed', 'captured', 'captured']);
    expect((await sides(id))[0]?.review?.verdict).to.equal('passed');
    const details = (await eventsOf(id)).map(({ detail }) => detail);
    expect(details.filter((detail) => detail.includes('taken back'))).to.have.lengthOf(2);
  });

  it('are one where they are sent twice', async () => {
    const { id, surfaces } = await desk.readyItem();
    const json = { id: newId(), surfaces: surfaces.slice(0, 2), verdict: 'passed' };
    expect([(await judge(json)).status, (await judge(json)).status]).to.deep.equal([201, 201]);
    expect((await eventsOf(id)).filter(({ type }) => type === 'review')).to.have.lengthOf(2);
    const other = await judge({ ...json, surfaces: surfaces.slice(2) });
    expect(other.status).to.equal(409);
  });

  it('stay where something newer stands on the page, and say so', async () => {
    const { id, surfaces } = await desk.readyItem();
    const [first = '', second = ''] = surfaces;
    const [old, newer, overtaken] = [newId(), newId(), newId()];
    await judge({ id: old, surfaces: [first], verdict: 'passed' });
    await judge({ id: newer, surfaces: [first], verdict: 'rejected' });
    const refused = await undo(old);
    expect([refused.status, await detailOf(refused)]).to.deep.equal([
      409,
      'p1 was judged again since. Take that verdict back first.',
    ]);
    await judge({ id: overtaken, surfaces: [second], verdict: 'passed' });
    await addScan(desk.server.parts.records, { itemId: id, surfaceId: second, version: 2 });
    expect((await undo(overtaken)).status).to.equal(409);
    expect((await sides(id))[1]?.review).to.equal(undefined);
  });

  it('are refused whole where one page has nothing to judge', async () => {
    const { id, surfaces } = await desk.readyItem([{}, { state: 'rejected' }, {}]);
    const [first = '', second = '', third = ''] = surfaces;
    const refused = await judge({ surfaces: [first, second], verdict: 'passed' });
    expect([refused.status, await detailOf(refused)]).to.deep.equal([
      409,
      'There is no picture of p2 yet. Judge it once there is.',
    ]);
    await desk.change('PATCH', `/api/surfaces/${third}`, { shown: false });
    expect((await judge({ surfaces: [third], verdict: 'passed' })).status).to.equal(409);
    expect((await judge({ surfaces: [first, newId()], verdict: 'passed' })).status).to.equal(404);
    expect(await states(id)).to.deep.equal(['captured', 'captured', 'suppressed']);
    expect((await undo(newId())).status).to.equal(404);
  });

  it('pass over nobody: who has not seen the last verdict of somebody else, or the scan, looks again', async () => {
    const { id, surfaces } = await desk.readyItem([{}]);
    const [surface = ''] = surfaces;
    const given = (verdict: string, saw: unknown, client = desk.technician) =>
      post('/api/reviews', { surfaces, verdict, saw }, client);
    const unseen = { version: 1, review: 0 };
    expect((await given('rejected', unseen, desk.curator)).status).to.equal(201);
    const refused = await given('passed', unseen);
    expect([refused.status, await detailOf(refused)]).to.deep.equal([
      409,
      'test curator rejected p1 meanwhile. Look at it again; your verdict counts if you give it once more.',
    ]);
    expect((await given('passed', { version: 1, review: 1 })).status).to.equal(201);
    expect((await given('rejected', unseen)).status, 'over a verdict of one’s own').to.equal(201);
    const table = await sides(id);
    expect([table[0]?.judged, table[0]?.review?.verdict]).to.deep.equal([3, 'rejected']);
    await addScan(desk.server.parts.records, { itemId: id, surfaceId: surface, version: 2 });
    const stale = await given('passed', { version: 1, review: 3 });
    expect([stale.status, await detailOf(stale)]).to.deep.equal([
      409,
      'Another scan of p1 came in meanwhile. Look at it before you judge it.',
    ]);
  });

  it('of two people at the same moment are both in the trail, and the page is as the last of them said', async () => {
    const { id, surfaces } = await desk.readyItem([{}]);
    const both = [
      post('/api/reviews', { surfaces, verdict: 'passed' }, desk.technician),
      post('/api/reviews', { surfaces, verdict: 'rejected' }, desk.curator),
    ];
    expect((await Promise.all(both)).map(({ status }) => status)).to.deep.equal([201, 201]);
    const [table] = await sides(id);
    const [last] = (await eventsOf(id)).filter(({ type }) => type === 'review');
    const word = table?.state === 'passed' ? 'passed' : 'rejected';
    expect([table?.review?.verdict, last?.detail]).to.deep.equal([word, `p1 was ${word}.`]);
    const { rescans } = await readJson<RescanList>(await desk.technician.ask('/api/rescans?limit=200'));
    expect(rescans.some(({ surfaceId }) => surfaceId === surfaces[0])).to.equal(word === 'rejected');
  });

  const WRONG: readonly [unknown, RegExp][] = [
    [{ surfaces: [], verdict: 'passed' }, /^surfaces: must name a page\.$/],
    [{ surfaces: [newId()] }, /^verdict: /],
    [{ surfaces: ['x'], verdict: 'passed' }, /must be the id of a page/],
    [{ surfaces: [newId()], verdict: 'passed', reason: 'dirt' }, /^reason: is of a rejection\.$/],
    [{ surfaces: [newId()], verdict: 'rejected', reason: 'ugly' }, /^reason: must be one of unsharp, /],
    [
      { surfaces: [newId()], verdict: 'rejected', region: { x: 0, y: 0, width: 0, height: 1 } },
      /^region\.width: must be at least 1\.$/,
    ],
  ];
  for (const [json, sentence] of WRONG) {
    it(`refuse ${JSON.stringify(json).replaceAll(/[0-9a-f-]{36}/g, 'id')} in words`, async () => {
      const answer = await judge(json);
      expect(answer.status).to.equal(400);
      expect(await detailOf(answer)).to.match(sentence);
    });
  }

  it('are for those who work here', async () => {
    const answer = await fetch(`${desk.server.url}/api/reviews`, { method: 'POST' });
    expect(answer.status).to.equal(401);
  });
});
