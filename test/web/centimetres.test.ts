import { expect } from 'chai';
import fc from 'fast-check';
import { readCentimetres } from '../../web/item/centimetres.ts';

describe('a size that is typed in centimetres', () => {
  it('may have a point or a comma, and is kept to the nearest millimetre', () => {
    for (const typed of ['14.85', '14,85', ' 14,85 cm'])
      expect(readCentimetres(typed)).to.deep.equal({ kind: 'size', mm: 149, isRounded: true });
    expect(readCentimetres('4.35')).to.deep.equal({ kind: 'size', mm: 44, isRounded: true });
    expect(readCentimetres('21')).to.deep.equal({ kind: 'size', mm: 210, isRounded: false });
    expect(readCentimetres('29,70')).to.deep.equal({ kind: 'size', mm: 297, isRounded: false });
    expect(readCentimetres(' ')).to.deep.equal({ kind: 'nothing' });
  });

  it('is refused where it is none', () => {
    for (const typed of ['0', '0,04', '14.85.2', '1.234,5', '14,', ',5', '-3', '1e3', '148mm', 'A4', '10001'])
      expect(readCentimetres(typed), typed).to.deep.equal({ kind: 'wrong' });
  });

  it('gives every millimetre back that is written with either sign', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.constantFrom('.', ','), (mm, sign) => {
        const typed = `${Math.floor(mm / 10)}${sign}${mm % 10}`;
        expect(readCentimetres(typed)).to.deep.equal({ kind: 'size', mm, isRounded: false });
      }),
    );
  });
});
