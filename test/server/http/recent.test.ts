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

  it('keeps no more than it may, and what came last, where all were used', () => {
    const recent = createRecent<number>(3);
    for (const [value, key] of ['a', 'b', 'c'].entries()) recent.set(key, value);
    for (const key of ['b', 'a', 'c']) recent.get(key);
    recent.set('d', 3);
    expect([...recent.values()]).to.have.members([1, 2, 3]);
    recent.set('d', 4);
    recent.set('e', 5);
    expect([...recent.values()]).to.have.members([2, 4, 5]);
  });

  it('shows all of them, which is no use', () => {
    const recent = createRecent<number>(2);
    recent.set('a', 1);
    recent.set('b', 2);
    expect([...recent.values()]).to.deep.equal([1, 2]);
    recent.set('c', 3);
    expect([...recent.values()]).to.deep.equal([2, 3]);
  });
});
