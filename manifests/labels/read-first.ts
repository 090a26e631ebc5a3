import type { Digits, FolioSigns, LabelStep, PartName } from '../../model/label-plan.ts';
import { PART_NAMES } from '../../model/label-plan.ts';
import { latinDigits, parseRoman } from './numerals.ts';
import { PARTS } from './words.ts';

/** What is typed instead of a first label: what goes on where the labels before stopped, and what has none. */
const WORDS: readonly (readonly [RegExp, LabelStep])[] = [
  [/^(?:-|–|unnumbered|uncounted|ongenummerd|ongeteld)$/i, { kind: 'uncounted' }],
  [/^(?:none|no label|geen|leeg)$/i, { kind: 'none' }],
  [/^(?:keep|houden|blijft)$/i, { kind: 'keep' }],
  [/^(?:pages|pagina[’']s)$/i, { kind: 'number', style: 'arabic' }],
  [/^(?:folios|leaves|folio[’']s|bladen)$/i, { kind: 'folio' }],
  [/^(?:roman|romeins)$/i, { kind: 'number', style: 'roman-lower' }],
];

/** How a row of labels goes on whose first is this one: `[12r]`, `p. 3`, `2–3`, `iv`, `A`, `voorplat, rug`; undefined where nobody can tell. */
export function readFirstLabel(text: string): LabelStep | undefined {
  const word = WORDS.find(([pattern]) => pattern.test(text))?.[1];
  return word ?? readParts(text) ?? readNumber(text) ?? readLetters(text);
}

function readParts(text: string): LabelStep | undefined {
  const parts = text.split(',').map((name) => partCalled(name.trim().toLowerCase()));
  return parts.every((part) => part !== undefined) ? { kind: 'part', parts } : undefined;
}

function partCalled(name: string): PartName | undefined {
  if (name === 'cover' || name === 'omslag') return 'front-cover';
  return PART_NAMES.find(
    (part) =>
      part === name ||
      Object.values(PARTS[part])
        .flat()
        .some((word) => word.toLowerCase() === name),
  );
}

const SIGN = '(?: recto| verso|[rvab](?!\\p{L})|[وظʳᵛ])';
const NUMBER = new RegExp(
  `^([^\\d[]{0,40})(\\[?)(\\d{1,6})(${SIGN})?(?:( ?[-–/] ?)(\\d{1,6})(${SIGN})?)?(\\]?)([^\\d]{0,40})$`,
  'u',
);
const SIGNS: readonly (readonly [string, FolioSigns])[] = [
  ['rv', 'r-v'],
  ['ʳᵛ', 'raised'],
  ['ab', 'a-b'],
  ['وظ', 'wajh-zahr'],
];

function readNumber(text: string): LabelStep | undefined {
  const [, prefix, bracket, number = '0', sign, separator, last, lastSign, closed, suffix] =
    NUMBER.exec(latinDigits(text)) ?? [];
  const start = Number(number);
  if (start < 1 || (bracket === '[') !== (closed === ']')) return undefined;
  const shared = {
    start,
    ...(prefix && { prefix }),
    ...(suffix && { suffix }),
    ...(bracket === '[' && { supplied: true }),
    ...digitsOf(text),
  };
  const core = { start, sign, last, lastSign };
  const form = sign === undefined ? pagesOf(core, separator) : foliosOf({ ...core, sign }, separator);
  return form && { ...shared, ...form };
}

/** A number, or the two of an opening. */
interface Core {
  readonly start: number;
  readonly sign: string | undefined;
  readonly last: string | undefined;
  readonly lastSign: string | undefined;
}

function pagesOf({ start, last, lastSign }: Core, separator: string | undefined) {
  const perSurface = last === undefined ? 1 : Number(last) - start + 1;
  if (lastSign !== undefined || perSurface < 1 || perSurface > 12) return undefined;
  return { kind: 'number', style: 'arabic', ...severalOf(perSurface, separator) } as const;
}

function foliosOf({ start, sign, last, lastSign }: Core & { sign: string }, separator: string | undefined) {
  if ((last !== undefined && lastSign === undefined) || !isFolioPair(start, last, sign)) return undefined;
  const side = isVerso(sign) ? ('verso' as const) : ('recto' as const);
  const signs = SIGNS.find(([pair]) => pair.includes(sign))?.[1] ?? 'words';
  const several = severalOf(last === undefined ? 1 : 2, separator);
  return { kind: 'folio', side, ...(signs !== 'r-v' && { signs }), ...several } as const;
}

/** Two sides on one scan: `1v–2r`, or `1r–1v`. */
function isFolioPair(start: number, last: string | undefined, sign: string): boolean {
  return last === undefined || Number(last) === (isVerso(sign) ? start + 1 : start);
}

function isVerso(sign: string): boolean {
  return [' verso', 'v', 'b', 'ظ', 'ᵛ'].includes(sign);
}

function severalOf(perSurface: number, separator: string | undefined) {
  if (perSurface === 1) return {};
  const isUsual = separator === undefined || /^[-–]$/.test(separator);
  return { perSurface, ...(!isUsual && { separator }) };
}

function digitsOf(text: string): { readonly digits?: Digits } {
  if (/[٠-٩]/.test(text)) return { digits: 'arabic' };
  return /[۰-۹]/.test(text) ? { digits: 'persian' } : {};
}

const LETTERS = /^((?:[^[]{0,38}[ .])?)(\[?)([a-z]{1,15}|[A-Z]{1,15})(\]?)$/;

function readLetters(text: string): LabelStep | undefined {
  const [, prefix, bracket, letters = '', closed] = LETTERS.exec(text) ?? [];
  if (letters === '' || (bracket === '[') !== (closed === ']')) return undefined;
  const shared = { ...(prefix && { prefix }), ...(bracket === '[' && { supplied: true }) };
  const isUpper = letters !== letters.toLowerCase();
  // Alone these are rather letters than a hundred, five hundred, fifty or a thousand.
  const roman = /^[cdlm]$/i.test(letters) ? undefined : parseRoman(letters);
  if (roman !== undefined)
    return { kind: 'number', style: isUpper ? 'roman-upper' : 'roman-lower', start: roman, ...shared };
  if (letters.length > 1) return undefined;
  const start = letters.toLowerCase().charCodeAt(0) - 96;
  return { kind: 'number', style: isUpper ? 'alphabetic-upper' : 'alphabetic-lower', start, ...shared };
}
