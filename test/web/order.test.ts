import { expect } from 'chai';
import fc from 'fast-check';
import { isSameOrder, mergeOrder, moveTo, stepOf } from '../../web/item/order.ts';

const someIds = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 20 });

describe('the order of surfaces', () => {
  it('moves one to another place and leaves the others in their order', () => {
    expect(moveTo(['a', 'b', 'c', 'd'], 'a', 2)).to.deep.equal(['b', 'c', 'a', 'd']);
    expect(moveTo(['a', 'b', 'c', 'd'], 'd', 0)).to.deep.equal(['d', 'a', 'b', 'c']);
  });

  it('takes a place beyond an end for that end, and an unknown id for nothing to do', () => {
    expect(moveTo(['a', 'b'], 'a', 9)).to.deep.equal(['b', 'a']);
    expect(moveTo(['a', 'b'], 'b', -3)).to.deep.equal(['b', 'a']);
    expect(moveTo(['a', 'b'], 'x', 0)).to.deep.equal(['a', 'b']);
  });

  it('comes back to where it was when the move is made backwards', () => {
    fc.assert(
      fc.property(someIds, fc.nat(), fc.nat(), (ids, from, to) => {
        const at = from % ids.length;
        const id = ids[at] ?? '';
        expect(moveTo(moveTo(ids, id, to % ids.length), id, at)).to.deep.equal(ids);
      }),
    );
  });

  it('keeps every standing surface exactly once, whatever came and went meanwhile', () => {
    fc.assert(
      fc.property(someIds, someIds, (wanted, standing) => {
        const merged = mergeOrder(wanted, standing);
        expect([...merged].sort()).to.deep.equal([...standing].sort());
        const kept = wanted.filter((id) => standing.includes(id));
        expect(merged.slice(0, kept.length)).to.deep.equal(kept);
      }),
    );
  });

  it('knows two orders that differ', () => {
    expect(isSameOrder(['a', 'b'], ['a', 'b'])).to.equal(true);
    expect(isSameOrder(['a', 'b'], ['b', 'a'])).to.equal(false);
    expect(isSameOrder(['a', 'b'], ['a'])).to.equal(false);
  });

  it('goes the other way with the arrows where one reads from right to left', () => {
    expect(stepOf('ArrowRight', 4, false)).to.equal(1);
    expect(stepOf('ArrowRight', 4, true)).to.equal(-1);
    expect(stepOf('ArrowDown', 4, true)).to.equal(4);
    expect(stepOf('Enter', 4, false)).to.equal(undefined);
  });
});
