import { AsyncLocalStorage } from 'node:async_hooks';
import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import { findByDigest, insertFileVersion, nextVersion } from '../../storage/records/file-versions.ts';
import { findItem, findItemByReference, insertItem, updateItem } from '../../storage/records/items.ts';
import type { Records } from '../../storage/records/records.ts';
import {
  findSurfaceByName,
  insertSurface,
  nextPosition,
  setOrder,
  surfacesOfItem,
  updateSurface,
} from '../../storage/records/surfaces.ts';
import { faultOf, makeFile, makeItem, makeSurface, SHA, store } from '../fixtures/holdings.ts';
import { describeBatches } from './records-batches.ts';
import { describeCopyStand } from './records-copy-stand.ts';
import { describeDiscovery } from './records-discovery.ts';
import { describeFinding, describeFlow } from './records-flow.ts';
import { describeItemStates } from './records-item-states.ts';
import { describePlaces } from './records-places.ts';
import { describeProfiles } from './records-profiles.ts';
import { describeRenderings } from './records-renderings.ts';
import { describeReopenings } from './records-reopenings.ts';
import { describeRescans } from './records-rescans.ts';
import { describeReviews } from './records-reviews.ts';
import { describeSamples } from './records-samples.ts';
import { describeStationWatches } from './records-station-watches.ts';
import { describeStations } from './records-stations.ts';
import { describeStatistics } from './records-statistics.ts';

/**
 * What any database must do to hold the records. `open` opens the same, initially empty, database each time;
 * `openToRead` opens it to read from it alone.
 */
export function describeRecords(
  name: string,
  open: () => Promise<Records>,
  openToRead: () => Promise<Records>,
): void {
  describe(`records in ${name}`, () => {
    let records: Records;
    before(async () => {
      records = await open();
    });
    after(() => records.close());

    describeTransactions(() => records, open);
    describeReading(() => records, openToRead);
    describeHoldings(() => records);
    describeFlow(() => records);
    describeFinding(() => records);
    describeItemStates(() => records);
    describeDiscovery(() => records);
    describePlaces(() => records);
    describeReviews(() => records);
    describeSamples(() => records);
    describeStatistics(() => records);
    describeStations(() => records);
    describeStationWatches(() => records);
    describeBatches(() => records);
    describeCopyStand(() => records);
    describeRenderings(() => records);
    describeReopenings(() => records);
    describeRescans(() => records);
    describeProfiles(() => records);
  });
}

