import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { Records } from '../../storage/records/records.ts';
import {
  findReopening,
  insertReopening,
  removeReopening,
  reopeningsAt,
} from '../../storage/records/reopenings.ts';
import { store } from '../fixtures/holdings.ts';

/** Finished items that are open again. */
export function describeReopenings(records: () => Records): void {
  it('tells the station where it was finished, or every one, the newest first, until it is seen', async () => {
    const [here, there] = [newId(), newId()];
    const at = 1_900_000_000_000;
    const add = async (stationId: string | null, later: number) => {
      const { item } = await store(records());
      const reopening = { itemId: item.id, stationId, cause: 'came', fileName: '0049.tif' } as const;
      await records().write((rows) => insertReopening(rows, { ...reopening, at: at + later }));
      return item;
    };
    const [own, nobodys] = [await add(here, 1), await add(null, 2)];
    await add(there, 3);
    const told = () => records().read((rows) => reopeningsAt(rows, here, 5));
    const said = { cause: 'came', fileName: '0049.tif' };
    expect(await told()).to.deep.equal([
      { ...said, itemId: nobodys.id, reference: nobodys.reference, at: at + 2 },
      { ...said, itemId: own.id, reference: own.reference, at: at + 1 },
    ]);
    // The first cause stands.
    const second = { itemId: own.id, stationId: there, cause: 'taken-back', fileName: 'p1.tif' } as const;
    await records().write((rows) => insertReopening(rows, { ...second, at }));
    expect(await records().read((rows) => findReopening(rows, own.id))).to.deep.equal({
      ...said,
      ...{ itemId: own.id, stationId: here, at: at + 1 },
    });
    const remove = (id: string) => records().write((rows) => removeReopening(rows, id));
    expect([await remove(own.id), await remove(own.id), await remove(nobodys.id)]).to.deep.equal([
      true,
      false,
      true,
    ]);
    expect([await told(), await records().read((rows) => findReopening(rows, own.id))]).to.deep.equal([
      [],
      undefined,
    ]);
  });
}
