import { latinDigits } from '../labels/numerals.ts';

/** Marks that only set the direction of text. A zero width non-joiner is none: Persian is spelt with it. */
const MARKS = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff';
const MARK_OR_SPACE = new RegExp(`[${MARKS}\\s]`, 'g');
export const LEADING_MARKS = new RegExp(`^[${MARKS}\\s]+`);
export const IS_MARK = new RegExp(`^[${MARKS}]$`);

/**
 * A line as labels are compared in: any dash as a hyphen, any digits as Latin ones, any space and mark of direction as a
 * space, raised r and v, lower case. As long as what was given, so that places in it are places in the original.
 */
export function foldLine(text: string): string {
  const plain = latinDigits(text)
    .replace(/[\u2010-\u2015\u2212\ufe58\uff0d]/g, '-')
    .replace(MARK_OR_SPACE, ' ')
    .replaceAll('ʳ', 'r')
    .replaceAll('ᵛ', 'v');
  return plain.replace(/\p{Lu}/gu, (letter) => {
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  });
}
