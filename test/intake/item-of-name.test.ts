import { expect } from 'chai';
import { namesItem, referenceIn } from '../../intake/item-of-name.ts';

describe('the item that a name speaks of', () => {
  it('reaches from the archive to the item, with what stands between', () => {
    const pattern = '{archive}.{item}_{sequence:5}{side?}';
    expect(referenceIn(pattern, 'ARCH00860.1_00012v.tif')).to.equal('ARCH00860.1');
    expect(referenceIn(pattern, 'folder/ARCH00860.1_00012.tif')).to.equal(
      referenceIn(pattern, 'ARCH00860.1_00012.tif'),
    );
    expect(referenceIn('{item}_{sequence:4}', 'N30051001234567_0001.tif')).to.equal('N30051001234567');
    expect(referenceIn('scan-{sequence:3}-{item}', 'scan-001-BRO 1.tif')).to.equal(undefined);
    expect(referenceIn('scan-{sequence:3}-{item}', 'scan-001-BRO\u{1d11e}1.tif')).to.equal('BRO\u{1d11e}1');
  });

  it('is not there in another name, or in a pattern without it', () => {
    expect(referenceIn('{archive}.{item}_{sequence:5}', 'IMG_0001.tif')).to.equal(undefined);
    expect(referenceIn('{archive}_{sequence:5}', 'ARCH00860_00012.tif')).to.equal(undefined);
    expect([namesItem('{archive}_{sequence}'), namesItem('{item}_{sequence}')]).to.deep.equal([false, true]);
    expect(() => namesItem('{item'))
      .to.throw()
      .with.property('code', 'bad-request');
  });
});
