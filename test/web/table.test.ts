import { expect } from 'chai';
import fc from 'fast-check';
import type { TableSide } from '../../model/table-view.ts';
import { dutch } from '../../web/language/dutch.ts';
import { english } from '../../web/language/english.ts';
import { placeAfter } from '../../web/table/keys.ts';
import {
  boxAround,
  boxBetween,
  movePlace,
  type Picture,
  tilesIn,
  wholeUrl,
} from '../../web/table/pictures.ts';
import { unseenWords } from '../../web/table/unseen.ts';
import { layoutOf, PER_VIEW, scrollTo, windowOf } from '../../web/table/window.ts';
import { sideOf } from '../fixtures/table-side.ts';

const sheets = fc.record({
  count: fc.integer({ min: 0, max: 3000 }),
  columns: fc.integer({ min: 1, max: 14 }),
  rowPx: fc.integer({ min: 1, max: 1500 }),
  scrollPx: fc.nat({ max: 2_000_000 }),
  viewPx: fc.integer({ min: 0, max: 3000 }),
  spare: fc.nat({ max: 6 }),
});
const views = fc.record({
  widthPx: fc.integer({ min: 0, max: 6000 }),
  heightPx: fc.integer({ min: 0, max: 4000 }),
});

describe('what is drawn of a sheet', () => {
  it('is whole rows, no more than the view and what is spared can hold, and the height never changes', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const { count, columns, rowPx, viewPx, spare } = sheet;
        const { first, last, topPx, bottomPx } = windowOf(sheet);
        const rows = Math.ceil((last - first) / columns);
        expect(first % columns).to.equal(0);
        expect(first >= 0 && first <= last && last <= count, `${first}–${last}`).to.equal(true);
        expect(rows).to.be.at.most(Math.max(1, Math.ceil(viewPx / rowPx)) + 1 + 2 * spare);
        expect(topPx + rows * rowPx + bottomPx).to.equal(Math.ceil(count / columns) * rowPx);
        expect(topPx >= 0 && bottomPx >= 0).to.equal(true);
      }),
    );
  });

  it('leaves nothing blank that is in view', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const { count, columns, rowPx, viewPx } = sheet;
        const highest = Math.max(0, Math.ceil(count / columns) * rowPx - viewPx);
        const scrollPx = Math.min(sheet.scrollPx, highest);
        const { topPx, bottomPx } = windowOf({ ...sheet, scrollPx });
        const height = Math.ceil(count / columns) * rowPx;
        expect(topPx).to.be.at.most(scrollPx);
        expect(height - bottomPx).to.be.at.least(Math.min(height, scrollPx + viewPx));
      }),
    );
  });

  it('has as many cells in view as were asked for, near to the shape of a page', () => {
    const desk = { widthPx: 900, heightPx: 690 };
    for (const perView of PER_VIEW) {
      const { columns, rowPx } = layoutOf(perView, desk);
      const rows = Math.floor(desk.heightPx / rowPx);
      expect(columns * rows, `${columns} × ${rows}`).to.be.at.least(perView);
      expect(columns * (rows - 1), `${columns} × ${rows}`).to.be.below(perView);
    }
    expect(layoutOf(6, desk).columns).to.equal(3);
    expect(layoutOf(1, desk)).to.deep.equal({ columns: 1, rowPx: 690 });
  });

  it('never puts more in a row than are asked for, and never a row of no height', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PER_VIEW), views, (perView, view) => {
        const { columns, rowPx } = layoutOf(perView, view);
        expect(columns >= 1 && columns <= perView && rowPx >= 1).to.equal(true);
      }),
    );
  });

  it('is scrolled so that the chosen page is wholly in view, and not at all where it is', () => {
    fc.assert(
      fc.property(sheets, fc.nat({ max: 3000 }), (sheet, at) => {
        const { columns, rowPx, viewPx } = sheet;
        const to = scrollTo(at, sheet);
        const top = Math.floor(at / columns) * rowPx;
        if (rowPx > viewPx) expect(to).to.equal(top);
        else expect(to <= top && top + rowPx <= to + viewPx, `${to} for ${top}`).to.equal(true);
        expect(scrollTo(at, { ...sheet, scrollPx: to })).to.equal(to);
      }),
    );
  });
});

