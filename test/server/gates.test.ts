import { expect } from 'chai';
import type { Gate } from '../../model/publishing.ts';
import type { ItemView } from '../../model/views.ts';
import { publishIfReady } from '../../server/actions/publish-item.ts';
import { mayOverride } from '../../server/auth/override.ts';
import { openDesk } from '../fixtures/desk.ts';
import { addScan } from '../fixtures/ready-item.ts';
import { readJson } from '../fixtures/server.ts';

describe('what stands in the way of publishing', function () {
  this.timeout(60_000);
  const desk = openDesk();
  const { post, eventsOf, readyItem } = desk;
  const codesOf = (gates: readonly Gate[]) => gates.map(({ code }) => code);

  it('is said with the pages that it is about, and overridden with a reason that stays', async () => {
    const { id, surfaces } = await readyItem([{}, {}]);
    const asked = await post(`/api/items/${id}/publish`, {});
    expect(asked.status).to.equal(409);
    const { detail, gates } = await readJson<{ detail: string; gates: Gate[] }>(asked);
    expect(detail).to.include('2 pages were not looked at by anybody yet.').and.include('say why');
    expect(codesOf(gates)).to.deep.equal(['not-looked-at', 'without-title', 'without-rights']);
    expect(gates[0]).to.deep.include({ surfaces, canOverride: true });
    const override = 'The exhibition opens tonight.';
    const item = await readJson<ItemView>(await post(`/api/items/${id}/publish`, { override }));
    expect(item.revisions[0]?.override).to.deep.equal({ reason: override, gates: codesOf(gates) });
    expect((await eventsOf(id))[0]?.detail).to.equal(
      `Published as revision 1. In spite of ${codesOf(gates).join(', ')}: ${override}`,
    );
    expect(codesOf(item.gates)).to.deep.equal(['without-title', 'without-rights']);
  });

  it('is nothing where everything was seen to', async () => {
    const { id, surfaces } = await readyItem([{}]);
    const { edition } = await desk.technician.item(id);
    const description = {
      label: { nl: ['Aan alle arbeiders'] },
      rights: 'https://creativecommons.org/publicdomain/mark/1.0/',
    };
    const headers = { 'if-match': `"${edition}"` };
    await desk.curator.ask(`/api/items/${id}`, { method: 'PATCH', json: description, headers });
    const review = { id: crypto.randomUUID(), surfaces, verdict: 'passed' };
    expect((await post('/api/reviews', review)).status).to.be.oneOf([200, 201, 204]);
    expect((await desk.technician.item(id)).gates).to.deep.equal([]);
    const item = await readJson<ItemView>(await post(`/api/items/${id}/publish`, {}));
    expect(item.revisions[0]?.override).to.equal(null);
  });

  it('cannot be overridden where a page has nothing to show', async () => {
    const { id } = await readyItem([{}, { state: 'rejected' }]);
    const asked = await post(`/api/items/${id}/publish`, { override: 'At once.' });
    expect(asked.status).to.equal(409);
    expect(await desk.detailOf(asked)).to.equal(
      'It cannot be published yet. 1 scan was rejected. Scan again.',
    );
  });

  it('is no rejected scan any more where an older one is shown; who waits, waits for a better one', async () => {
    const { id, surfaces } = await readyItem([{}]);
    const place = { itemId: id, surfaceId: surfaces[0] ?? '', version: 2 };
    await addScan(desk.server.parts.records, place, { state: 'rejected' });
    const { gates, blockers } = await desk.technician.item(id);
    expect([blockers, codesOf(gates)]).to.deep.equal([
      [],
      ['older-shown', 'without-title', 'without-rights'],
    ]);
    await post(`/api/items/${id}/publish`, { whenReady: true, override: 'As soon as it can.' });
    expect(await publishIfReady(desk.server.parts, id)).to.equal(false);
    const item = await readJson<ItemView>(
      await post(`/api/items/${id}/publish`, { override: 'It will do.' }),
    );
    expect(item).to.include({ publishedRevision: 1, publishWhenReady: false });
  });

  it('is waited for by who wants it published when ready and gave no reason', async () => {
    const { id } = await readyItem([{}]);
    await post(`/api/items/${id}/publish`, { whenReady: true });
    expect(await desk.technician.item(id)).to.include({ publishWhenReady: true, publishedRevision: null });
    const wish = { whenReady: true, override: 'Nobody has time.', note: 'By itself.' };
    const item = await readJson<ItemView>(await post(`/api/items/${id}/publish`, wish));
    expect(item).to.include({ publishWhenReady: false, publishedRevision: 1 });
    expect(item.revisions[0]).to.deep.include({ note: 'By itself.' });
    expect(item.revisions[0]?.override?.reason).to.equal('Nobody has time.');
  });

  it('is overridden by whom the setting names', () => {
    const { config } = desk.server.parts;
    const strict = { config: { ...config, RECTO_OVERRIDE_ROLE: 'admin' as const } };
    expect([
      mayOverride({ config }, { role: 'technician' }),
      mayOverride({ config }, { role: 'curator' }),
      mayOverride(strict, { role: 'curator' }),
      mayOverride(strict, { role: 'admin' }),
    ]).to.deep.equal([false, true, false, true]);
  });
});
