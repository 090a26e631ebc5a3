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

  it('shows all of them, which is no use', () => {
    const recent = createRecent<number>(2);
    recent.set('a', 1);
    recent.set('b', 2);
    expect([...recent.values()]).to.deep.equal([1, 2]);
    recent.set('c', 3);
    expect([...recent.values()]).to.deep.equal([2, 3]);
  });
});
