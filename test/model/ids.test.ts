import { expect } from 'chai';
import fc from 'fast-check';
import { formatImageId, isId, newId, parseImageId, uuidv7 } from '../../model/ids.ts';

describe('ids', () => {
  it('sort by the time they were made', () => {
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
    const time = fc.integer({ min: 0, max: 2 ** 47 });
    fc.assert(
      fc.property(time, time, bytes, bytes, (a, b, x, y) => {
        fc.pre(a !== b);
        expect(uuidv7(a, x) < uuidv7(b, y)).to.equal(a < b);
      }),
    );
  });

  it('are UUIDs of version 7, all different', () => {
    const made = Array.from({ length: 1000 }, newId);
    expect(made.every((id) => isId(id) && id[14] === '7')).to.equal(true);
    expect(new Set(made).size).to.equal(1000);
  });

  it('of images come back as they went out', () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 1, max: 999_999 }), { nil: undefined }), (version) => {
        const id = { surfaceId: newId(), version };
        expect(parseImageId(formatImageId(id))).to.deep.equal(id);
      }),
    );
  });

  const id = newId();
  for (const wrong of [
    '',
    'frob',
    `${id}~`,
    `${id}~0`,
    `${id}~01`,
    `${id}~1~1`,
    `${id}~x`,
    id.toUpperCase(),
    ` ${id}`,
  ]) {
    it(`of images are never "${wrong}"`, () => {
      expect(parseImageId(wrong)).to.equal(undefined);
    });
  }
});
