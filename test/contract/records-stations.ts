import { expect } from 'chai';
import type { CaptureSession, Target } from '../../model/capture-session.ts';
import { newId } from '../../model/ids.ts';
import type { Station } from '../../model/station.ts';
import { affectedSurfaces, countAffected } from '../../storage/records/affected.ts';
import { insertToken } from '../../storage/records/agents.ts';
import {
  countFilesOfSessions,
  endCaptureSession,
  findCaptureSession,
  findOpenSession,
  findSessionAt,
  findSessionOfFile,
  insertCaptureSession,
  noteSession,
  openSessions,
  searchCaptureSessions,
  sessionsOfItem,
} from '../../storage/records/capture-sessions.ts';
import { insertFileVersion } from '../../storage/records/file-versions.ts';
import type { Records, Rows } from '../../storage/records/records.ts';
import {
  bindToken,
  countChoices,
  findStation,
  findStationOfToken,
  insertStation,
  listStations,
  updateStation,
} from '../../storage/records/stations.ts';
import { updateSurface } from '../../storage/records/surfaces.ts';
import { insertTarget, newestTargets, targetsOfSession } from '../../storage/records/targets.ts';
import { faultOf, makeFile, store } from '../fixtures/holdings.ts';

/** Stations, their sessions and targets, and the scans that carry a session. */
export function describeStations(records: () => Records): void {
  const write = <T>(work: (rows: Rows) => Promise<T>) => records().write(work);
  const read = <T>(work: (rows: Rows) => Promise<T>) => records().read(work);

  async function makeStation(patch: Partial<Station> = {}): Promise<Station> {
    const id = newId();
    const station = { id, name: `Stand ${id} · 上`, currentItemId: null, createdAt: 1, ...patch };
    await write((rows) => insertStation(rows, station));
    return station;
  }
  async function makeSession(patch: Partial<CaptureSession> = {}): Promise<CaptureSession> {
    const stationId = patch.stationId ?? (await makeStation()).id;
    const session: CaptureSession = {
      ...{ id: newId(), stationId, operator: 'Zoë', device: 'Hasselblad, 80 mm' },
      ...{ startedAt: 1_700_000_000_123, endedAt: null },
      ...patch,
    };
    await write((rows) => insertCaptureSession(rows, session));
    return session;
  }
  function makeTarget(sessionId: string, patch: Partial<Target> = {}): Omit<Target, 'number'> {
    return {
      ...{ id: newId(), sessionId, kind: 'UTT', result: 'pass', fileName: 'utt_0001.tif', note: 'À la main' },
      values: [{ name: 'ΔE mean', value: '1,84', limit: '≤ 3', pass: true }],
      ...{ source: 'iQ-Analyzer', agent: 'x', at: 5 },
      ...patch,
    };
  }

  it('gives back a station, lists it, changes it, and holds no name twice', async () => {
    const station = await makeStation();
    expect(await read((rows) => findStation(rows, station.id))).to.deep.equal(station);
    const { item } = await store(records());
    await write((rows) => updateStation(rows, station.id, { currentItemId: item.id }));
    expect(await read(listStations)).to.deep.include({ ...station, currentItemId: item.id });
    await write((rows) => updateStation(rows, station.id, { currentItemId: null }));
    expect((await read((rows) => findStation(rows, station.id)))?.currentItemId).to.equal(null);
    await write((rows) => updateStation(rows, station.id, { name: station.name }));
    expect(await read((rows) => countChoices(rows, station.id))).to.equal(2);
    expect((await faultOf(makeStation({ name: station.name }))).code).to.equal('conflict');
  });

  it('binds a token to a station, and to none', async () => {
    const station = await makeStation();
    const id = newId();
    const token = { id, name: 't', role: 'technician', createdBy: 'x', createdAt: 1 } as const;
    const unused = { lastUsedAt: null, revokedAt: null };
    await write((rows) => insertToken(rows, { ...token, ...unused, secretHash: id }));
    const own = () => read((rows) => findStationOfToken(rows, id));
    expect(await own()).to.equal(undefined);
    expect(await write((rows) => bindToken(rows, id, station.id))).to.equal(true);
    expect(await own()).to.deep.equal(station);
    await write((rows) => bindToken(rows, id, null));
    expect(await own()).to.equal(undefined);
    expect(await write((rows) => bindToken(rows, newId(), station.id))).to.equal(false);
  });

  it('holds one open session at a station, and ends one once', async () => {
    const session = await makeSession();
    const { id, stationId } = session;
    expect(await read((rows) => findOpenSession(rows, stationId))).to.deep.equal(session);
    expect((await read(openSessions)).get(stationId)).to.deep.equal(session);
    expect((await faultOf(makeSession({ stationId }))).code).to.equal('conflict');
    const end = (at: number) => write((rows) => endCaptureSession(rows, id, at));
    expect([await end(7), await end(8)]).to.deep.equal([true, false]);
    expect(await read((rows) => findCaptureSession(rows, id))).to.deep.equal({ ...session, endedAt: 7 });
    expect(await read((rows) => findOpenSession(rows, stationId))).to.equal(undefined);
    await makeSession({ stationId });
  });

  it('finds sessions by station and time, newest first', async () => {
    const { id: stationId } = await makeStation();
    const at = (startedAt: number) => makeSession({ stationId, startedAt, endedAt: startedAt + 1 });
    const [first, second, third] = [await at(100), await at(200), await at(300)];
    const search = (from: number, until: number, limit = 10) =>
      read((rows) => searchCaptureSessions(rows, { stationId, from, until, limit, offset: 0 }));
    expect(await search(100, 300)).to.deep.equal({ sessions: [second, first], total: 2 });
    expect(await search(0, 301, 1)).to.deep.equal({ sessions: [third], total: 3 });
    const open = await makeSession({ stationId, startedAt: 400 });
    const atTime = (time: number) => read((rows) => findSessionAt(rows, stationId, time));
    expect(await atTime(200)).to.deep.equal(second);
    expect(await atTime(201)).to.equal(undefined);
    expect(await atTime(9_000)).to.deep.equal(open);
  });

  it('keeps every target result of a session, of which the newest counts', async () => {
    const { id } = await makeSession();
    const first = makeTarget(id);
    const later = makeTarget(id, { result: 'fail', values: [], fileName: null, note: null });
    await write((rows) => insertTarget(rows, first));
    await write((rows) => insertTarget(rows, later));
    expect(await read((rows) => targetsOfSession(rows, id))).to.deep.equal([
      { ...later, number: 2 },
      { ...first, number: 1 },
    ]);
    const newest = await read((rows) => newestTargets(rows, [id, newId()]));
    expect([...newest]).to.deep.equal([[id, { result: 'fail', at: 5 }]]);
  });

  it('tells the session of a scan, and counts those of a session', async () => {
    const { id, stationId, operator, device, startedAt } = await makeSession();
    const { item, file } = await store(records());
    expect(await read((rows) => findSessionOfFile(rows, file.id))).to.equal(undefined);
    await write((rows) => noteSession(rows, file.id, id));
    const { name: station } = (await read((rows) => findStation(rows, stationId))) ?? {};
    const carried = { id, station, operator, device, startedAt };
    expect(await read((rows) => findSessionOfFile(rows, file.id))).to.deep.equal(carried);
    expect([...(await read((rows) => sessionsOfItem(rows, item.id)))]).to.deep.equal([[file.id, carried]]);
    expect([...(await read((rows) => countFilesOfSessions(rows, [id, newId()])))]).to.deep.equal([[id, 1]]);
  });

  it('finds the surfaces that show, or have as their newest, a scan of a session, and no others', async () => {
    const { id } = await makeSession();
    const affected = () => read((rows) => affectedSurfaces(rows, id, { limit: 10, offset: 0 }));
    const { surface, file, item } = await store(records(), { state: 'ready' });
    await write((rows) => noteSession(rows, file.id, id));
    const where = { id: item.id, reference: item.reference, label: item.label };
    const about = { surfaceId: surface.id, name: 'p1', state: 'expected', item: where, file: 'ready' };
    expect(await affected()).to.deep.equal([{ ...about, shown: null, latest: 1 }]);
    const rescan = makeFile(surface, { version: 2, sha256: 'b'.repeat(64), state: 'rejected' });
    await write(async (rows) => {
      await updateSurface(rows, surface.id, { currentVersionId: file.id });
      await insertFileVersion(rows, rescan);
      await updateSurface(rows, surface.id, { latestVersionId: rescan.id });
    });
    expect(await affected()).to.deep.equal([{ ...about, shown: 1, latest: null }]);
    await write((rows) => noteSession(rows, rescan.id, id));
    expect(await affected()).to.deep.equal([{ ...about, file: 'rejected', shown: 1, latest: 2 }]);
    expect(await read((rows) => countAffected(rows, id))).to.equal(1);
    const other = makeFile(surface, { version: 3, sha256: 'c'.repeat(64) });
    await write(async (rows) => {
      await insertFileVersion(rows, other);
      await updateSurface(rows, surface.id, { currentVersionId: other.id, latestVersionId: other.id });
    });
    expect(await affected()).to.deep.equal([]);
  });
}
