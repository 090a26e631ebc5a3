import { createHash } from 'node:crypto';
import type { Manifest } from '@iiif/presentation-3';
import { expect } from 'chai';
import type { TechnicalFacts } from '../../model/file-version.ts';
import { newId } from '../../model/ids.ts';
import type { ProfileView } from '../../model/profile.ts';
import type { RescanList } from '../../model/rescan.ts';
import type { FileView, ItemView } from '../../model/views.ts';
import { commitStep } from '../../server/actions/commit-step.ts';
import { packKey } from '../../storage/objects/keys.ts';
import { dueStepsOf } from '../../storage/records/due-steps.ts';
import { findPublishedVersion } from '../../storage/records/file-versions.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';

const FACTS: TechnicalFacts = {
  ...{ puid: 'fmt/353', formatName: 'TIFF', width: 30, height: 20, bitsPerSample: 8, samplesPerPixel: 3 },
  ...{ photometric: 'RGB', compression: 'none', iccProfile: null, ppiX: 300, ppiY: 300 },
  ...{ orientation: 1, pages: 1 },
};
const CUT_SHORT = {
  rule: 'decode',
  severity: 'error',
  message: { en: 'The file is cut short.', nl: 'Het bestand is afgebroken.' },
} as const;

describe('a scan that comes for a page that is asked for again', function () {
  this.timeout(60_000);
  const desk = openDesk();
  const { post, eventsOf } = desk;
  const ask = (surfaceId: string | undefined) =>
    post(`/api/surfaces/${surfaceId}/rescan`, { reason: 'crooked' }, desk.technician);
  const bring = (surfaceId: string | undefined, version: number) =>
    post(`/api/surfaces/${surfaceId}/current`, { version }, desk.technician);
  const itemOf = (id: string) => desk.technician.item(id);
  const pagesOf = ({ surfaces }: ItemView) =>
    surfaces.map(({ name, state, currentVersion, versions }) => [
      name,
      state,
      currentVersion,
      versions.length,
    ]);

  async function send(itemId: string, name: string, content = newId()) {
    const digest = createHash('sha256').update(content).digest('base64');
    const answer = await desk.technician.ask(`/api/items/${itemId}/files/${name}`, {
      method: 'PUT',
      body: content,
      headers: { 'content-digest': `sha-256=:${digest}:` },
    });
    return { status: answer.status, ...(await readJson<FileView & { notice?: string }>(answer)) };
  }
  async function work(fileVersionId: string, findings: readonly (typeof CUT_SHORT)[] = []): Promise<void> {
    const { parts } = desk.server;
    const due = async () => (await parts.records.read((rows) => dueStepsOf(rows, fileVersionId)))[0]!;
    await commitStep(parts, await due(), {
      ok: true,
      outcome: { step: 'check-master', facts: FACTS, findings },
    });
    if (findings.length > 0) return;
    const pack = { sizeBytes: 9, sha256: 'a'.repeat(64), width: 30, height: 20, tileSize: 512 };
    const place = { directoryOffset: 1, directoryBytes: 8 };
    const outcome = { step: 'cut-tiles', recipe: 'r1', key: packKey(fileVersionId, 'r1') } as const;
    await commitStep(parts, await due(), { ok: true, outcome: { ...outcome, ...pack, ...place } });
  }
  async function sendGood(itemId: string, name: string): Promise<FileView> {
    const file = await send(itemId, name);
    await work(file.id);
    return file;
  }
  async function listed(itemId: string) {
    const answer = await desk.technician.ask('/api/rescans?limit=200');
    const { rescans } = await readJson<RescanList>(answer);
    return rescans.filter(({ item }) => item.id === itemId);
  }
  /** An item of which one page was scanned and is asked for again. */
  async function asked(name: string) {
    const { id } = await desk.technician.makeItem();
    await sendGood(id, name);
    const [surface] = (await itemOf(id)).surfaces;
    await ask(surface?.id);
    return { id, surfaceId: surface?.id ?? '' };
  }
  async function useNames(itemId: string, namePattern: string): Promise<void> {
    const { profiles } = await readJson<{ profiles: { id: string; isDefault: boolean }[] }>(
      await desk.curator.ask('/api/profiles'),
    );
    const copyOf = profiles.find(({ isDefault }) => isDefault)?.id;
    const made = await post('/api/profiles', { copyOf, name: `Names ${newId()}` });
    const { id, body } = await readJson<ProfileView>(made);
    const saved = await desk.change('PUT', `/api/profiles/${id}`, { body: { ...body, namePattern } }, '"1"');
    expect(saved.status).to.equal(200);
    const { edition } = await itemOf(itemId);
    await desk.change('PATCH', `/api/items/${itemId}`, { profileId: id }, `"${edition}"`);
  }

  it('is a new version of the page of its name: the request is answered, and old and new are compared', async () => {
    const { id, surfaceId } = await asked('p1.tif');
    await sendGood(id, 'p1.tif');
    expect(pagesOf(await itemOf(id))).to.deep.equal([['p1', 'captured', 2, 2]]);
    const [found] = await listed(id);
    expect(found).to.deep.include({ state: 'replaced', old: 1, shown: 2 });
    expect(found?.replacement).to.deep.include({ version: 2, state: 'ready' });
    const kept = await post(`/api/surfaces/${surfaceId}/rescan/keep`, {}, desk.technician);
    expect([kept.status, await listed(id)]).to.deep.equal([204, []]);
    const said = (await eventsOf(id)).filter(({ type }) => type === 'rescan').map(({ detail }) => detail);
    expect(said).to.deep.equal([
      'The new scan of p1 was compared with the old one, and kept.',
      'Version 2 of p1 came in the place of the scan that would not do.',
    ]);
  });

  it('that is rejected leaves it asked for, with what was found, and says so', async () => {
    const { id } = await asked('p1.tif');
    await work((await send(id, 'p1.tif')).id, [CUT_SHORT]);
    expect(pagesOf(await itemOf(id))).to.deep.equal([['p1', 'rescan_requested', 1, 2]]);
    const [found] = await listed(id);
    expect(found).to.deep.include({ state: 'asked', old: 1 });
    expect(found?.replacement).to.deep.include({ state: 'rejected', messages: [CUT_SHORT.message] });
    const [said] = (await eventsOf(id)).filter(({ type }) => type === 'rescan');
    expect([said?.outcome, said?.detail]).to.deep.equal([
      'failure',
      'p1.tif was rejected: the page is still to be scanned again.',
    ]);
    await sendGood(id, 'p1.tif');
    expect(pagesOf(await itemOf(id))).to.deep.equal([['p1', 'captured', 3, 3]]);
  });

  it('is found by number and side where its name says the same page in another way', async () => {
    const { id } = await asked('A.1_007v.tif');
    await useNames(id, '{archive}.{item}_{sequence}{side?}');
    await sendGood(id, 'A.1_7r.tif');
    await sendGood(id, 'A.2_7v.tif');
    await sendGood(id, 'a.1_0007verso.tif');
    expect(pagesOf(await itemOf(id)).toSorted()).to.deep.equal([
      ['A.1_007v', 'captured', 2, 2],
      ['A.1_7r', 'captured', 1, 1],
      ['A.2_7v', 'captured', 1, 1],
    ]);
    // What nobody asked for again has its own page, as ever.
    await sendGood(id, 'A.1_07v.tif');
    expect((await itemOf(id)).surfaces).to.have.lengthOf(4);
  });

  it('is not hidden on a page that is left out, whatever was asked of that before', async () => {
    const { id, surfaceId } = await asked('A.1_007v.tif');
    await useNames(id, '{archive}.{item}_{sequence}{side?}');
    await desk.change('PATCH', `/api/surfaces/${surfaceId}`, { shown: false });
    await sendGood(id, 'A.1_7v.tif');
    expect(pagesOf(await itemOf(id)).toSorted()).to.deep.equal([
      ['A.1_007v', 'suppressed', 1, 1],
      ['A.1_7v', 'captured', 1, 1],
    ]);
  });

  it('with the bytes of the old one is no new version, and the answer says so in words', async () => {
    const { id } = await desk.technician.makeItem();
    const first = await send(id, 'p1.tif', `bytes of ${id}`);
    expect([first.status, first.notice]).to.deep.equal([201, undefined]);
    await work(first.id);
    await ask((await itemOf(id)).surfaces[0]?.id);
    const again = await send(id, 'p1.tif', `bytes of ${id}`);
    expect([again.status, again.id, again.notice]).to.deep.equal([
      200,
      first.id,
      'These are the same bytes as version 1 of p1: no new version was made. The page is still to be scanned again.',
    ]);
    await sendGood(id, 'p1.tif');
    const late = await send(id, 'p1.tif', `bytes of ${id}`);
    expect(late.notice).to.match(/as version 1 of p1: .* To show that version again, bring it back\.$/);
    expect(pagesOf(await itemOf(id))).to.deep.equal([['p1', 'captured', 2, 2]]);
  });

  it('leaves an older one shown that was brought back, unless it is newer than all', async () => {
    const { id } = await desk.technician.makeItem();
    await sendGood(id, 'p1.tif');
    const slow = await send(id, 'p1.tif');
    await sendGood(id, 'p1.tif');
    const [surface] = (await itemOf(id)).surfaces;
    expect((await bring(surface?.id, 1)).status).to.equal(200);
    await work(slow.id);
    expect((await itemOf(id)).surfaces[0]?.currentVersion).to.equal(1);
    await sendGood(id, 'p1.tif');
    expect((await itemOf(id)).surfaces[0]?.currentVersion).to.equal(4);
  });

  it('moves no address: nor does an older one that is brought back and published', async () => {
    const { id } = await desk.technician.makeItem();
    await sendGood(id, 'p1.tif');
    const [surface] = (await itemOf(id)).surfaces;
    const canvases = async () => {
      const answer = await fetch(`${desk.server.url}/iiif/presentation/${id}/manifest`);
      const { items } = (await answer.json()) as Manifest;
      return items.map((canvas) => [
        new URL(canvas.id).pathname,
        canvas.width,
        JSON.stringify(canvas).match(/~\d+/)?.[0],
      ]);
    };
    const pointsTo = () =>
      desk.server.parts.records.read((rows) => findPublishedVersion(rows, surface?.id ?? ''));
    const publish = async () => expect((await desk.publish(id)).status).to.equal(200);
    await publish();
    const [[canvas, width] = []] = await canvases();
    await ask(surface?.id);
    await sendGood(id, 'p1.tif');
    expect([await canvases(), await pointsTo()]).to.deep.equal([[[canvas, width, '~1']], 1]);
    await publish();
    expect(await canvases()).to.deep.equal([[canvas, width, '~2']]);
    await bring(surface?.id, 1);
    expect([await canvases(), await pointsTo()]).to.deep.equal([[[canvas, width, '~2']], 2]);
    await publish();
    expect([await canvases(), await pointsTo()]).to.deep.equal([[[canvas, width, '~1']], 1]);
  });
});