function describeTransactions(records: () => Records, open: () => Promise<Records>): void {
  it('keeps all of a transaction or nothing', async () => {
    const item = makeItem();
    await records()
      .write(async (rows) => {
        await insertItem(rows, item);
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(await records().read((rows) => findItem(rows, item.id))).to.equal(undefined);
  });

  it('refuses a query beside its transaction instead of waiting for itself', async () => {
    const fault = await faultOf(records().write(async () => records().read((rows) => findItem(rows, 'x'))));
    expect(fault.code).to.equal('internal');
  });

  it('reads all of one moment, whatever is written meanwhile', async () => {
    const { item, surface, file } = await store(records());
    const asAnotherCaller = AsyncLocalStorage.snapshot();
    const [before, after] = await records().read(async (rows) => {
      const first = await surfacesOfItem(rows, item.id);
      await asAnotherCaller(() =>
        records().write((other) => updateSurface(other, surface.id, { currentVersionId: file.id })),
      );
      return [first, await surfacesOfItem(rows, item.id)];
    });
    expect(after).to.deep.equal(before);
    const [now] = await records().read((rows) => surfacesOfItem(rows, item.id));
    expect(now?.currentVersionId).to.equal(file.id);
  });

  it('says conflict where a reference is taken', async () => {
    const item = makeItem();
    await records().write((rows) => insertItem(rows, item));
    const fault = await faultOf(
      records().write((rows) => insertItem(rows, makeItem({ reference: item.reference }))),
    );
    expect(fault.code).to.equal('conflict');
  });

  it('holds foreign keys', async () => {
    const thrown = await records()
      .write((rows) => insertSurface(rows, makeSurface(newId(), 'p1')))
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    expect(thrown).to.be.instanceOf(Error);
  });

  it('lets many write at once, and loses none of them', async () => {
    const { surface } = await store(records());
    const digests = Array.from({ length: 12 }, (_, index) => index.toString(16).padStart(64, 'c'));
    await Promise.all(
      digests.map((sha256) =>
        records().write(async (rows) => {
          const version = await nextVersion(rows, surface.id);
          await insertFileVersion(rows, makeFile(surface, { version, sha256 }));
        }),
      ),
    );
    expect(await records().read((rows) => nextVersion(rows, surface.id))).to.equal(14);
  });

  it('is migrated once by several that open it at once, and keeps what is in it', async () => {
    const item = makeItem();
    await records().write((rows) => insertItem(rows, item));
    const others = await Promise.all([open(), open()]);
    for (const other of others) {
      expect(await other.read((rows) => findItem(rows, item.id))).to.deep.equal(item);
      await other.close();
    }
  });
}

function describeReading(records: () => Records, openToRead: () => Promise<Records>): void {
  it('can be read beside, where each read sees what was committed just before', async () => {
    const reader = await openToRead();
    const item = makeItem();
    for (const word of ['first', 'second', 'third']) {
      const summary = { nl: [word] };
      await records().write(async (rows) => {
        const standing = await findItem(rows, item.id);
        if (standing === undefined) await insertItem(rows, { ...item, summary });
        else await updateItem(rows, standing, { summary }, standing.updatedAt);
      });
      expect((await reader.read((rows) => findItem(rows, item.id)))?.summary).to.deep.equal(summary);
    }
    await reader.close();
  });

  it('cannot be written by who opened them to read, by whichever way', async () => {
    const reader = await openToRead();
    const item = makeItem();
    expect((await faultOf(reader.write((rows) => insertItem(rows, item)))).code).to.equal('internal');
    const thrown = await reader
      .read((rows) => insertItem(rows, item))
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    expect(thrown).to.be.instanceOf(Error);
    expect(await records().read((rows) => findItem(rows, item.id))).to.equal(undefined);
    await reader.close();
  });
}

function describeHoldings(records: () => Records): void {
  it('gives back an item as it was put in, in any script', async () => {
    const item = makeItem({
      label: { ar: ['إلى جميع العمال'], zh: ['致全体工人'], nl: ['Aan alle arbeiders', 'tweede'] },
      summary: { ru: ['Листовка'] },
      requiredStatement: { nl: ['IISG'] },
      viewingDirection: 'right-to-left',
      rights: 'http://rightsstatements.org/vocab/InC/1.0/',
    });
    await records().write((rows) => insertItem(rows, item));
    expect(await records().read((rows) => findItem(rows, item.id))).to.deep.equal(item);
    expect(await records().read((rows) => findItemByReference(rows, item.reference))).to.deep.equal(item);
  });

  it('changes an item only in the edition that was read', async () => {
    const item = makeItem();
    await records().write((rows) => insertItem(rows, item));
    const first = await records().write((rows) => updateItem(rows, item, { kind: 'poster' }, 5));
    const second = await records().write((rows) => updateItem(rows, item, { kind: 'manuscript' }, 6));
    const now = await records().read((rows) => findItem(rows, item.id));
    expect([first, second, now?.kind, now?.edition]).to.deep.equal([true, false, 'poster', 2]);
  });

  it('orders surfaces by name, digits by value, until a person orders them', async () => {
    const item = makeItem();
    const names = ['p10', 'p2', 'P1', 'cover'];
    const surfaces = names.map((name) => makeSurface(item.id, name));
    await records().write(async (rows) => {
      await insertItem(rows, item);
      for (const surface of surfaces) await insertSurface(rows, surface);
    });
    const inOrder = () => records().read((rows) => surfacesOfItem(rows, item.id));
    expect((await inOrder()).map((one) => one.name)).to.deep.equal(['cover', 'P1', 'p2', 'p10']);
    expect(await records().read((rows) => nextPosition(rows, item.id))).to.equal(0);
    await records().write((rows) =>
      setOrder(
        rows,
        item.id,
        surfaces.map((one) => one.id),
      ),
    );
    expect((await inOrder()).map((one) => one.name)).to.deep.equal(names);
    expect(await records().read((rows) => nextPosition(rows, item.id))).to.equal(5);
  });

  it('finds a surface by name, and a scan by its digest, within their own', async () => {
    const { item, surface, file } = await store(records());
    await store(records());
    const found = await records().read(async (rows) => [
      (await findSurfaceByName(rows, item.id, 'p1'))?.id,
      (await findByDigest(rows, surface.id, SHA))?.id,
      await findByDigest(rows, newId(), SHA),
    ]);
    expect(found).to.deep.equal([surface.id, file.id, undefined]);
  });

  it('will not hold the same bytes twice on one surface', async () => {
    const { surface } = await store(records());
    const again = makeFile(surface, { version: 2 });
    expect((await faultOf(records().write((rows) => insertFileVersion(rows, again)))).code).to.equal(
      'conflict',
    );
  });
}
