import { expect } from 'chai';
import type { DeskPatch, DeskView } from '../../model/desk.ts';
import { newId } from '../../model/ids.ts';
import { addPages } from '../fixtures/ready-item.ts';
import { type ProblemBody, readJson, startTestServer, type TestServer } from '../fixtures/server.ts';

describe('the desk over HTTP', function () {
  this.timeout(30_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ role: 'curator' });
  });
  after(() => server.stop());

  async function setOut(pages: number): Promise<{ id: string; surfaces: string[] }> {
    const { id } = await server.makeItem();
    return {
      id,
      surfaces: await addPages(
        server.parts.records,
        id,
        Array.from({ length: pages }, () => ({})),
      ),
    };
  }

  async function desk(id: string): Promise<DeskView> {
    return readJson<DeskView>(await server.ask(`/api/items/${id}/desk`));
  }

  function change(id: string, edition: number, patch: DeskPatch): Promise<Response> {
    const headers = { 'If-Match': `"${edition}"`, 'Content-Type': 'application/json' };
    return server.ask(`/api/items/${id}/desk`, { method: 'PATCH', headers, body: JSON.stringify(patch) });
  }

  it('shows an item with its sides in order, and where their images are', async () => {
    const { id, surfaces } = await setOut(3);
    const view = await desk(id);
    expect(view.surfaces.map((surface) => surface.id)).to.deep.equal(surfaces);
    expect(view.surfaces[0]).to.deep.include({ name: 'p1', version: 1, width: 2000, height: 3001 });
    expect(view.images).to.match(/\/iiif\/3$/);
    expect(view).to.deep.include({ ranges: [], metadata: [], date: null, links: [], embargoUntil: null });
  });

  it('changes order, labels, structure and description as one, in one event', async () => {
    const { id, surfaces } = await setOut(4);
    const { edition } = await desk(id);
    const [a, b, c, d] = surfaces as [string, string, string, string];
    const range = {
      id: newId(),
      label: { nl: ['Brief'] },
      behavior: null,
      items: [{ surface: d }, { surface: a }],
    };
    const patch = {
      order: [d, c],
      labels: { [a]: { none: ['1r'] } },
      surfaces: { [b]: { behavior: 'non-paged' } },
      ranges: [range],
      description: {
        metadata: [{ field: 'writer', label: {}, value: { 'ru-Latn': ['Plechanov'], ru: ['Плеханов'] } }],
        date: '1917~',
        behavior: 'paged',
        startSurfaceId: c,
      },
    } as const;
    const answer = await change(id, edition, patch);
    expect(answer.status, await answer.clone().text()).to.equal(200);
    expect(answer.headers.get('etag')).to.equal(`"${edition + 1}"`);
    const after = await desk(id);
    expect(after.surfaces.map((surface) => surface.id)).to.deep.equal([d, c, a, b]);
    expect(after.surfaces[2]?.label).to.deep.equal({ none: ['1r'] });
    expect(after.surfaces[3]?.behavior).to.equal('non-paged');
    expect(after.ranges).to.deep.equal([range]);
    expect(after).to.deep.include(patch.description);
    const { events } = await readJson<{ events: { detail: string }[] }>(
      await server.ask(`/api/items/${id}/events`),
    );
    expect(events.filter(({ detail }) => detail.includes('Put 4 pages in order.'))).to.have.length(1);
    const found = await server.ask(`/api/items?q=${encodeURIComponent('плеханов')}`);
    expect(await readJson<{ total: number }>(found)).to.deep.include({ total: 1 });
  });

  it('changes nothing where somebody else was first, or where one part of it is wrong', async () => {
    const { id, surfaces } = await setOut(2);
    const { edition } = await desk(id);
    const [a, b] = surfaces as [string, string];
    const other = await setOut(1);
    expect((await change(id, edition + 1, { order: [b, a] })).status).to.equal(412);
    const strangers: DeskPatch[] = [
      { order: [b, other.surfaces[0] ?? ''] },
      { labels: { [newId()]: {} } },
      { ranges: [{ id: newId(), label: {}, behavior: null, items: [{ surface: other.surfaces[0] ?? '' }] }] },
      { description: { startSurfaceId: other.surfaces[0] ?? '' } },
      { surfaces: { [a]: { placement: { on: a, as: 'view', label: {}, region: null } } } },
    ];
    for (const patch of strangers) {
      const answer = await change(id, edition, {
        ...patch,
        description: { date: '1917', ...patch.description },
      });
      expect(answer.status, JSON.stringify(patch)).to.equal(400);
    }
    expect(await desk(id)).to.deep.include({ edition, date: null });
  });

  it('writes into the trail that a side is shown as others are again', async () => {
    const { id, surfaces } = await setOut(1);
    const [first] = surfaces as [string];
    const { edition } = await desk(id);
    await change(id, edition, { surfaces: { [first]: { behavior: 'non-paged' } } });
    await change(id, edition + 1, { surfaces: { [first]: { behavior: null } } });
    const { events } = await readJson<{ events: { detail: string }[] }>(
      await server.ask(`/api/items/${id}/events`),
    );
    expect(events.filter(({ detail }) => detail === 'Changed how a page is shown.')).to.have.length(2);
  });

  it('says in words what it cannot read', async () => {
    const { id, surfaces } = await setOut(1);
    const { edition } = await desk(id);
    const range = { id: newId(), label: {}, behavior: null, items: [] };
    const deep = Array.from({ length: 9 }).reduce<object>(
      (inner) => ({ ...range, id: newId(), items: [{ range: inner }] }),
      range,
    );
    const wrong: [object, RegExp][] = [
      [{ order: [surfaces[0], surfaces[0]] }, /order: names a page twice/],
      [{ ranges: [range, range] }, /ranges: must name each range once/],
      [{ ranges: [deep] }, /ranges/],
      [
        {
          description: {
            links: [{ relation: 'homepage', url: 'javascript:alert(1)', label: {}, format: '', profile: '' }],
          },
        },
        /http/,
      ],
      [{ surfaces: { x: {} } }, /is not an id/],
      [{ labels: { [surfaces[0] ?? '']: { 'not a tag': ['x'] } } }, /language tag/],
      [{ title: 'x' }, /has no field title/],
    ];
    for (const [patch, words] of wrong) {
      const answer = await change(id, edition, patch as DeskPatch);
      expect(answer.status, JSON.stringify(patch)).to.equal(400);
      expect((await readJson<ProblemBody>(answer)).detail).to.match(words);
    }
    expect((await server.ask(`/api/items/${id}/desk`, { method: 'PATCH', json: {} })).status).to.equal(428);
  });

  it('says why a side is not shown, and shows it again as it stood', async () => {
    const { id, surfaces } = await setOut(2);
    const [first] = surfaces as [string];
    const absence = {
      reason: 'Names a living person.',
      statement: { nl: ['Niet openbaar tot 2050.'] },
      shownAs: 'empty',
      until: Date.UTC(2050, 0, 1),
    } as const;
    const { edition } = await desk(id);
    await change(id, edition, { surfaces: { [first]: { absence } } });
    expect((await desk(id)).surfaces[0]).to.deep.include({ state: 'suppressed', absence });
    await change(id, edition + 1, { surfaces: { [first]: { absence: null } } });
    expect((await desk(id)).surfaces[0]).to.deep.include({ state: 'captured', absence: null });
  });

  it('is read by technicians and changed by curators alone', async () => {
    const { id } = await setOut(1);
    const technician = await server.as('technician');
    expect((await technician.ask(`/api/items/${id}/desk`)).status).to.equal(200);
    const headers = { 'If-Match': '"1"' };
    expect(
      (await technician.ask(`/api/items/${id}/desk`, { method: 'PATCH', headers, json: {} })).status,
    ).to.equal(403);
  });
});
