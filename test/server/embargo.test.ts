import { expect } from 'chai';
import type { DeskPatch } from '../../model/desk.ts';
import { liftEmbargoes } from '../../server/actions/lift-embargoes.ts';
import { askAlone, type PlainAnswer } from '../fixtures/plain-http.ts';
import { type PublishedScan, publishScan } from '../fixtures/published-images.ts';
import { addPages } from '../fixtures/ready-item.ts';
import { readJson, startTestServer, type TestServer } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

const FRONTS = 2;
const DAY_MS = 86_400_000;
const REASON = 'Brieven van wie nog leeft.';
const BASIS = 'Depositor’s contract 1987, §4';

describe('an embargo', function () {
  this.timeout(60_000);
  let server: TestServer;
  let scan: PublishedScan;

  before(async () => {
    server = await startTestServer({ processes: FRONTS, env: { RECTO_TIME_ZONE: 'Europe/Amsterdam' } });
    scan = await publishScan(server, server.env, { width: 601, height: 407 });
  });
  after(() => server?.stop());

  async function describeItem(id: string, description: NonNullable<DeskPatch['description']>): Promise<void> {
    const { edition } = await server.item(id);
    const headers = { 'If-Match': `"${edition}"` };
    const answer = await server.ask(`/api/items/${id}/desk`, {
      ...{ method: 'PATCH', headers, json: { description } },
    });
    expect(answer.status, await answer.text()).to.equal(200);
  }

  /** Each front gets as many of them as the others. */
  async function askEach(path: string, headers: Record<string, string> = {}): Promise<PlainAnswer[]> {
    const answers: PlainAnswer[] = [];
    for (let time = 0; time < 2 * FRONTS; time += 1)
      answers.push(await askAlone(`${server.url}${path}`, { headers }));
    return answers;
  }

  const statusesOf = async (path: string) => new Set((await askEach(path)).map(({ status }) => status));
  const tile = () => `${scan.service}/0,0,512,407/512,/0/default.jpg`;
  const drawn = () => `${scan.service.replace('/3/', '/2/')}/full/90,/0/default.jpg`;
  const manifest = () => `/iiif/presentation/${scan.itemId}/manifest`;
  const all = () => [tile(), drawn(), `${scan.service}/info.json`, manifest(), `/view/${scan.itemId}`];
  const isListed = async () =>
    (await askAlone(`${server.url}/iiif/presentation/collection/top`)).body.includes(scan.itemId);

  it('closes at once, everywhere, with the day and the reason, and never says by which rule', async () => {
    for (const path of all()) expect(await statusesOf(path), path).to.deep.equal(new Set([200]));
    const embargoUntil = Date.UTC(2099, 11, 31, 23);
    await describeItem(scan.itemId, { embargoUntil, accessReason: REASON, accessBasis: BASIS });
    for (const path of all()) {
      for (const { status, headers, body } of await askEach(path)) {
        const { detail } = JSON.parse(body.toString()) as { detail: string };
        expect([status, detail], path).to.deep.equal([403, `Closed until 1 January 2100: ${REASON}`]);
        expect(headers['cache-control'], path).to.match(/^no-(store|cache)$/);
        expect(body.toString()).to.not.include('1987');
      }
    }
    expect(await isListed()).to.equal(false);
    expect((await server.ask(manifest())).status, 'staff').to.equal(200);
    expect((await server.ask(`${manifest()}?as=reader`)).status, 'staff, as readers see it').to.equal(403);
    expect((await server.ask(tile())).headers.get('cache-control'), 'staff').to.equal('private, no-store');
  });

  it('is told to people on a page, in their language', async () => {
    const accept = { accept: 'text/html', 'accept-language': 'nl' };
    const [page] = await askEach(`/view/${scan.itemId}`, accept);
    expect([page?.status, page?.headers['cache-control']]).to.deep.equal([403, 'no-cache']);
    expect(page?.body.toString())
      .to.include('Dit item is gesloten tot 1 januari 2100')
      .and.include(`<p dir="auto">${REASON}</p>`)
      .and.include('Op 1 januari 2100 gaat het hier vanzelf open.')
      .and.not.include('1987');
  });

  it('ends by itself, in every process, without a restart, and is noted once', async () => {
    const embargoUntil = Date.now() + 3_000;
    await describeItem(scan.itemId, { embargoUntil });
    const [collection] = await askEach('/iiif/presentation/collection/top');
    const [, seconds = '60'] =
      /^public, max-age=(\d+)$/.exec(collection?.headers['cache-control'] ?? '') ?? [];
    expect(Number(seconds)).to.be.at.most(3);
    const seen: [number, number][] = [];
    while (Date.now() < embargoUntil - 200)
      seen.push([(await askAlone(`${server.url}${tile()}`)).status, Date.now()]);
    expect(new Set(seen.map(([status]) => status))).to.deep.equal(new Set([403]));
    for (const path of all())
      await until(async () => [...(await statusesOf(path))].join() === '200' && Date.now() >= embargoUntil);
    expect(Date.now() - embargoUntil, 'within moments').to.be.lessThan(15_000);
    expect(await isListed()).to.equal(true);
    await until(async () => (await server.item(scan.itemId)).embargoUntil === null);
    const { events } = await readJson<{ events: { type: string; detail: string; agent: string }[] }>(
      await server.ask(`/api/items/${scan.itemId}/events`),
    );
    const ended = events.filter(({ type }) => type === 'embargo end');
    expect(ended).to.have.length(1);
    expect(ended[0]?.detail).to.match(/^The embargo until \d+ \w+ \d{4} at \d\d:\d\d has ended/);
  });

  it('is lifted by one where several try, and not where a person has closed the item', async () => {
    const [one, other] = [await server.makeItem(), await server.makeItem()];
    const past = { embargoUntil: Date.now() - DAY_MS };
    await describeItem(other.id, { access: 'closed', ...past });
    await server.parts.records.write(async (rows) => {
      await rows.updateTable('items').set({ embargo_until: 7 }).where('id', '=', one.id).execute();
    });
    await Promise.all([1, 2, 3].map(() => liftEmbargoes(server.parts)));
    await until(async () => (await server.item(one.id)).embargoUntil === null);
    const { events } = await readJson<{ events: { type: string }[] }>(
      await server.ask(`/api/items/${one.id}/events`),
    );
    expect(events.filter(({ type }) => type === 'embargo end')).to.have.length(1);
    expect(await server.item(other.id)).to.deep.include({ access: 'closed', ...past });
  });

  it('does not keep an item from being published: readers see it on the day', async () => {
    const { id } = await server.makeItem();
    await addPages(server.parts.records, id, [{}]);
    await describeItem(id, { embargoUntil: Date.now() + DAY_MS });
    const publish = await server.ask(`/api/items/${id}/publish`, {
      method: 'POST',
      json: { override: 'A test.' },
    });
    expect(publish.status, await publish.text()).to.equal(200);
    const path = `/iiif/presentation/${id}/manifest`;
    expect((await askAlone(`${server.url}${path}`)).status).to.equal(403);
    await describeItem(id, { embargoUntil: null });
    expect((await askAlone(`${server.url}${path}`)).status).to.equal(200);
  });
});
