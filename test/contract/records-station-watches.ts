import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { StationWatch } from '../../model/station-watch.ts';
import { insertToken } from '../../storage/records/agents.ts';
import type { Records, Rows } from '../../storage/records/records.ts';
import {
  countWatchesOfToken,
  deleteCalmWatches,
  deleteStationWatch,
  findStationWatch,
  findStationWatchById,
  saveStationWatch,
  watchesOfStation,
} from '../../storage/records/station-watches.ts';
import { insertStation } from '../../storage/records/stations.ts';

/** What programs that watch folders have told. */
export function describeStationWatches(records: () => Records): void {
  const write = <T>(work: (rows: Rows) => Promise<T>) => records().write(work);
  const read = <T>(work: (rows: Rows) => Promise<T>) => records().read(work);

  async function makeOwner(): Promise<Pick<StationWatch, 'tokenId' | 'stationId'>> {
    const [tokenId, stationId] = [newId(), newId()];
    const token = { id: tokenId, name: 't', role: 'technician', createdBy: 'x', createdAt: 1 } as const;
    await write(async (rows) => {
      await insertToken(rows, { ...token, lastUsedAt: null, revokedAt: null, secretHash: tokenId });
      await insertStation(rows, { id: stationId, name: stationId, currentItemId: null, createdAt: 1 });
    });
    return { tokenId, stationId };
  }
  async function makeWatch(patch: Partial<StationWatch> = {}): Promise<StationWatch> {
    const told = { ...{ folder: '/上/stand 1', isAway: false, heardAt: 1_700_000_000_123, endedAt: null } };
    const name = 'b.tif';
    const held = [{ name, reason: 'double', values: ['a.tif', name], since: 1_700_000_000_000 }] as const;
    const counts = { waiting: 2, sending: 1, heldCount: 1, held };
    const owner = patch.tokenId === undefined ? await makeOwner() : {};
    const watch = { id: newId(), key: newId(), tokenId: '', stationId: '', ...told, ...counts };
    const made = { ...watch, ...owner, ...patch };
    await write((rows) => saveStationWatch(rows, made));
    return made;
  }

  it('keeps what a watch told last, in place of what it told before', async () => {
    const first = await makeWatch();
    expect(await read((rows) => findStationWatch(rows, first))).to.deep.equal(first);
    const next = { ...first, id: newId(), isAway: true, endedAt: 5, waiting: 0, heldCount: 0, held: [] };
    await write((rows) => saveStationWatch(rows, next));
    // It stays the same watch.
    expect(await read((rows) => findStationWatchById(rows, first.id))).to.deep.equal({
      ...next,
      id: first.id,
    });
    expect(await read((rows) => countWatchesOfToken(rows, first.tokenId))).to.equal(1);
    await write((rows) => deleteStationWatch(rows, first.id));
    expect(await read((rows) => findStationWatch(rows, first))).to.equal(undefined);
  });

  it('lists those of a station, what leaves something to do first and then by when it was heard of, and forgets what is long calm', async () => {
    const { tokenId, stationId } = await makeOwner();
    const calm = { heldCount: 0, held: [], waiting: 0, sending: 0 };
    const old = await makeWatch({ tokenId, stationId, heardAt: 10, ...calm });
    const holding = await makeWatch({ tokenId, stationId, heardAt: 20 });
    const fresh = await makeWatch({ tokenId, stationId, heardAt: 30, ...calm });
    await makeWatch();
    const listed = (limit: number) => read((rows) => watchesOfStation(rows, stationId, limit));
    const away = await makeWatch({ tokenId, stationId, heardAt: 5, ...calm, isAway: true });
    // Of more than are read, those are read first that leave something to do.
    expect(await listed(2)).to.deep.equal([holding, away]);
    expect(await listed(9)).to.deep.equal([holding, away, fresh, old]);
    await write((rows) => deleteCalmWatches(rows, tokenId, 25));
    expect(await listed(9)).to.deep.equal([holding, away, fresh]);
  });
}
