import { expect } from 'chai';
import { setPublication } from '../../storage/records/items.ts';
import { openDesk } from '../fixtures/desk.ts';
import { type ActivitiesPage, activitiesPageSchema, activitiesSchema } from '../fixtures/discovery-1.ts';
import { readJson } from '../fixtures/server.ts';

const PATH = '/iiif/discovery/activities';

describe('what harvesters are told', function () {
  this.timeout(30_000);
  const desk = openDesk();
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${desk.server.url}${path}`, { headers });
  const pageAt = async (page: number) => {
    const found = await readJson<ActivitiesPage>(await get(`${PATH}/page/${page}`));
    expect(activitiesPageSchema.safeParse(found).error?.issues).to.equal(undefined);
    return found;
  };
  const manifestOf = (id: string) => `${desk.server.parts.config.publicUrl}/iiif/presentation/${id}/manifest`;
  const lastPage = async () => {
    const { last } = await readJson<{ last: { id: string } }>(await get(PATH));
    return Number(last.id.split('/').at(-1));
  };
  /** What was told of an item, newest page alone. */
  const toldOf = async (id: string) => {
    const { orderedItems } = await pageAt(await lastPage());
    return orderedItems.filter(({ object }) => object.id === manifestOf(id));
  };

  it('is nothing yet in an archive that has published nothing', async () => {
    const answer = await get(PATH);
    expect(answer.headers.get('content-type')).to.equal(
      'application/ld+json;profile="http://iiif.io/api/discovery/1/context.json"',
    );
    expect(answer.headers.get('access-control-allow-origin')).to.equal('*');
    expect(await readJson<object>(answer)).to.deep.include({ type: 'OrderedCollection', totalItems: 0 });
    const page = await readJson<object>(await get(`${PATH}/page/1`));
    expect(page).to.deep.include({ startIndex: 0, orderedItems: [] });
  });

  it('is all that can be seen of an item: published, changed, closed, opened, withdrawn, published again', async () => {
    const { id } = await desk.readyItem();
    const { reference } = await desk.technician.item(id);
    const edit = async (json: object) => {
      const { edition } = await desk.technician.item(id);
      expect((await desk.change('PATCH', `/api/items/${id}`, json, `"${edition}"`)).status).to.equal(200);
    };
    await edit({ summary: { nl: ['Een concept.'] } });
    await desk.publish(id);
    await desk.publish(id);
    await edit({ label: { nl: ['Nieuw'] } });
    expect(await toldOf(id), 'a draft is nobody’s business').to.have.length(1);
    await desk.publish(id);
    await edit({ access: 'closed' });
    await edit({ access: 'open' });
    await desk.post(`/api/items/${id}/withdraw`, { reason: 'A mistake.' });
    await desk.publish(id);
    const told = await toldOf(id);
    const types = ['Create', 'Update', 'Delete', 'Create', 'Delete', 'Create'];
    expect(told.map(({ type }) => type)).to.deep.equal(types);
    const canonical = `${desk.server.parts.config.publicUrl}/id/${encodeURIComponent(reference)}`;
    expect(told[0]?.object.canonical).to.equal(canonical);
    expect(told[0]?.object.seeAlso?.[0]?.id).to.equal(`${canonical}?view=schema`);
    expect(told[2]?.object.seeAlso, 'gone').to.equal(undefined);
    expect(activitiesSchema.safeParse(await readJson(await get(PATH))).error?.issues).to.equal(undefined);
  });

  it('stands on pages that never change again once there is a next one', async () => {
    const { id } = await desk.readyItem();
    let revision = 0;
    const changeTimes = (times: number) =>
      desk.server.parts.records.write(async (rows) => {
        for (let change = 0; change < times; change += 1) {
          revision += 1;
          await setPublication(rows, id, { publishedRevision: revision, withdrawnAt: null }, Date.now());
        }
      });
    const { totalItems } = await readJson<{ totalItems: number }>(await get(PATH));
    await changeTimes(150 - totalItems);
    const first = await get(`${PATH}/page/1`);
    const before = await first.text();
    expect(first.headers.get('cache-control')).to.equal('public, max-age=86400');
    const second = await pageAt(2);
    expect(second).to.deep.include({ startIndex: 100 });
    expect([second.orderedItems.length, second.next, second.prev?.id.endsWith('/page/1')]).to.deep.equal([
      50,
      undefined,
      true,
    ]);
    await changeTimes(100);
    expect(await (await get(`${PATH}/page/1`)).text()).to.equal(before);
    expect((await pageAt(2)).orderedItems).to.have.length(100);
    expect((await pageAt(2)).orderedItems.slice(0, 50)).to.deep.equal(second.orderedItems);
    const etag = first.headers.get('etag') ?? '';
    expect((await get(`${PATH}/page/1`, { 'if-none-match': etag })).status).to.equal(304);
    expect(await lastPage()).to.equal(3);
    for (const page of ['4', '0', '01', 'one', '1e3', '9'.repeat(40)])
      expect((await get(`${PATH}/page/${page}`)).status, page).to.equal(404);
  });
});
