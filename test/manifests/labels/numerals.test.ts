import { expect } from 'chai';
import fc from 'fast-check';
import {
  formatAlphabetic,
  formatDigits,
  formatRoman,
  LARGEST_ROMAN,
  latinDigits,
  parseRoman,
} from '../../../manifests/labels/numerals.ts';

describe('numerals', () => {
  it('in Roman come back as they went', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LARGEST_ROMAN }), (number) => {
        expect(parseRoman(formatRoman(number))).to.equal(number);
        expect(parseRoman(formatRoman(number).toUpperCase())).to.equal(number);
      }),
    );
    expect([4, 9, 14, 40, 1917, 3999].map(formatRoman)).to.deep.equal([
      'iv',
      'ix',
      'xiv',
      'xl',
      'mcmxvii',
      'mmmcmxcix',
    ]);
  });

  it('that nobody would write so are none', () => {
    const wrong = ['', 'iiii', 'ic', 'vx', 'mmmm', 'abc', '12', 'i i', 'm'.repeat(1000)];
    expect(wrong.map(parseRoman)).to.deep.equal(wrong.map(() => undefined));
  });

  it('of letters are never the same for two numbers', () => {
    expect([1, 26, 27, 52, 53, 702, 703].map(formatAlphabetic)).to.deep.equal([
      'a',
      'z',
      'aa',
      'az',
      'ba',
      'zz',
      'aaa',
    ]);
    expect(new Set(Array.from({ length: 20_000 }, (_, at) => formatAlphabetic(at + 1))).size).to.equal(
      20_000,
    );
  });

  it('in digits of other scripts come back as Latin ones', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.constantFrom('latin', 'arabic', 'persian'), (number, digits) => {
        expect(latinDigits(formatDigits(number, digits))).to.equal(String(number));
      }),
    );
  });

  it('in Chinese are as one counts', () => {
    const table: Readonly<Record<number, string>> = {
      0: '零',
      10: '十',
      12: '十二',
      20: '二十',
      105: '一百零五',
      110: '一百一十',
      1001: '一千零一',
      1010: '一千零一十',
      10000: '一万',
      20003: '二万零三',
      100000: '十万',
      100500: '十万零五百',
    };
    for (const [number, written] of Object.entries(table))
      expect(formatDigits(Number(number), 'chinese')).to.equal(written);
  });
});
