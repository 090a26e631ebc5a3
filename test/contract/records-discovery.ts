import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { Item } from '../../model/item.ts';
import { activitiesFrom, newestActivity, noteForWorld } from '../../storage/records/activities.ts';
import { findItem, insertItem, setPublication, updateItem } from '../../storage/records/items.ts';
import { addPid, findPid, pidsOf } from '../../storage/records/pids.ts';
import type { Records } from '../../storage/records/records.ts';
import { findTombstone, putTombstone, removeTombstone } from '../../storage/records/tombstones.ts';
import { faultOf, makeItem, store } from '../fixtures/holdings.ts';

/** What the world is told of items, and the names by which it asks for them. */
export function describeDiscovery(records: () => Records): void {
  /** What was told of an item: type, revision, time, target. */
  const toldOf = async (itemId: string) => {
    const all = await records().read((rows) => activitiesFrom(rows, 1, 1_000_000));
    expect(all.map(({ number }) => number)).to.deep.equal(all.map((_, index) => index + 1));
    expect(all.map(({ at }) => at)).to.deep.equal(all.map(({ at }) => at).sort((a, b) => a - b));
    const own = all.filter((activity) => activity.itemId === itemId);
    return own.map(({ type, revision, targetId }) => `${type} ${revision} ${targetId ?? ''}`.trim());
  };
  const publish = (id: string, publishedRevision: number, withdrawnAt: number | null = null) =>
    records().write((rows) => setPublication(rows, id, { publishedRevision, withdrawnAt }, Date.now()));
  const setAccess = (id: string, access: Item['access']) =>
    records().write(async (rows) => {
      const item = await findItem(rows, id);
      if (item) await updateItem(rows, item, { access }, Date.now());
    });

  it('tells the world of an item once for each change that it can see', async () => {
    const { item } = await store(records());
    await setAccess(item.id, 'closed');
    await setAccess(item.id, 'open');
    expect(await toldOf(item.id), 'before it is published').to.deep.equal([]);
    await publish(item.id, 1);
    await publish(item.id, 1);
    await publish(item.id, 2);
    await publish(item.id, 2, 7);
    await publish(item.id, 2);
    await setAccess(item.id, 'closed');
    await publish(item.id, 2, 8);
    await setAccess(item.id, 'open');
    await publish(item.id, 3);
    expect(await toldOf(item.id)).to.deep.equal([
      'Create 1',
      'Update 2',
      'Delete 2',
      'Create 2',
      'Delete 2',
      'Create 3',
    ]);
    await records().write((rows) => noteForWorld(rows, item.id, Date.now()));
    expect(await toldOf(item.id)).to.have.length(6);
  });

  it('tells where an item is that turned out to be another, and never goes back in time', async () => {
    const [one, other] = [(await store(records())).item, (await store(records())).item];
    await publish(one.id, 1);
    const late = Date.now() + 60_000;
    await records().write(async (rows) => {
      await setPublication(rows, other.id, { publishedRevision: 1, withdrawnAt: null }, late);
      await putTombstone(rows, one.id, { statement: {}, movedTo: other.id });
      await setPublication(rows, one.id, { publishedRevision: 1, withdrawnAt: late }, late - 30_000);
    });
    expect(await toldOf(one.id)).to.deep.equal(['Create 1', `Move 1 ${other.id}`]);
    const newest = await records().read(newestActivity);
    expect(newest).to.deep.include({ itemId: one.id, type: 'Move', at: late });
    await records().write((rows) => removeTombstone(rows, one.id));
    await publish(one.id, 1);
    expect((await toldOf(one.id)).at(-1)).to.equal('Create 1');
  });

  it('tells nothing of what is undone with its transaction', async () => {
    const { item } = await store(records());
    await faultOf(
      records().write(async (rows) => {
        await setPublication(rows, item.id, { publishedRevision: 1, withdrawnAt: null }, 1);
        await addPid(rows, newId(), item.reference, 1);
      }),
    );
    expect(await toldOf(item.id)).to.deep.equal([]);
  });

  it('finds an item by each of its names, the first its reference, and gives no name to two', async () => {
    const [one, other] = [(await store(records())).item, (await store(records())).item];
    const handle = `10622/${newId()}.1`;
    const add = (id: string, pid: string) => records().write((rows) => addPid(rows, id, pid, Date.now()));
    expect([await add(one.id, handle), await add(one.id, handle)]).to.deep.equal([true, false]);
    const find = (pid: string) => records().read((rows) => findPid(rows, pid));
    expect([await find(handle), await find(one.reference), await find('nothing')]).to.deep.equal([
      one.id,
      one.id,
      undefined,
    ]);
    const taken = await faultOf(add(other.id, handle));
    expect(taken.code).to.equal('conflict');
    expect(taken.detail).to.include(handle);
    const registered = records().write((rows) => insertItem(rows, makeItem({ reference: handle })));
    expect((await faultOf(registered)).detail).to.include('name of another item');
    const names = await records().read((rows) => pidsOf(rows, [one.id, other.id]));
    expect([...names]).to.deep.equal([
      [one.id, [one.reference, handle]],
      [other.id, [other.reference]],
    ]);
  });

  it('keeps what is said where an item was, until it is seen again', async () => {
    const { item } = await store(records());
    const find = () => records().read((rows) => findTombstone(rows, item.id));
    const nothing = { statement: {}, movedTo: null };
    expect(await find()).to.deep.equal(nothing);
    const said = { statement: { nl: ['Op verzoek van de erven.'] }, movedTo: null };
    await records().write((rows) => putTombstone(rows, item.id, { statement: {}, movedTo: null }));
    await records().write((rows) => putTombstone(rows, item.id, said));
    expect(await find()).to.deep.equal(said);
    await records().write((rows) => removeTombstone(rows, item.id));
    expect(await find()).to.deep.equal(nothing);
  });
}
