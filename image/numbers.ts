/** Decimal numbers as IIIF writes them: digits and at most one point, nothing else. */
const DECIMAL = /^(?:\d{1,9}(?:\.\d{0,40})?|\.\d{1,40})$/;
const INTEGER = /^\d{1,9}$/;

/** Reads a whole number of at most nine digits, so that it is always exact; undefined if the text is none. */
export function parseInteger(text: string): number | undefined {
  return INTEGER.test(text) ? Number(text) : undefined;
}

/** Reads a decimal number without sign or exponent; undefined if the text is none. */
export function parseDecimal(text: string): number | undefined {
  return DECIMAL.test(text) && !text.endsWith('.') ? Number(text) : undefined;
}

/**
 * Writes a decimal number without exponent or trailing zeros.
 *
 * @see https://iiif.io/api/image/3.0/#47-canonical-uri-syntax
 */
export function formatDecimal(value: number): string {
  const [digits = '', exponent] = String(value).split('e-');
  return exponent === undefined ? digits : `0.${'0'.repeat(Number(exponent) - 1)}${digits.replace('.', '')}`;
}

/** Rounds half up, as every size in this folder is rounded. */
export function round(value: number): number {
  return Math.floor(value + 0.5);
}

/**
 * So many per cent of a whole number of pixels, rounded half up. Reckoned on the digits as they were written: 9.2 % of
 * 375 is 34.5, and thus 35; in binary fractions it is a little less.
 */
export function percentOf(pixels: number, percent: number): number {
  const [whole = '', fraction = ''] = formatDecimal(percent).split('.');
  const hundred = 100n * 10n ** BigInt(fraction.length);
  return Number((2n * BigInt(pixels) * BigInt(whole + fraction) + hundred) / (2n * hundred));
}
