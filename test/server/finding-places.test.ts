import { expect } from 'chai';
import { allFindings, openDelivery, putDelivered } from '../fixtures/deliver-folder.ts';
import { makeContents, pageOf, tableOf } from '../fixtures/delivery.ts';
import { openDesk } from '../fixtures/desk.ts';

describe('a finding on a delivery', () => {
  const desk = openDesk();

  it('says which item and page it is about, where it is about one', async () => {
    const { tiff } = await makeContents();
    const pages = [pageOf(1, 1), pageOf(1, 2), pageOf(2, 1)].map((page) => ({
      ...page,
      level1: '',
      text: '',
    }));
    const batch = await openDelivery(desk.curator, { code: 'places', list: tableOf(pages) });
    const put = (name: string) => putDelivered(desk.technician, batch.id, `ARCH00860/master/1/${name}`, tiff);
    for (const name of ['ARCH00860-1-2.tif', 'ARCH00860_1_00001.tif', 'ARCH00860_1_00001 (2).tif', 'cat.tif'])
      expect((await put(name)).status).to.equal(201);
    await desk.post(`/api/batches/${batch.id}/whole`, { isWhole: true });
    const [one = '', two = ''] = batch.objects.map(({ itemId }) => itemId ?? '');
    const surfacesOf = async (id: string) => (await desk.technician.item(id)).surfaces.map((side) => side.id);
    const [first, second] = await surfacesOf(one);
    const [third] = await surfacesOf(two);
    const found = await allFindings(desk.technician, batch.id);
    const told = found.map(({ rule, place }) => [rule, place?.itemId, place?.surfaceId, place?.reference]);
    expect(told).to.have.deep.members([
      ['misnamed', one, second, 'ARCH00860.1'],
      ['double-file', one, first, 'ARCH00860.1'],
      ['missing', two, third, 'ARCH00860.2'],
      // The folder of the second object is not there: that is about none of its pages.
      ['folders', two, null, 'ARCH00860.2'],
      ['unlisted', undefined, undefined, undefined],
    ]);
  });
});
