import { expect } from 'chai';
import type { TableSide } from '../../model/table-view.ts';
import {
  chosenOf,
  FIRST_LOOK,
  lookAfter,
  neighbourOf,
  sidesOf,
  type TableLook,
} from '../../web/table/view.ts';
import { sideOf } from '../fixtures/table-side.ts';

describe('how a table is looked at', () => {
  const press = (look: TableLook, ...keys: string[]) =>
    keys.reduce((now, key) => lookAfter(key, now, 1) ?? now, look);

  it('is enlarged by Enter up to the loupe, and comes back by Escape to the sheet that it was', () => {
    expect(press(FIRST_LOOK, '+', 'Enter', 'Enter')).to.deep.include({ perView: 1, isLoupe: true });
    expect(press(FIRST_LOOK, '+', 'Enter', 'Enter', 'Escape', 'Escape')).to.deep.equal({
      ...FIRST_LOOK,
      perView: 6,
      sheet: 6,
    });
    expect(press(FIRST_LOOK, '+', '-', 'Escape')).to.deep.equal(FIRST_LOOK);
  });

  it('has one thing beside the page at a time: its neighbour, or an older version, one after the other', () => {
    const beside = (...keys: string[]) => press(FIRST_LOOK, ...keys).beside;
    expect([beside('c'), beside('c', 'c'), beside('c', 'V'), beside('v', 'v')]).to.deep.equal([
      'neighbour',
      'nothing',
      1,
      'nothing',
    ]);
  });

  it('keeps to the page that was chosen, or the next that is on the table', () => {
    const all = [sideOf('a', 1), sideOf('b'), sideOf('c', 2), sideOf('d')];
    const found = sidesOf(all, press(FIRST_LOOK, 'f'));
    expect(found.map(({ id }) => id)).to.deep.equal(['a', 'c']);
    const chosen = (id?: string) => chosenOf(all, found, id)?.id;
    expect([chosen(), chosen('a'), chosen('b'), chosen('d')]).to.deep.equal(['a', 'a', 'c', 'c']);
    expect(chosenOf(all, [], 'a')).to.equal(undefined);
  });

  it('leaves out what was judged, and what cannot be', () => {
    const review = { verdict: 'passed', reason: null, note: null, region: null } as const;
    const all = [{ ...sideOf('a'), review }, sideOf('b'), { ...sideOf('c'), shown: null }];
    expect(sidesOf(all, press(FIRST_LOOK, 'u')).map(({ id }) => id)).to.deep.equal(['b']);
  });

  it('has the page before as the neighbour, and for the first the one after', () => {
    const all = [sideOf('a'), sideOf('b'), sideOf('c')];
    expect(all.map((side) => neighbourOf(all, side)?.id)).to.deep.equal(['b', 'a', 'b']);
    expect(neighbourOf(all.slice(0, 1), all[0] as TableSide)).to.equal(undefined);
  });
});
