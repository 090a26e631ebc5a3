import { expect } from 'chai';
import type { StandCard } from '../../model/copy-stand.ts';
import type { Event } from '../../model/event.ts';
import type { Profile, ProfileView } from '../../model/profile.ts';
import { makeProfile } from '../../scripts/defects/icc.ts';
import { pageMaster } from '../../scripts/defects/kind.ts';
import { randomOf } from '../../scripts/defects/random.ts';
import type { Placeable } from '../../server/actions/note-arrival.ts';
import { profileOfArrival } from '../../server/actions/pin-profile.ts';
import { insertExpectedFiles } from '../../storage/records/expected-files.ts';
import { newestVersionId } from '../../storage/records/profiles.ts';
import {
  readJson,
  spawnTestWorkers,
  startTestServer,
  type TestProcess,
  type TestServer,
} from '../fixtures/server.ts';
import { upload } from '../fixtures/tus.ts';

const random = randomOf('the profile of an arrival');
/** A page of its own at 300 ppi, in sRGB. */
const scan = () =>
  pageMaster(random, {
    fields: {
      34675: { type: 7, values: makeProfile('sRGB IEC61966-2.1') },
    },
  }).bytes;

describe('the profile version that a scan is judged by', function () {
  this.timeout(90_000);
  let server: TestServer;
  let workers: TestProcess | undefined;
  before(async () => {
    server = await startTestServer();
  });
  after(async () => {
    await workers?.end();
    await server?.stop();
  });

  async function presetOf(name: string): Promise<ProfileView> {
    const { profiles } = await readJson<{ profiles: Profile[] }>(await server.ask('/api/profiles'));
    const id = profiles.find(({ preset }) => preset === name)?.id;
    return readJson<ProfileView>(await server.ask(`/api/profiles/${id}`));
  }
  async function itemUnder(profile: ProfileView | undefined): Promise<string> {
    const { id, edition } = await server.makeItem();
    if (profile === undefined) return id;
    const headers = { 'if-match': `"${edition}"` };
    const answer = await server.ask(`/api/items/${id}`, {
      method: 'PATCH',
      json: { profileId: profile.id },
      headers,
    });
    expect(answer.status).to.equal(200);
    return id;
  }
  async function verdictsOf(id: string, count: number): Promise<string[]> {
    await server.untilItem(id, ({ counts }) => counts.ready + counts.stuck === count, 60_000);
    const { events } = await readJson<{ events: Event[] }>(await server.ask(`/api/items/${id}/events`));
    return events.filter(({ type }) => type === 'validation').map(({ detail }) => detail);
  }

  it('is the newest of its item, else of its delivery, else of the default', async () => {
    const [ofItem, ofBatch, byDefault] = await Promise.all(['fadgi-2', 'fadgi-4', 'any'].map(presetOf));
    const [itemId, plainId] = [await itemUnder(ofItem), await itemUnder(undefined)];
    const json = { code: 'D1', kind: 'names', supplier: '', profileId: ofBatch?.id };
    const made = await server.ask('/api/batches', { method: 'POST', json });
    const { id: batchId } = await readJson<{ id: string }>(made);
    const place = { batchId, path: 'master/p1.tif' };
    const nameFor = (arrival: Pick<Placeable, 'itemId' | 'place'>) =>
      server.parts.records.read(async (rows) => {
        const versionId = await profileOfArrival(rows, { ...arrival, fileName: 'p1.tif' });
        const profiles = [ofItem, ofBatch, byDefault].filter((one) => one !== undefined);
        const newest = await Promise.all(profiles.map(({ id }) => newestVersionId(rows, id)));
        return profiles[newest.indexOf(versionId)]?.name;
      });
    expect(await nameFor({ itemId, place })).to.equal(ofItem?.name);
    expect(await nameFor({ itemId: plainId, place })).to.equal(ofBatch?.name);
    expect(await nameFor({ itemId: plainId })).to.equal(byDefault?.name);
    const unknown = { ...json, code: 'D2', profileId: batchId };
    expect((await server.ask('/api/batches', { method: 'POST', json: unknown })).status).to.equal(400);
  });

  it('is the one that the card at the copy stand names, with its version and why', async () => {
    const [ofItem, ofBatch, byDefault] = await Promise.all(['fadgi-2', 'fadgi-4', 'any'].map(presetOf));
    const [itemId, plainId] = [await itemUnder(ofItem), await itemUnder(undefined)];
    const cardSays = async (id: string) =>
      (await readJson<StandCard>(await server.ask(`/api/copy-stand/items/${id}`))).judgedBy;
    expect(await cardSays(itemId)).to.deep.equal({
      ...{ name: ofItem?.name, preset: 'fadgi-2', version: ofItem?.version, by: 'item', delivery: null },
    });
    const { name: usualName, version: usualVersion } = byDefault ?? {};
    const usual = { name: usualName, preset: 'any', version: usualVersion, by: 'default', delivery: null };
    expect(await cardSays(plainId)).to.deep.equal(usual);
    const json = { code: 'KB-2026-03', kind: 'names', supplier: '', profileId: ofBatch?.id };
    const made = await server.ask('/api/batches', { method: 'POST', json });
    const { id: batchId } = await readJson<{ id: string }>(made);
    const expected = { batchId, number: 0, path: 'master/p1.tif', use: 'master', surfaceId: null } as const;
    await server.parts.records.write(async (rows) => {
      const file = { ...expected, objectNumber: '1', hasArrived: false };
      await insertExpectedFiles(rows, [
        { ...file, itemId: plainId },
        { ...file, number: 1, itemId },
      ]);
      await rows.updateTable('batches').set({ state: 'open' }).where('id', '=', batchId).execute();
    });
    const { name, version } = ofBatch ?? {};
    const said = { name, preset: 'fadgi-4', version, by: 'delivery', delivery: 'KB-2026-03' };
    expect(await cardSays(plainId)).to.deep.equal(said);
    expect((await cardSays(itemId))?.by).to.equal('item');
    // Once it was accepted nothing of it is expected any more.
    await server.parts.records.write((rows) =>
      rows.updateTable('batches').set({ state: 'accepted' }).where('id', '=', batchId).execute(),
    );
    expect(await cardSays(plainId)).to.deep.equal(usual);
  });

  it('is the one that held when it arrived, of its item or else the default, whatever is saved after', async () => {
    const profile = await presetOf('fadgi-1');
    const [itemId, otherId] = [await itemUnder(profile), await itemUnder(undefined)];
    await upload(server, { item: itemId, filename: 'before.tif', bytes: scan() });
    await upload(server, { item: otherId, filename: 'default.tif', bytes: scan() });
    const stricter = { ...profile.body, ppi: { min: 400, max: null, tolerancePct: 1 } };
    const saved = await server.ask(`/api/profiles/${profile.id}`, {
      method: 'PUT',
      json: { body: stricter, note: 'Finer' },
      headers: { 'if-match': '"1"' },
    });
    expect(saved.status).to.equal(200);
    // Only now somebody checks what arrived before.
    workers = await spawnTestWorkers(server.env);
    const [before] = await verdictsOf(itemId, 1);
    expect(before).to.equal('before.tif was accepted by the profile "FADGI ★", version 1.');
    await upload(server, { item: itemId, filename: 'after.tif', bytes: scan() });
    const after = (await verdictsOf(itemId, 2)).find((detail) => detail.startsWith('after.tif'));
    expect(after).to.match(/^after\.tif was rejected by the profile "FADGI ★", version 2\. .*400 ppi/);
    const [byDefault] = await verdictsOf(otherId, 1);
    expect(byDefault).to.equal(
      'default.tif was accepted by the profile "Anything that IIIF can show", version 1.',
    );
  });
});
