import { expect } from 'chai';
import fc from 'fast-check';
import { badgesOf } from '../../web/desk/badges.ts';
import { placeNamed } from '../../web/desk/find-side.ts';
import { dropAt, type GridShape, markOf, placesIn, scrollBy } from '../../web/desk/geometry.ts';
import { pressedIn } from '../../web/desk/grid-keys.ts';
import { movedTo, nudged } from '../../web/desk/move.ts';
import { haveGuests, hostsFor, placementsOf } from '../../web/desk/placing.ts';
import {
  NOTHING_SELECTED,
  only,
  selectedBy,
  standingIn,
  these,
  toggled,
  upTo,
} from '../../web/desk/selection.ts';
import { deskSide } from '../fixtures/desk-view.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const sets = fc.subarray([...IDS]).map((ids) => new Set(ids));
const ids = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join('');

describe('pages that are moved', () => {
  it('stand together in their order where they were put, and the others keep theirs', () => {
    fc.assert(
      fc.property(sets, fc.nat(IDS.length), (moving, place) => {
        const after = movedTo(IDS, moving, place);
        expect([...after].sort()).to.deep.equal(IDS);
        expect(after.filter((id) => !moving.has(id))).to.deep.equal(IDS.filter((id) => !moving.has(id)));
        const block = after.filter((id) => moving.has(id));
        expect(block).to.deep.equal(IDS.filter((id) => moving.has(id)));
        if (block.length > 0) {
          const start = after.indexOf(block[0] ?? '');
          expect(after.slice(start, start + block.length)).to.deep.equal(block);
          expect(start).to.equal(IDS.slice(0, place).filter((id) => !moving.has(id)).length);
        }
      }),
    );
  });

  it('go a step on or back as one, and no further than the ends', () => {
    const moving = new Set(['c', 'd']);
    expect(nudged(IDS, moving, 1).join('')).to.equal('abecdfg');
    expect(nudged(IDS, moving, -1).join('')).to.equal('acdbefg');
    expect(nudged(IDS, moving, -5).join('')).to.equal('cdabefg');
    expect(nudged(IDS, moving, 9).join('')).to.equal('abefgcd');
    expect(nudged(IDS, new Set(), 1)).to.equal(IDS);
  });
});

describe('pages that are selected', () => {
  it('are one, one more or less, or all up to one', () => {
    expect(ids(toggled(only('b'), 'd'))).to.equal('bd');
    expect(ids(toggled(toggled(only('b'), 'd'), 'b'))).to.equal('d');
    const range = upTo(only('e'), IDS, 'c');
    expect([ids(range), range.at, range.from]).to.deep.equal(['cde', 'c', 'e']);
    expect(ids(upTo(range, IDS, 'g'))).to.equal('efg');
    expect(ids(upTo({ ...only('c'), ids: new Set(['a']) }, IDS, 'd', true))).to.equal('acd');
  });

  it('are chosen by word', () => {
    const from = (way: Parameters<typeof selectedBy>[0], selection = only('c')) =>
      ids(selectedBy(way, selection, IDS));
    expect(from('all')).to.equal('abcdefg');
    expect(from('none')).to.equal('');
    expect(from('invert')).to.equal('abdefg');
    expect(from('from-here')).to.equal('cdefg');
    expect(from('up-to-here')).to.equal('abc');
    expect(from('every-second')).to.equal('ceg');
    expect(from('every-second', upTo(only('b'), IDS, 'f'))).to.equal('bdf');
  });

  it('stay what they are where others come, and are let go where they went', () => {
    const selection = these(NOTHING_SELECTED, ['b', 'c']);
    expect(standingIn(selection, ['x', ...IDS])).to.equal(selection);
    const after = standingIn(selection, ['a', 'c']);
    expect([ids(after), after.at]).to.deep.equal(['c', 'a']);
    expect(standingIn(NOTHING_SELECTED, IDS).at).to.equal('a');
    expect(standingIn(NOTHING_SELECTED, []).at).to.equal(undefined);
  });
});

describe('where the mouse is on the grid', () => {
  const shape: GridShape = { columns: 3, cellPx: 100, rowPx: 150, count: 8, isRightToLeft: false };
  const turned = { ...shape, isRightToLeft: true };

  it('is between two pages of a row, and the line is drawn there', () => {
    expect(dropAt({ x: 120, y: 20 }, shape)).to.deep.equal({ place: 1, row: 0, edge: 1 });
    expect(dropAt({ x: 290, y: 20 }, shape)).to.deep.equal({ place: 3, row: 0, edge: 3 });
    expect(dropAt({ x: 290, y: 900 }, shape)).to.deep.equal({ place: 8, row: 2, edge: 2 });
    expect(markOf(dropAt({ x: 290, y: 900 }, shape), shape)).to.deep.equal({ x: 200, y: 300 });
    expect(dropAt({ x: 290, y: 20 }, turned).place).to.equal(0);
    expect(markOf(dropAt({ x: 290, y: 20 }, turned), turned)).to.deep.equal({ x: 300, y: 0 });
  });

  it('is a frame that holds what it touches, in reading order', () => {
    expect(placesIn({ x: 110, y: 160 }, { x: 20, y: 20 }, shape)).to.deep.equal([0, 1, 3, 4]);
    expect(placesIn({ x: 110, y: 160 }, { x: 20, y: 20 }, turned)).to.deep.equal([1, 2, 4, 5]);
    expect(placesIn({ x: -50, y: -50 }, { x: 999, y: 9999 }, shape)).to.have.length(8);
  });

  it('is always somewhere that a page can be put', () => {
    const numbers = fc.integer({ min: -500, max: 5000 });
    const counts = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(numbers, numbers, counts, fc.boolean(), (x, y, count, isRightToLeft) => {
        const { place } = dropAt({ x, y }, { ...shape, count, isRightToLeft });
        expect(place >= 0 && place <= count).to.equal(true);
      }),
    );
  });

  it('scrolls near the edges, the nearer the faster, and nowhere else', () => {
    expect([scrollBy(300, 600), scrollBy(47, 600), scrollBy(553, 600)]).to.deep.equal([0, -1, 1]);
    expect(scrollBy(-300, 600)).to.equal(-24);
    expect(scrollBy(2000, 600)).to.equal(24);
  });
});

