import type { Manifest } from '@iiif/presentation-3';
import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { ItemView } from '../../model/views.ts';
import { publishIfReady, publishItem } from '../../server/actions/publish-item.ts';
import { onPublicationChanged } from '../../server/publications.ts';
import { findItem, updateItem } from '../../storage/records/items.ts';
import { putPublishWish } from '../../storage/records/publish-wishes.ts';
import { insertUpload, settleUpload } from '../../storage/records/uploads.ts';
import { openDesk } from '../fixtures/desk.ts';
import { addPages, addScan } from '../fixtures/ready-item.ts';
import { readJson } from '../fixtures/server.ts';

describe('publishing items over HTTP', function () {
  this.timeout(30_000);
  const desk = openDesk();
  const { post, publish, change, detailOf, eventsOf, readyItem } = desk;

  describe('publishing', () => {
    it('does not happen by itself any more once the item has been withdrawn, not even in that moment', async () => {
      const { id } = await readyItem();
      await publish(id);
      await desk.server.parts.records.write(async (rows) => {
        const item = await findItem(rows, id);
        if (item) await updateItem(rows, item, { publishWhenReadyBy: 'somebody' }, Date.now());
        await putPublishWish(rows, id, { note: '', override: 'A test.' });
      });
      const { objects } = desk.server.parts;
      const write: typeof objects.write = async (...given) => {
        await change('POST', `/api/items/${id}/withdraw`, { reason: 'A mistake.' });
        return objects.write(...given);
      };
      await publishIfReady({ ...desk.server.parts, objects: { ...objects, write } }, id);
      expect((await desk.technician.item(id)).state).to.equal('withdrawn');
    });

    it('says in words what stands in its way', async () => {
      const { id } = await readyItem([
        { state: 'checking' },
        { state: 'rejected' },
        { state: 'rejected' },
        { state: 'failed' },
      ]);
      const { blockers } = await desk.technician.item(id);
      const sentences = blockers.map(({ en }) => en);
      expect(sentences).to.deep.equal([
        '1 scan is still being checked or cut.',
        '2 scans were rejected. Scan again.',
        '1 scan could not be worked on. Try again, or ask the administrator.',
      ]);
      expect(blockers[1]?.nl).to.equal('2 scans zijn afgekeurd. Scan opnieuw.');
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
        detail:
          'Published as revision 1. First. In spite of not-looked-at, without-title, without-rights: A test.',
      });

      const place = { itemId: id, surfaceId: surfaces[0] ?? '', version: 2 };
      await addScan(desk.server.parts.records, place, { width: 2000, height: 1500 });
      await publish(id);
      const manifest = await readJson<Manifest>(
        await fetch(`${desk.server.url}/iiif/presentation/${id}/manifest`),
      );
      expect(manifest.items[0]).to.deep.include({ width: 1000, height: 700 });
      expect(manifest.items[0]?.items?.[0]?.items?.[0]?.body).to.deep.include({ width: 2000, height: 1500 });
    });

    it('of what has not changed stays the revision that it is', async () => {
      const { id } = await readyItem();
      const by = { agent: 'test', override: 'A test.' };
      expect(await publishItem(desk.server.parts, id, by)).to.deep.equal({ revision: 1, isNew: true });
      expect(await publishItem(desk.server.parts, id, by)).to.deep.equal({ revision: 1, isNew: false });
      const { edition } = await desk.technician.item(id);
      await change('PATCH', `/api/items/${id}`, { label: { nl: ['Nieuw'] } }, `"${edition}"`);
      expect(await publishItem(desk.server.parts, id, by)).to.deep.equal({ revision: 2, isNew: true });
      expect((await eventsOf(id)).filter(({ type }) => type === 'publication')).to.have.length(2);
    });

    it('is not of use again before something has changed that readers see', async () => {
      const { id } = await readyItem();
      const isUpToDate = async () => (await desk.technician.item(id)).isUpToDate;
      const edit = async (json: object) => {
        const { edition } = await desk.technician.item(id);
        expect((await change('PATCH', `/api/items/${id}`, json, `"${edition}"`)).status).to.equal(200);
      };
      expect(await isUpToDate()).to.equal(false);
      await publish(id);
      expect(await isUpToDate()).to.equal(true);
      await edit({ handlingNotes: 'Gloves' });
      expect(await isUpToDate()).to.equal(true);
      await edit({ label: { nl: ['Anders'] } });
      expect(await isUpToDate()).to.equal(false);
      await publish(id);
      expect(await isUpToDate()).to.equal(true);
      await change('POST', `/api/items/${id}/withdraw`, { reason: 'A mistake.' });
      expect(await isUpToDate()).to.equal(false);
    });

    it('by many at once makes one revision', async () => {
      const { id } = await readyItem();
      const answers = await Promise.all(Array.from({ length: 6 }, () => publish(id)));
      expect(answers.map(({ status }) => status)).to.deep.equal(Array(6).fill(200));
      expect((await desk.technician.item(id)).revisions.map(({ revision }) => revision)).to.deep.equal([1]);
    });

    it('when ready happens by itself, as soon as nothing stands in its way', async () => {
      const { id } = await desk.technician.makeItem();
      const asked = await readJson<ItemView>(await publish(id, { whenReady: true }));
      expect(asked).to.include({ publishWhenReady: true, publishedRevision: null });
      expect(await publishIfReady(desk.server.parts, id)).to.equal(false);
      await addPages(desk.server.parts.records, id, [{}]);
      const uploadId = newId();
      await desk.server.parts.records.write((rows) =>
        insertUpload(rows, {
          id: uploadId,
          itemId: id,
          fileName: 'p2.tif',
          sizeBytes: 1,
          sha256: null,
          state: 'receiving',
          detail: null,
          fileVersionId: null,
          sessionId: null,
          stationId: null,
          agent: 'test',
          createdAt: Date.now(),
          finishedAt: null,
        }),
      );
      expect(await publishIfReady(desk.server.parts, id), 'while a file is coming in').to.equal(false);
      const end = { state: 'accepted', detail: null, fileVersionId: null, at: Date.now() } as const;
      await desk.server.parts.records.write((rows) => settleUpload(rows, uploadId, end));
      expect(await publishIfReady(desk.server.parts, id)).to.equal(true);
      expect(await desk.technician.item(id)).to.include({ publishWhenReady: false, publishedRevision: 1 });
      expect(await publishIfReady(desk.server.parts, id)).to.equal(false);
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
