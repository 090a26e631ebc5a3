import type { Manifest } from '@iiif/presentation-3';
import { expect } from 'chai';
import type { Event } from '../../model/event.ts';
import { newId } from '../../model/ids.ts';
import type { ItemListEntry, ItemView } from '../../model/views.ts';
import { publishIfReady, publishItem } from '../../server/actions/publish-item.ts';
import { onPublicationChanged } from '../../server/publications.ts';
import { findItem, updateItem } from '../../storage/records/items.ts';
import { insertUpload, settleUpload } from '../../storage/records/uploads.ts';
import { addPages, addScan } from '../fixtures/ready-item.ts';
import {
  type ProblemBody,
  readJson,
  startTestServer,
  type TestClient,
  type TestServer,
} from '../fixtures/server.ts';

describe('items over HTTP', function () {
  this.timeout(30_000);
  let server: TestServer;
  let technician: TestClient;
  let curator: TestClient;

  before(async () => {
    server = await startTestServer();
    technician = await server.as('technician');
    curator = await server.as('curator');
  });
  after(() => server?.stop());

  const post = (path: string, json: unknown, client = curator) => client.ask(path, { method: 'POST', json });
  const publish = (id: string, json: unknown = {}) => post(`/api/items/${id}/publish`, json);
  const change = (method: string, path: string, json: unknown, edition?: string) =>
    curator.ask(path, { method, json, ...(edition !== undefined && { headers: { 'if-match': edition } }) });
  const detailOf = async (answer: Response) => (await readJson<ProblemBody>(answer)).detail;
  const eventsOf = async (id: string) => {
    const answer = await technician.ask(`/api/items/${id}/events`);
    return (await readJson<{ events: (Event & { agentName: string })[] }>(answer)).events;
  };
  const readyItem = async (scans: Parameters<typeof addPages>[2] = [{}, {}, {}]) => {
    const { id } = await technician.makeItem();
    return { id, surfaces: await addPages(server.parts.records, id, scans) };
  };

  describe('registering', () => {
    it('makes an item, and finds it again by its reference', async () => {
      const json = { reference: ' ARCH00860.1 ', kind: 'poster' };
      const first = await post('/api/items', json, technician);
      const item = await readJson<ItemView>(first);
      expect([first.status, first.headers.get('etag')]).to.deep.equal([201, '"1"']);
      expect(item).to.deep.include({
        reference: 'ARCH00860.1',
        kind: 'poster',
        label: { none: ['ARCH00860.1'] },
        state: 'registered',
        counts: { total: 0, ready: 0, stuck: 0 },
        access: 'open',
        publishedRevision: null,
        blockers: [{ en: 'There are no scans yet.', nl: 'Er zijn nog geen scans.' }],
        manifest: `${server.parts.config.publicUrl}/iiif/presentation/${item.id}/manifest`,
        viewer: `${server.parts.config.publicUrl}/view/${item.id}`,
      });
      const again = await post(
        '/api/items',
        { reference: 'ARCH00860.1', label: { nl: ['Anders'] } },
        technician,
      );
      expect([again.status, await readJson<ItemView>(again)]).to.deep.equal([200, item]);
      const [event] = await eventsOf(item.id);
      expect(event).to.include({ type: 'registration', agentName: 'test technician' });
    });

    it('makes one item of one reference, also when many ask at once', async () => {
      const reference = `RACE ${newId()}`;
      const answers = await Promise.all(Array.from({ length: 8 }, () => post('/api/items', { reference })));
      const ids = await Promise.all(answers.map(async (answer) => (await readJson<ItemView>(answer)).id));
      expect(new Set(ids).size).to.equal(1);
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([...Array(7).fill(200), 201]);
    });

    const WRONG: readonly [unknown, RegExp][] = [
      [{}, /^reference: is missing\.$/],
      [{ reference: '  ' }, /^reference: must be 1 to 200 characters in one line\.$/],
      [{ reference: 'a\nb' }, /^reference: /],
      [{ reference: 'x', kind: 'map' }, /^kind: must be one of poster, pamphlet, manuscript\.$/],
      [{ reference: 'x', label: { 'not a tag': ['y'] } }, /^label.*not a language tag/],
      [{ reference: 'x', label: { nl: 'y' } }, /^label\.nl: must be a list\.$/],
      [[], /^The request: must be an object\.$/],
    ];
    for (const [json, sentence] of WRONG) {
      it(`refuses ${JSON.stringify(json)} in words`, async () => {
        const answer = await post('/api/items', json, technician);
        expect(answer.status).to.equal(400);
        expect(answer.headers.get('content-type')).to.match(/^application\/problem\+json/);
        const problem = await readJson<ProblemBody>(answer);
        expect(problem).to.deep.include({ status: 400, title: 'Bad Request', code: 'bad-request' });
        expect(problem.detail).to.match(sentence);
      });
    }

    it('refuses a body that is no JSON, and one that is too large', async () => {
      const send = (body: string) =>
        technician.ask('/api/items', {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json' },
        });
      const broken = await send('{"reference"');
      expect([broken.status, await detailOf(broken)]).to.deep.equal([
        400,
        'The body of the request is not valid JSON.',
      ]);
      expect((await send(JSON.stringify({ reference: 'x'.repeat(1_100_000) }))).status).to.equal(413);
    });
  });

  describe('finding', () => {
    it('looks in references and titles, by state and page by page', async () => {
      const word = `w${newId().slice(-12)}`;
      const { id } = await readJson<ItemView>(
        await post('/api/items', { reference: `A ${word}`, label: { nl: ['Affiche'] } }),
      );
      await post('/api/items', { reference: `B ${word}` });
      const [surface] = await addPages(server.parts.records, id, [{ width: 1000, height: 700 }]);
      const find = async (query: string) =>
        readJson<{ items: ItemListEntry[]; total: number }>(await technician.ask(`/api/items?${query}`));
      expect((await find(`q=${word}`)).total).to.equal(2);
      const { items, total } = await find(`q=affiche%20${word}&state=in_qa`);
      expect([total, items.length]).to.deep.equal([1, 1]);
      expect(items[0]).to.deep.include({ id, state: 'in_qa', counts: { total: 1, ready: 1, stuck: 0 } });
      expect(items[0]?.thumbnail).to.match(new RegExp(`/iiif/3/${surface}~1/full/500,350/0/default\\.jpg$`));
      const page = await find(`q=${word}&limit=1&offset=1`);
      expect([page.total, page.items.length]).to.deep.equal([2, 1]);
      expect((await technician.ask('/api/items?state=lost')).status).to.equal(400);
      expect((await technician.ask('/api/items?limit=100000')).status).to.equal(400);
    });

    it('finds nothing at an id that is none', async () => {
      for (const id of [newId(), 'x', '..%2f..%2fetc']) {
        const answer = await technician.ask(`/api/items/${id}`);
        expect([answer.status, await detailOf(answer)]).to.deep.equal([404, 'There is no such item.']);
      }
    });
  });

  describe('describing', () => {
    it('changes what is said, on the edition that was seen, and writes it into the log', async () => {
      const { id } = await technician.makeItem();
      const rights = 'https://creativecommons.org/licenses/by/4.0/';
      const json = { label: { nl: [' Affiche ', ''], en: [] }, rights, access: 'closed' };
      const answer = await change('PATCH', `/api/items/${id}`, json, '"1"');
      expect([answer.status, answer.headers.get('etag')]).to.deep.equal([200, '"2"']);
      expect(await readJson<ItemView>(answer)).to.deep.include({
        label: { nl: ['Affiche'] },
        rights: 'http://creativecommons.org/licenses/by/4.0/',
        access: 'closed',
        edition: 2,
      });
      const [event] = await eventsOf(id);
      expect(event).to.include({
        type: 'metadata modification',
        detail: 'Changed the title, the rights, the access.',
        agentName: 'test curator',
      });
    });

    it('refuses control characters, which not every database can store, and keeps the ends of lines', async () => {
      const { id } = await technician.makeItem();
      const refused = await change('PATCH', `/api/items/${id}`, { label: { en: ['A\0B'] } }, '"1"');
      expect([refused.status, await detailOf(refused)]).to.deep.equal([
        400,
        'label.en.0: must not hold control characters.',
      ]);
      const kept = await change('PATCH', `/api/items/${id}`, { summary: { en: ['A\n\tB'] } }, '"1"');
      expect((await readJson<ItemView>(kept)).summary).to.deep.equal({ en: ['A\n\tB'] });
      expect((await technician.ask('/api/items?q=a%00')).status).to.equal(400);
      expect((await technician.ask('/api/files/%00/retry', { method: 'POST' })).status).to.equal(404);
      const json = { email: 'a\0@example.org', password: 'x' };
      expect((await technician.ask('/api/session', { method: 'POST', json })).status).to.equal(400);
    });

    it('needs If-Match, and stops the second of two who changed the same edition', async () => {
      const { id } = await technician.makeItem();
      const rename = (edition?: string) =>
        change('PATCH', `/api/items/${id}`, { label: { nl: ['A'] } }, edition);
      expect((await rename()).status).to.equal(428);
      expect((await rename('W/"1"')).status).to.equal(400);
      const both = await Promise.all([rename('"1"'), rename('"1"')]);
      expect(both.map(({ status }) => status).sort()).to.deep.equal([200, 412]);
      expect((await technician.item(id)).edition).to.equal(2);
    });

    it('refuses fields and values that are none', async () => {
      const { id } = await technician.makeItem();
      for (const json of [
        { reference: 'x' },
        { rights: 'https://example.org/' },
        { access: 'secret' },
        { label: null },
      ])
        expect((await change('PATCH', `/api/items/${id}`, json, '"1"')).status).to.equal(400);
      expect((await technician.item(id)).edition).to.equal(1);
    });

    it('puts surfaces in order, each exactly once', async () => {
      const { id, surfaces } = await readyItem();
      const put = (order: string[], edition = '"1"') =>
        change('PUT', `/api/items/${id}/order`, { surfaces: order }, edition);
      const [one = '', two = '', three = ''] = surfaces;
      for (const wrong of [
        [one, two],
        [one, two, two],
        [one, two, newId()],
        [one, two, three, newId()],
      ])
        expect((await put(wrong)).status).to.equal(400);
      const answer = await put([three, one, two]);
      const item = await readJson<ItemView>(answer);
      expect(item.surfaces.map((surface) => surface.id)).to.deep.equal([three, one, two]);
      expect(item.surfaces.map((surface) => surface.position)).to.deep.equal([1, 2, 3]);
      expect((await put([one, two, three], '"1"')).status).to.equal(412);
    });

    it('labels a surface', async () => {
      const { id, surfaces } = await readyItem();
      const answer = await change('PATCH', `/api/surfaces/${surfaces[1]}`, { label: { none: ['2r'] } });
      expect((await readJson<ItemView>(answer)).surfaces[1]?.label).to.deep.equal({ none: ['2r'] });
      expect((await eventsOf(id))[0]).to.include({
        surfaceId: surfaces[1],
        detail: 'Changed the label of p2.',
      });
      expect((await change('PATCH', `/api/surfaces/${newId()}`, { label: {} })).status).to.equal(404);
    });

    it('leaves a surface out, which then stands in no way and in no manifest, and shows it again', async () => {
      const { id, surfaces } = await readyItem([{}, { state: 'rejected' }, {}]);
      const show = async (shown: boolean) =>
        readJson<ItemView>(await change('PATCH', `/api/surfaces/${surfaces[1]}`, { shown }));
      const without = await show(false);
      expect(without.surfaces[1]?.state).to.equal('suppressed');
      expect([without.blockers, without.counts, without.state]).to.deep.equal([
        [],
        { total: 2, ready: 2, stuck: 0 },
        'in_qa',
      ]);
      expect((await eventsOf(id))[0]).to.include({ surfaceId: surfaces[1], detail: 'Left p2 out.' });
      const found = await readJson<{ total: number }>(await technician.ask('/api/items?state=attention'));
      expect((await publish(id)).status).to.equal(200);
      const again = await show(true);
      expect([again.state, again.blockers.length]).to.deep.equal(['attention', 1]);
      const then = await readJson<{ total: number }>(await technician.ask('/api/items?state=attention'));
      expect(then.total).to.equal(found.total + 1);
      expect((await change('PATCH', `/api/surfaces/${surfaces[1]}`, {})).status).to.equal(400);
    });

    it('is for curators', async () => {
      const { id, surfaces } = await readyItem();
      const requests: [string, string, unknown][] = [
        ['PATCH', `/api/items/${id}`, { label: {} }],
        ['PUT', `/api/items/${id}/order`, { surfaces }],
        ['PATCH', `/api/surfaces/${surfaces[0]}`, { label: {} }],
        ['POST', `/api/items/${id}/publish`, {}],
        ['POST', `/api/items/${id}/withdraw`, { reason: 'x' }],
      ];
      for (const [method, path, json] of requests) {
        expect((await technician.ask(path, { method, json })).status, path).to.equal(403);
        expect((await fetch(server.url + path, { method })).status, path).to.equal(401);
      }
      for (const path of ['/api/items', `/api/items/${id}`, `/api/items/${id}/events`])
        expect((await fetch(server.url + path)).status, path).to.equal(401);
    });
  });

  describe('publishing', () => {
    it('does not happen by itself any more once the item has been withdrawn, not even in that moment', async () => {
      const { id } = await readyItem();
      await publish(id);
      await server.parts.records.write(async (rows) => {
        const item = await findItem(rows, id);
        if (item) await updateItem(rows, item, { publishWhenReadyBy: 'somebody' }, Date.now());
      });
      const { objects } = server.parts;
      const write: typeof objects.write = async (...given) => {
        await change('POST', `/api/items/${id}/withdraw`, { reason: 'A mistake.' });
        return objects.write(...given);
      };
      await publishIfReady({ ...server.parts, objects: { ...objects, write } }, id);
      expect((await technician.item(id)).state).to.equal('withdrawn');
    });

    it('says in words what stands in its way', async () => {
      const { id } = await readyItem([
        { state: 'checking' },
        { state: 'rejected' },
        { state: 'rejected' },
        { state: 'failed' },
      ]);
      const { edition } = await technician.item(id);
      await change('PATCH', `/api/items/${id}`, { access: 'closed' }, `"${edition}"`);
      const { blockers } = await technician.item(id);
      const sentences = blockers.map(({ en }) => en);
      expect(sentences).to.deep.equal([
        'The item is closed. Open it first.',
        '1 scan is still being checked or cut.',
        '2 scans were rejected. Scan again.',
        '1 scan could not be worked on. Try again, or ask the administrator.',
      ]);
      expect(blockers[2]?.nl).to.equal('2 scans zijn afgekeurd. Scan opnieuw.');
      const answer = await publish(id);
      expect(answer.status).to.equal(409);
      expect(await detailOf(answer)).to.equal(`It cannot be published yet. ${sentences.join(' ')}`);
    });

    it('makes revision 1, freezes the canvases, passes the surfaces and tells who must know', async () => {
      const { id, surfaces } = await readyItem([{ width: 1000, height: 700 }]);
      const told: string[] = [];
      const stop = onPublicationChanged((itemId) => told.push(itemId));
      const item = await readJson<ItemView>(await publish(id, { note: 'First.' }));
      stop();
      expect(told).to.deep.equal([id]);
      expect(item).to.include({ state: 'published', publishedRevision: 1 });
      expect(item.revisions).to.have.length(1);
      expect(item.revisions[0]).to.include({ revision: 1, note: 'First.', publishedBy: 'test curator' });
      expect(item.surfaces[0]?.state).to.equal('passed');
      expect((await eventsOf(id))[0]).to.include({
        type: 'publication',
        detail: 'Published as revision 1. First.',
      });

      const place = { itemId: id, surfaceId: surfaces[0] ?? '', version: 2 };
      await addScan(server.parts.records, place, { width: 2000, height: 1500 });
      await publish(id);
      const manifest = await readJson<Manifest>(
        await fetch(`${server.url}/iiif/presentation/${id}/manifest`),
      );
      expect(manifest.items[0]).to.deep.include({ width: 1000, height: 700 });
      expect(manifest.items[0]?.items?.[0]?.items?.[0]?.body).to.deep.include({ width: 2000, height: 1500 });
    });

    it('of what has not changed stays the revision that it is', async () => {
      const { id } = await readyItem();
      const by = { agent: 'test' };
      expect(await publishItem(server.parts, id, by)).to.deep.equal({ revision: 1, isNew: true });
      expect(await publishItem(server.parts, id, by)).to.deep.equal({ revision: 1, isNew: false });
      const { edition } = await technician.item(id);
      await change('PATCH', `/api/items/${id}`, { label: { nl: ['Nieuw'] } }, `"${edition}"`);
      expect(await publishItem(server.parts, id, by)).to.deep.equal({ revision: 2, isNew: true });
      expect((await eventsOf(id)).filter(({ type }) => type === 'publication')).to.have.length(2);
    });

    it('by many at once makes one revision', async () => {
      const { id } = await readyItem();
      const answers = await Promise.all(Array.from({ length: 6 }, () => publish(id)));
      expect(answers.map(({ status }) => status)).to.deep.equal(Array(6).fill(200));
      expect((await technician.item(id)).revisions.map(({ revision }) => revision)).to.deep.equal([1]);
    });

    it('when ready happens by itself, as soon as nothing stands in its way', async () => {
      const { id } = await technician.makeItem();
      const asked = await readJson<ItemView>(await publish(id, { whenReady: true }));
      expect(asked).to.include({ publishWhenReady: true, publishedRevision: null });
      expect(await publishIfReady(server.parts, id)).to.equal(false);
      await addPages(server.parts.records, id, [{}]);
      const uploadId = newId();
      await server.parts.records.write((rows) =>
        insertUpload(rows, {
          id: uploadId,
          itemId: id,
          fileName: 'p2.tif',
          sizeBytes: 1,
          sha256: null,
          state: 'receiving',
          detail: null,
          fileVersionId: null,
          agent: 'test',
          createdAt: Date.now(),
          finishedAt: null,
        }),
      );
      expect(await publishIfReady(server.parts, id), 'while a file is coming in').to.equal(false);
      const end = { state: 'accepted', detail: null, fileVersionId: null, at: Date.now() } as const;
      await server.parts.records.write((rows) => settleUpload(rows, uploadId, end));
      expect(await publishIfReady(server.parts, id)).to.equal(true);
      expect(await technician.item(id)).to.include({ publishWhenReady: false, publishedRevision: 1 });
      expect(await publishIfReady(server.parts, id)).to.equal(false);
      expect((await eventsOf(id))[0]).to.include({ type: 'publication', agentName: 'test curator' });
    });

    it('when ready happens at once where all is ready', async () => {
      const { id } = await readyItem();
      const item = await readJson<ItemView>(await publish(id, { whenReady: true }));
      expect(item).to.include({ publishWhenReady: false, publishedRevision: 1 });
    });
  });

  describe('withdrawing', () => {
    it('needs a reason, and something published', async () => {
      const { id } = await readyItem();
      const withdraw = (reason: string) => post(`/api/items/${id}/withdraw`, { reason });
      const early = await withdraw('Too soon.');
      expect([early.status, await detailOf(early)]).to.deep.equal([409, 'The item is not published.']);
      await publish(id);
      expect((await withdraw(' ')).status).to.equal(400);
      expect(await readJson<ItemView>(await withdraw('The heirs asked.'))).to.include({ state: 'withdrawn' });
      expect((await withdraw('Again.')).status).to.equal(409);
      expect((await eventsOf(id))[0]).to.include({
        type: 'withdrawal',
        detail: 'Withdrawn: The heirs asked.',
      });
      expect(await readJson<ItemView>(await publish(id))).to.include({
        state: 'published',
        publishedRevision: 1,
      });
    });
  });
});