describe('keys among the pages', () => {
  const standing = { at: 10, count: 100, columns: 4, perView: 20, isRightToLeft: false };
  const press = (keys: string, turned = false) => {
    const held = keys.split('+');
    const key = held.pop() ?? '';
    const [ctrlKey, shiftKey, altKey] = ['Ctrl', 'Shift', 'Alt'].map((name) => held.includes(name));
    const stroke = { key, ctrlKey: ctrlKey === true, shiftKey: shiftKey === true, altKey: altKey === true };
    return pressedIn({ ...stroke, metaKey: false }, { ...standing, isRightToLeft: turned });
  };

  it('go, draw out what is selected, or go without it', () => {
    expect(press('ArrowDown')).to.deep.equal({ kind: 'go', place: 14, how: 'only' });
    expect(press('Shift+End')).to.deep.equal({ kind: 'go', place: 99, how: 'up-to' });
    expect(press('Ctrl+ArrowLeft')).to.deep.equal({ kind: 'go', place: 9, how: 'look' });
    expect(press('ArrowLeft', true)).to.deep.equal({ kind: 'go', place: 11, how: 'only' });
    expect(press(' ')).to.deep.equal({ kind: 'toggle' });
  });

  it('move by a step in the reading direction, or by a row', () => {
    expect(press('Alt+ArrowRight')).to.deep.equal({ kind: 'nudge', by: 1 });
    expect(press('Alt+ArrowRight', true)).to.deep.equal({ kind: 'nudge', by: -1 });
    expect(press('Alt+ArrowUp')).to.deep.equal({ kind: 'nudge', by: -4 });
  });

  it('cut, put down, select by word and mark', () => {
    expect(press('Ctrl+x')).to.deep.equal({ kind: 'act', act: 'cut' });
    expect(press('Ctrl+v')).to.deep.equal({ kind: 'act', act: 'paste-before' });
    expect(press('Ctrl+Shift+V')).to.deep.equal({ kind: 'act', act: 'paste-after' });
    expect(press('Ctrl+a')).to.deep.equal({ kind: 'select', way: 'all' });
    expect(press('i')).to.deep.equal({ kind: 'select', way: 'invert' });
    expect(press('Delete')).to.deep.equal({ kind: 'act', act: 'absence' });
    expect(press('?')).to.deep.equal({ kind: 'help' });
    for (const other of ['Ctrl+z', 'Ctrl+Shift+Z', 'q', 'Tab', 'Alt+f'])
      expect(press(other), other).to.equal(undefined);
  });
});

describe('a page', () => {
  it('is found by its label first, then by its number, then by the name of its scan', () => {
    const sides = [
      deskSide('a', { label: { none: ['2'] } }),
      deskSide('b', { label: { none: ['12r'] } }),
      deskSide('c', { name: 'scan-3', label: { none: ['12r'] } }),
    ];
    expect(
      ['2', '1', '3', 'Scan-3', '12r', '4', '0', ''].map((words) => placeNamed(sides, words)),
    ).to.deep.equal([...[0, 0, 2, 2, undefined, undefined, undefined, undefined]]);
  });

  it('shows what it is', () => {
    const absence = { reason: '', statement: {}, shownAs: 'left-out', until: null } as const;
    expect(badgesOf(deskSide('a'), true)).to.deep.equal(['start']);
    expect(badgesOf(deskSide('a', { state: 'suppressed', absence }), false)).to.deep.equal([
      'suppressed',
      'left-out',
    ]);
    expect(badgesOf(deskSide('a', { version: null, state: 'missing' }), false)).to.deep.equal(['missing']);
    expect(badgesOf(deskSide('a', { version: null, behavior: 'non-paged' }), false)).to.deep.equal([
      'non-paged',
      'no-image',
    ]);
  });

  it('is shown on another: views as they are, sheets beside it, row by row', () => {
    const host = deskSide('h', { width: 100, height: 200 });
    const sides = ['a', 'b', 'c'].map((id) => deskSide(id, { width: 90, height: 180 }));
    const boxes = Object.values(placementsOf({ host, sides, as: 'part', label: {}, across: 2 })).map(
      ({ placement }) => placement?.region,
    );
    expect(boxes.map((box) => [box?.x, box?.y, box?.width, box?.height])).to.deep.equal([
      [100, 0, 90, 180],
      [0, 200, 90, 180],
      [100, 200, 90, 180],
    ]);
    const views = placementsOf({ host, sides, as: 'view', label: { en: ['UV'] }, across: 1 });
    expect(views['b']).to.deep.equal({
      placement: { on: 'h', as: 'view', label: { en: ['UV'] }, region: null },
    });
  });

  it('is no host where it stands on another itself, nor can it be placed where others stand on it', () => {
    const placement = { on: 'h', as: 'view', label: {}, region: null } as const;
    const all = [deskSide('h'), deskSide('a', { placement }), deskSide('b')];
    expect(hostsFor(all, new Set(['b'])).map(({ id }) => id)).to.deep.equal(['h']);
    expect([
      haveGuests(all, new Set(['h'])),
      haveGuests(all, new Set(['h', 'a'])),
      haveGuests(all, new Set(['b'])),
    ]).to.deep.equal([true, false, false]);
  });
});
