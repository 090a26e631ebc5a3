import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { ItemListEntry, ItemView } from '../../model/views.ts';
import { openDesk } from '../fixtures/desk.ts';
import { addPages } from '../fixtures/ready-item.ts';
import { type ProblemBody, readJson } from '../fixtures/server.ts';

describe('items over HTTP', function () {
  this.timeout(30_000);
  const desk = openDesk();
  const { post, detailOf, eventsOf } = desk;

  describe('registering', () => {
    it('makes an item, and finds it again by its reference', async () => {
      const json = { reference: ' ARCH00860.1 ', kind: 'poster' };
      const first = await post('/api/items', json, desk.technician);
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
        manifest: `${desk.server.parts.config.publicUrl}/iiif/presentation/${item.id}/manifest`,
        viewer: `${desk.server.parts.config.publicUrl}/view/${item.id}`,
      });
      const again = await post(
        '/api/items',
        { reference: 'ARCH00860.1', label: { nl: ['Anders'] } },
        desk.technician,
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
        const answer = await post('/api/items', json, desk.technician);
        expect(answer.status).to.equal(400);
        expect(answer.headers.get('content-type')).to.match(/^application\/problem\+json/);
        const problem = await readJson<ProblemBody>(answer);
        expect(problem).to.deep.include({ status: 400, title: 'Bad Request', code: 'bad-request' });
        expect(problem.detail).to.match(sentence);
      });
    }

    it('refuses a body that is no JSON, and one that is too large', async () => {
      const send = (body: string) =>
        desk.technician.ask('/api/items', {
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
      const [surface] = await addPages(desk.server.parts.records, id, [{ width: 1000, height: 700 }]);
      const find = async (query: string) =>
        readJson<{ items: ItemListEntry[]; total: number }>(await desk.technician.ask(`/api/items?${query}`));
      expect((await find(`q=${word}`)).total).to.equal(2);
      const { items, total } = await find(`q=affiche%20${word}&state=in_qa`);
      expect([total, items.length]).to.deep.equal([1, 1]);
      expect(items[0]).to.deep.include({ id, state: 'in_qa', counts: { total: 1, ready: 1, stuck: 0 } });
      expect(items[0]?.thumbnail).to.match(new RegExp(`/iiif/3/${surface}~1/full/500,350/0/default\\.jpg$`));
      const page = await find(`q=${word}&limit=1&offset=1`);
      expect([page.total, page.items.length]).to.deep.equal([2, 1]);
      const exactly = async (reference: string) =>
        (await find(`reference=${encodeURIComponent(reference)}`)).items.map((one) => one.id);
      expect(await exactly(`A ${word}`)).to.deep.equal([id]);
      expect(await exactly(word)).to.deep.equal([]);
      expect((await desk.technician.ask('/api/items?state=lost')).status).to.equal(400);
      expect((await desk.technician.ask('/api/items?limit=100000')).status).to.equal(400);
    });

    it('finds nothing at an id that is none', async () => {
      for (const id of [newId(), 'x', '..%2f..%2fetc']) {
        const answer = await desk.technician.ask(`/api/items/${id}`);
        expect([answer.status, await detailOf(answer)]).to.deep.equal([404, 'There is no such item.']);
      }
    });
  });
});
