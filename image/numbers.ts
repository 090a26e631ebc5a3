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
  const text = String(value);
  return text.includes('e') ? value.toFixed(40).replace(/\.?0+$/, '') : text;
}

/** Rounds half up, as every size in this folder is rounded. */
export function round(value: number): number {
  return Math.floor(value + 0.5);
}
