import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import { insertToken } from '../../storage/records/agents.ts';
import {
  findCaptureEnd,
  findCaptureNotes,
  noteFinished,
  noteReopened,
  updateCaptureNotes,
} from '../../storage/records/capture-notes.ts';
import { insertCaptureSession, noteSession } from '../../storage/records/capture-sessions.ts';
import { insertDueStep, settleStep } from '../../storage/records/due-steps.ts';
import type { Records } from '../../storage/records/records.ts';
import {
  findUndone,
  listedSides,
  newestCounting,
  setUndone,
  standFiles,
  standSides,
} from '../../storage/records/stand.ts';
import {
  countDue,
  filesOfStation,
  keptDigests,
  lastDone,
  noteStationArrival,
  unendedOfStation,
} from '../../storage/records/station-files.ts';
import { bindToken, insertStation } from '../../storage/records/stations.ts';
import { insertUpload } from '../../storage/records/uploads.ts';
import { store } from '../fixtures/holdings.ts';

const SPAN = { from: 1_000, until: 2_000, limit: 10 };

/** A station with a session and a token of its own. */
async function storeStation(records: Records) {
  const [stationId, sessionId, tokenId] = [newId(), newId(), newId()];
  await records.write(async (rows) => {
    await insertStation(rows, { id: stationId, name: stationId, currentItemId: null, createdAt: 1 });
    const opened = { operator: 'Anna', device: 'Phase One', startedAt: 1, endedAt: null };
    await insertCaptureSession(rows, { id: sessionId, stationId, ...opened });
    const token = { id: tokenId, name: tokenId, role: 'technician', secretHash: tokenId } as const;
    await insertToken(rows, {
      ...token,
      ...{ createdBy: 'x', createdAt: 1, lastUsedAt: null, revokedAt: null },
    });
    await bindToken(rows, tokenId, stationId);
  });
  return { stationId, sessionId, tokenId };
}

function describeStation(records: () => Records): void {
  it('finds what came from a station, in its sessions and by its tokens, in a span', async () => {
    const { stationId, sessionId, tokenId } = await storeStation(records());
    const bySession = await store(records(), { createdAt: 1_500, sha256: 'b'.repeat(64) });
    const byToken = await store(records(), { createdAt: 1_600, sha256: 'c'.repeat(64), state: 'rejected' });
    const nobodys = await store(records(), { createdAt: 1_700 });
    const upload = { id: newId(), itemId: nobodys.item.id, fileName: 'p9.tif', sizeBytes: 1, sha256: null };
    await records().write(async (rows) => {
      await noteSession(rows, bySession.file.id, sessionId);
      for (const { file } of [bySession, byToken])
        await noteStationArrival(rows, { stationId, fileVersionId: file.id, at: file.createdAt });
      const unended = {
        state: 'receiving',
        detail: null,
        fileVersionId: null,
        sessionId: null,
        stationId,
      } as const;
      await insertUpload(rows, { ...upload, ...unended, agent: tokenId, createdAt: 1_100, finishedAt: null });
    });
    const find = (patch: Partial<typeof SPAN> = {}) =>
      records().read((rows) => filesOfStation(rows, stationId, { ...SPAN, ...patch }));
    const ids = async (patch?: Partial<typeof SPAN>) => (await find(patch)).map(({ id }) => id);
    expect(await ids()).to.deep.equal([bySession.file.id, byToken.file.id]);
    expect(await ids({ from: 1_600 })).to.deep.equal([byToken.file.id]);
    expect(await ids({ until: 1_500 })).to.deep.equal([]);
    expect((await find())[1]).to.deep.include({ state: 'rejected', latestState: 'rejected', undoneAt: null });
    const open = await records().read((rows) => unendedOfStation(rows, stationId, SPAN));
    expect(open).to.deep.equal([{ name: 'p9.tif', reference: nobodys.item.reference, state: 'receiving' }]);
    const asked = ['b'.repeat(64), 'd'.repeat(64)];
    const kept = await records().read((rows) => keptDigests(rows, asked));
    expect([...kept]).to.deep.equal(['b'.repeat(64)]);
  });
}

