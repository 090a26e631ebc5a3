import type { Digits } from '../../model/label-plan.ts';

const ROMAN = [
  ['m', 1000],
  ['cm', 900],
  ['d', 500],
  ['cd', 400],
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
] as const;

/** Nobody writes more Ms than three. */
export const LARGEST_ROMAN = 3_999;

/** 1…{@link LARGEST_ROMAN} in lower-case Roman numerals: 14 is `xiv`. */
export function formatRoman(number: number): string {
  let left = number;
  let text = '';
  for (const [sign, value] of ROMAN) {
    text += sign.repeat(Math.floor(left / value));
    left %= value;
  }
  return text;
}

/** A number of Roman numerals in either case; undefined where it is not written as {@link formatRoman} would. */
export function parseRoman(text: string): number | undefined {
  const given = text.toLowerCase();
  if (!/^[mdclxvi]{1,15}$/.test(given)) return undefined;
  let rest = given;
  let number = 0;
  for (const [sign, value] of ROMAN) {
    while (rest.startsWith(sign)) {
      rest = rest.slice(sign.length);
      number += value;
    }
  }
  return rest === '' && number <= LARGEST_ROMAN && formatRoman(number) === given ? number : undefined;
}

/** 1 is `a`, 26 `z`, 27 `aa`, 28 `ab`. */
export function formatAlphabetic(number: number): string {
  let text = '';
  for (let left = number; left > 0; left = Math.floor((left - 1) / 26))
    text = String.fromCodePoint(97 + ((left - 1) % 26)) + text;
  return text;
}

/** A whole number from 0 in digits of a script. */
export function formatDigits(number: number, digits: Digits): string {
  if (digits === 'chinese') return formatChinese(number);
  const zero = ZEROS[digits];
  return String(number).replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

const ZEROS = { latin: 0x30, arabic: 0x660, persian: 0x6f0 } as const;

/** Decimal digits of the Arabic and Persian scripts as Latin ones, one sign for one. */
export function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15));
}

const CHINESE = '零一二三四五六七八九';
const PLACES = ['', '十', '百', '千'];

/** As one counts: 12 is 十二, 105 is 一百零五, 20,003 is 二万零三. Below 100,000,000. */
function formatChinese(number: number): string {
  if (number === 0) return CHINESE.charAt(0);
  const [high, low] = [Math.floor(number / 10_000), number % 10_000];
  const text =
    high === 0
      ? chineseBelowTenThousand(low)
      : `${chineseBelowTenThousand(high)}万${low > 0 && low < 1_000 ? CHINESE.charAt(0) : ''}${chineseBelowTenThousand(low)}`;
  return text.replace(/^一十/, '十');
}

function chineseBelowTenThousand(number: number): string {
  const digits = [...String(number)].map(Number);
  const written = digits.map((digit, index) =>
    digit === 0 ? CHINESE.charAt(0) : CHINESE.charAt(digit) + PLACES[digits.length - 1 - index],
  );
  return written.join('').replace(/零+/g, '零').replace(/零$/, '');
}
