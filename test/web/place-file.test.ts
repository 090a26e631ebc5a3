import { expect } from 'chai';
import type { RescanView } from '../../model/rescan.ts';
import { nameFor, placeFile } from '../../web/rescans/place-file.ts';

function rescanOf(name: string, reference: string): RescanView {
  return {
    ...{ surfaceId: `${reference} ${name}`, name, label: {}, state: 'asked', asks: [], old: 1 },
    item: { id: reference, reference, label: {} },
    ...{ replacement: null, shown: 1, versions: [] },
  };
}

describe('a file that is dropped on the list of rescans', () => {
  const [a, b, other] = [rescanOf('p.1', 'A'), rescanOf('p2', 'A'), rescanOf('p2', 'B')];
  const list = [a, b, other];
  const placed = (name: string, chosen?: RescanView) => {
    const found = placeFile(name, list, chosen);
    return found && [found.rescan.surfaceId, found.isCertain];
  };

  it('goes to the page of its name, wherever one is', () => {
    expect(placed('p.1.tif', b)).to.deep.equal(['A p.1', true]);
    expect(placed('p.1.tif')).to.deep.equal(['A p.1', true]);
  });

  it('goes to the chosen one of several of its name, and to none where neither is chosen', () => {
    expect(placed('p2.tif', other)).to.deep.equal(['B p2', true]);
    expect(placed('p2.tif', a)).to.deep.equal(['A p.1', false]);
    expect(placed('p2.tif')).to.equal(undefined);
  });

  it('is asked about where its name says nothing, and is then called as the page is', () => {
    expect(placed('IMG_1.tif', a)).to.deep.equal(['A p.1', false]);
    expect([nameFor(a, 'IMG_1.TIFF'), nameFor(a, 'bare')]).to.deep.equal(['p.1.TIFF', 'p.1']);
  });
});