describe('keys on a sheet', () => {
  const standing = { at: 10, count: 100, columns: 8, perView: 40, isRightToLeft: false };

  it('go by one, by a row, by a view, and to the ends', () => {
    const places = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'];
    expect(places.map((key) => placeAfter(key, standing))).to.deep.equal([11, 9, 18, 2, 50, 0, 0, 99]);
    expect(placeAfter('x', standing)).to.equal(undefined);
  });

  it('go the other way where one reads from right to left', () => {
    const turned = { ...standing, isRightToLeft: true };
    expect([placeAfter('ArrowRight', turned), placeAfter('ArrowLeft', turned)]).to.deep.equal([9, 11]);
    expect(placeAfter('ArrowDown', turned)).to.equal(18);
  });

  it('stay in their column at the edges', () => {
    expect(placeAfter('ArrowUp', { ...standing, at: 3 })).to.equal(3);
    expect(placeAfter('ArrowDown', { ...standing, at: 95 })).to.equal(95);
    expect(placeAfter('ArrowLeft', { ...standing, at: 0 })).to.equal(0);
  });
});

const PICTURE: Picture = { version: 1, width: 3001, height: 4003, service: '/iiif/3/a~1', tileSize: 512 };
const images = fc.record({
  version: fc.constant(1),
  width: fc.integer({ min: 1, max: 9000 }),
  height: fc.integer({ min: 1, max: 9000 }),
  service: fc.constant('/iiif/3/a~1'),
  tileSize: fc.constant(512),
});
const places = fc.record({
  x: fc.double({ min: 0, max: 1, noNaN: true }),
  y: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('the addresses of pictures', () => {
  it('are the smallest size in the pack that fills the space', () => {
    const url = (widthPx: number, heightPx: number) => wholeUrl(PICTURE, { widthPx, heightPx });
    expect(url(100, 120)).to.equal('/iiif/3/a~1/full/!200,200/0/default.jpg');
    expect(url(300, 330)).to.equal('/iiif/3/a~1/full/!400,400/0/default.jpg');
    expect(url(370, 490)).to.equal('/iiif/3/a~1/full/376,501/0/default.jpg');
    expect(url(400, 5000)).to.equal('/iiif/3/a~1/full/751,1001/0/default.jpg');
    expect(url(3000, 4000)).to.equal('/iiif/3/a~1/full/1501,2002/0/default.jpg');
    const small = (width: number) =>
      wholeUrl({ ...PICTURE, width, height: 100 }, { widthPx: 90, heightPx: 90 });
    expect(small(300)).to.equal('/iiif/3/a~1/full/!200,200/0/default.jpg');
    expect(small(150)).to.equal('/iiif/3/a~1/full/max/0/default.jpg');
  });

  it('are the tiles on the grid of the pack that a box touches, cut at the edges of the page', () => {
    expect(
      tilesIn(PICTURE, { x: 2900, y: 3900, width: 400, height: 400 }).map(({ url }) => url),
    ).to.deep.equal(['/iiif/3/a~1/2560,3584,441,419/441,419/0/default.jpg']);
    expect(
      tilesIn({ ...PICTURE, width: 90, height: 80 }, { x: -50, y: -50, width: 200, height: 200 }),
    ).to.deep.equal([{ x: 0, y: 0, width: 90, height: 80, url: '/iiif/3/a~1/full/max/0/default.jpg' }]);
  });

  it('cover the box wherever there is page under it, and nothing twice', () => {
    fc.assert(
      fc.property(images, places, views, (image, place, view) => {
        const box = boxAround(place, image, view);
        const tiles = tilesIn(image, box);
        const area = tiles.reduce((sum, { width, height }) => sum + width * height, 0);
        const seenX = Math.max(0, Math.min(image.width, box.x + box.width) - Math.max(0, box.x));
        const seenY = Math.max(0, Math.min(image.height, box.y + box.height) - Math.max(0, box.y));
        expect(area).to.be.at.least(seenX * seenY);
        expect(new Set(tiles.map(({ url }) => url)).size).to.equal(tiles.length);
        expect(tiles.length).to.be.at.most((view.widthPx / 512 + 2) * (view.heightPx / 512 + 2));
      }),
    );
  });
});

describe('the place of the loupe', () => {
  const view = { widthPx: 800, heightPx: 600 };

  it('is the same share of pages of other sizes', () => {
    const share = { x: 0.5, y: 0.25 };
    expect(boxAround(share, PICTURE, view)).to.deep.include({ x: 1101, y: 701 });
    expect(boxAround(share, { width: 6002, height: 8006 }, view)).to.deep.include({ x: 2601, y: 1702 });
  });

  it('never shows beside the page what it could show of it', () => {
    fc.assert(
      fc.property(images, places, views, (image, place, seen) => {
        const { x, y, width, height } = boxAround(place, image, seen);
        if (image.width >= width) expect(x >= 0 && x + width <= image.width).to.equal(true);
        else expect(x <= 0 && x + width >= image.width).to.equal(true);
        if (image.height >= height) expect(y >= 0 && y + height <= image.height).to.equal(true);
      }),
    );
  });

  it('moves back by what it moved, as long as it meets no edge', () => {
    const from = { x: 0.5, y: 0.5 };
    const there = movePlace(from, { x: 100, y: -80 }, PICTURE, view);
    const back = movePlace(there, { x: -100, y: 80 }, PICTURE, view);
    expect(back.x).to.be.closeTo(0.5, 1e-9);
    expect(back.y).to.be.closeTo(0.5, 1e-9);
    expect(movePlace(from, { x: 1e6, y: 0 }, PICTURE, view).x).to.be.closeTo(1 - 400 / 3001, 1e-9);
  });
});

describe('what is said of a scan that is not shown', () => {
  it('is that it was rejected where it is the only one, and that there is a newer one where an older is shown', () => {
    const only = { ...sideOf('a', 1), shown: null, versions: [] };
    const said = (side: TableSide) => [english, dutch].map((text) => unseenWords(side, text));
    const { rejectedUnseen, notShown } = english.table;
    expect(said({ ...only, file: 'rejected' })).to.deep.equal([rejectedUnseen, dutch.table.rejectedUnseen]);
    expect(said({ ...only, file: 'ready' })[0]).to.equal(undefined);
    expect(said({ ...sideOf('a', 1), latest: 2, file: 'rejected' })[0]).to.equal(notShown);
    expect(said(sideOf('a', 1))[0]).to.equal(undefined);
  });
});

describe('a box that is drawn', () => {
  it('is between its corners, whichever came first, in whole pixels of the page and on it', () => {
    const place = fc.record({
      x: fc.double({ min: -1, max: 2, noNaN: true }),
      y: fc.double({ min: -1, max: 2, noNaN: true }),
    });
    const image = { width: 2000, height: 3001 };
    expect(boxBetween({ x: 0.5, y: 0.25 }, { x: 0.25, y: 0.1 }, image)).to.deep.equal({
      ...{ x: 500, y: 300, width: 500, height: 451 },
    });
    fc.assert(
      fc.property(place, place, (one, other) => {
        const { x, y, width, height } = boxBetween(one, other, image);
        expect(x >= 0 && y >= 0 && width >= 1 && height >= 1).to.equal(true);
        expect(x + width <= image.width && y + height <= image.height).to.equal(true);
        expect(boxBetween(other, one, image)).to.deep.equal({ x, y, width, height });
      }),
    );
  });
});