function describeSteps(records: () => Records): void {
  it('counts what is due up to a step and of an item, and tells what was done last', async () => {
    const step = 'check-master';
    const [one, other] = [await store(records()), await store(records())];
    const before = await records().read((rows) => countDue(rows, step));
    for (const { file } of [one, other]) {
      await records().write((rows) =>
        insertDueStep(rows, { fileVersionId: file.id, step, lane: 'station', at: 5 }),
      );
      // Ids of one millisecond are in no order.
      await pause(2);
    }
    const count = (only?: Parameters<typeof countDue>[2]) =>
      records().read((rows) => countDue(rows, step, only));
    expect((await count()).count).to.equal(before.count + 2);
    const own = await count({ itemId: one.item.id });
    expect(own.count).to.equal(1);
    expect((await count({ upTo: own.last ?? '' })).count).to.equal(before.count + 1);
    expect(await count({ itemId: newId() })).to.deep.equal({ count: 0, last: undefined });
    await records().write((rows) => settleStep(rows, own.last ?? '', 'done', 9));
    const done = await records().read((rows) => lastDone(rows, step, 1));
    expect(done).to.deep.equal([{ dueAt: 5, endedAt: 9 }]);
  });
}

/** What the copy stand keeps. */
export function describeCopyStand(records: () => Records): void {
  describeStation(records);
  describeSteps(records);

  it('takes a scan back and lets it count again, and knows the newest that counts', async () => {
    const { item, surface, file } = await store(records(), { state: 'ready', updatedAt: 10 });
    const find = () => records().read((rows) => standFiles(rows, item.id, { since: 10, limit: 5 }));
    const newest = () => records().read((rows) => newestCounting(rows, surface.id, ['ready']));
    const set = (undoneAt: number | null, at: number) =>
      records().write((rows) => setUndone(rows, file.id, { undoneAt, at }));
    expect(await find()).to.have.length(1);
    expect(await newest()).to.equal(file.id);
    await set(20, 20);
    expect((await find())[0]).to.deep.include({ undoneAt: 20, updatedAt: 20, isLatest: true, version: 1 });
    expect(await newest()).to.equal(undefined);
    expect(await records().read((rows) => findUndone(rows, file.id))).to.equal(20);
    await set(null, 30);
    expect(await newest()).to.equal(file.id);
    expect(await records().read((rows) => findUndone(rows, newId()))).to.equal(undefined);
    expect(await records().read((rows) => standFiles(rows, item.id, { since: 31, limit: 5 }))).to.deep.equal(
      [],
    );
    const sides = await records().read((rows) => standSides(rows, item.id));
    expect(sides.map(({ name, file: state, digest }) => [name, state, digest])).to.deep.equal([
      ['p1', 'ready', file.sha256],
    ]);
    expect(await records().read((rows) => listedSides(rows, item.id))).to.equal(0);
  });

  it('keeps what is said of an original, and changes of it only what is given', async () => {
    const { item } = await store(records());
    const find = () => records().read((rows) => findCaptureNotes(rows, item.id));
    const nothing = { expectedCount: null, handlingNotes: '', widthMm: null, heightMm: null };
    expect(await find()).to.deep.equal(nothing);
    const said = { expectedCount: 48, handlingNotes: 'Losse bladen; هش', widthMm: 600, heightMm: 840 };
    await records().write((rows) => updateCaptureNotes(rows, item.id, said));
    await records().write((rows) => updateCaptureNotes(rows, item.id, {}));
    expect(await find()).to.deep.equal(said);
    await records().write((rows) => updateCaptureNotes(rows, item.id, { widthMm: null, heightMm: null }));
    expect(await find()).to.deep.equal({ ...said, widthMm: null, heightMm: null });
    expect(await records().read((rows) => findCaptureNotes(rows, 'none'))).to.equal(undefined);
  });

  it('finishes an item once, and opens it again once', async () => {
    const { item } = await store(records());
    const at = 1_700_000_000_123;
    const find = () => records().read((rows) => findCaptureEnd(rows, item.id));
    const finish = (by: string) =>
      records().write((rows) => noteFinished(rows, item.id, { by, at, stationId: null }));
    const reopen = () => records().write((rows) => noteReopened(rows, item.id));
    expect(await reopen()).to.equal(false);
    expect([await finish('Anna'), await finish('Bram')]).to.deep.equal([true, false]);
    expect(await find()).to.deep.equal({ finishedAt: at, finishedBy: 'Anna', finishedStation: null });
    expect([await reopen(), await reopen()]).to.deep.equal([true, false]);
    expect(await find()).to.deep.equal({ finishedAt: null, finishedBy: null, finishedStation: null });
  });
}
