import { expect } from 'chai';
import { createRecent } from '../../../server/http/recent.ts';

describe('recent values', () => {
  it('lets go of the one that was unused longest', () => {
    const recent = createRecent<number>(2);
    recent.set('a', 1);
    recent.set('b', 2);
    recent.get('a');
    recent.set('c', 3);
    expect([recent.get('a'), recent.get('b'), recent.get('c')]).to.deep.equal([1, undefined, 3]);
  });

  it('forgets all of which something holds', () => {
    const recent = createRecent<number>(9);
    for (const value of [1, 2, 3, 4]) recent.set(String(value), value);
    recent.deleteWhere((value) => value % 2 === 0);
    expect(['1', '2', '3', '4'].map(recent.get)).to.deep.equal([1, undefined, 3, undefined]);
  });
});
