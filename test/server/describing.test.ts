import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { ItemView } from '../../model/views.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';

describe('what is said of items, over HTTP', function () {
  this.timeout(30_000);
  const desk = openDesk();
  const { publish, change, detailOf, eventsOf, readyItem } = desk;

  describe('describing', () => {
    it('changes what is said, on the edition that was seen, and writes it into the log', async () => {
      const { id } = await desk.technician.makeItem();
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

    it('writes language tags as they are written, and puts what is of one language together', async () => {
      const { id } = await desk.technician.makeItem();
      const label = { 'RU-latn': ['Plechanov'], nl: ['A'], NL: ['B'], iw: ['שלום'], none: ['1917'] };
      const answer = await change('PATCH', `/api/items/${id}`, { label }, '"1"');
      expect((await readJson<ItemView>(answer)).label).to.deep.equal({
        ...{ 'ru-Latn': ['Plechanov'], nl: ['A', 'B'], he: ['שלום'], none: ['1917'] },
      });
      const wrong = await change('PATCH', `/api/items/${id}`, { label: { 'a b': ['x'] } }, '"2"');
      expect([wrong.status, await detailOf(wrong)][1]).to.match(/is not a language tag/);
    });

    it('refuses control characters, which not every database can store, and keeps the ends of lines', async () => {
      const { id } = await desk.technician.makeItem();
      const refused = await change('PATCH', `/api/items/${id}`, { label: { en: ['A\0B'] } }, '"1"');
      expect([refused.status, await detailOf(refused)]).to.deep.equal([
        400,
        'label.en.0: must not hold control characters.',
      ]);
      const kept = await change('PATCH', `/api/items/${id}`, { summary: { en: ['A\n\tB'] } }, '"1"');
      expect((await readJson<ItemView>(kept)).summary).to.deep.equal({ en: ['A\n\tB'] });
      expect((await desk.technician.ask('/api/items?q=a%00')).status).to.equal(400);
      expect((await desk.technician.ask('/api/files/%00/retry', { method: 'POST' })).status).to.equal(404);
      const json = { email: 'a\0@example.org', password: 'x' };
      expect((await desk.technician.ask('/api/session', { method: 'POST', json })).status).to.equal(400);
    });

    it('needs If-Match, and stops the second of two who changed the same edition', async () => {
      const { id } = await desk.technician.makeItem();
      const rename = (edition?: string) =>
        change('PATCH', `/api/items/${id}`, { label: { nl: ['A'] } }, edition);
      expect((await rename()).status).to.equal(428);
      expect((await rename('W/"1"')).status).to.equal(400);
      const both = await Promise.all([rename('"1"'), rename('"1"')]);
      expect(both.map(({ status }) => status).sort()).to.deep.equal([200, 412]);
      expect((await desk.technician.item(id)).edition).to.equal(2);
    });

    it('refuses fields and values that are none', async () => {
      const { id } = await desk.technician.makeItem();
      for (const json of [
        { reference: 'x' },
        { rights: 'https://example.org/' },
        { access: 'secret' },
        { label: null },
      ])
        expect((await change('PATCH', `/api/items/${id}`, json, '"1"')).status).to.equal(400);
      expect((await desk.technician.item(id)).edition).to.equal(1);
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
      const found = await readJson<{ total: number }>(
        await desk.technician.ask('/api/items?state=attention'),
      );
      expect((await publish(id)).status).to.equal(200);
      const again = await show(true);
      expect([again.state, again.blockers.length]).to.deep.equal(['attention', 1]);
      const then = await readJson<{ total: number }>(await desk.technician.ask('/api/items?state=attention'));
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
        expect((await desk.technician.ask(path, { method, json })).status, path).to.equal(403);
        expect((await fetch(desk.server.url + path, { method })).status, path).to.equal(401);
      }
      for (const path of ['/api/items', `/api/items/${id}`, `/api/items/${id}/events`])
        expect((await fetch(desk.server.url + path)).status, path).to.equal(401);
    });
  });
});
