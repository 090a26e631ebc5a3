import {
  type FolioSigns,
  type FolioStep,
  LARGEST_LABEL_NUMBER,
  type NumberStep,
} from '../../model/label-plan.ts';
import type { LanguageMap } from '../../model/language.ts';
import { formatAlphabetic, formatDigits, formatRoman, LARGEST_ROMAN } from './numerals.ts';

/**
 * Where counting stands. In sides: pages are counted by one, folios have two of them each, recto and verso.
 */
export interface Count {
  readonly number: number;
  readonly side: 'recto' | 'verso';
}

type CountingStep = NumberStep | FolioStep;

const SIDES: Readonly<Record<FolioSigns, { readonly recto: string; readonly verso: string }>> = Object.freeze(
  {
    'r-v': { recto: 'r', verso: 'v' },
    raised: { recto: 'ʳ', verso: 'ᵛ' },
    words: { recto: ' recto', verso: ' verso' },
    'verso-only': { recto: '', verso: 'v' },
    'a-b': { recto: 'a', verso: 'b' },
    'wajh-zahr': { recto: 'و', verso: 'ظ' },
  },
);

/** The largest number that a step can write. */
export function largestOf(step: CountingStep): number {
  return step.kind === 'number' && step.style.startsWith('roman') ? LARGEST_ROMAN : LARGEST_LABEL_NUMBER;
}

/** Where a step begins, after one that counted up to `before`. */
export function beginCount(step: CountingStep, before: Count | undefined): Count {
  const side = step.kind === 'folio' ? step.side : undefined;
  if (step.start !== undefined) return { number: step.start, side: side ?? 'recto' };
  if (before === undefined) return { number: 1, side: side ?? 'recto' };
  if (step.kind === 'folio') return side === undefined ? before : onSide(before, side);
  return before.side === 'verso' ? { number: before.number + 1, side: 'recto' } : before;
}

/** The nearest place, from this on, of that side. */
function onSide(from: Count, side: Count['side']): Count {
  if (from.side === side) return from;
  return side === 'verso' ? { ...from, side } : { number: from.number + 1, side };
}

/** The label of one surface, and where counting goes on. */
export function labelNumber(
  step: CountingStep,
  from: Count,
  skipped: ReadonlySet<number>,
): { readonly label: LanguageMap; readonly last: number; readonly next: Count } {
  const first = unskipped(from, skipped);
  let last = first;
  for (let more = (step.perSurface ?? 1) - 1; more > 0; more -= 1)
    last = unskipped(countOn(step, last), skipped);
  const ends = first === last ? [first] : [first, last];
  const number = ends.map((count) => write(step, count)).join(step.separator ?? '–');
  const { prefix = '', suffix = '', language = 'none' } = step;
  const text = `${prefix}${step.supplied === true ? `[${number}]` : number}${suffix}`.trim();
  return { label: { [language]: [text] }, last: last.number, next: countOn(step, last) };
}

function countOn(step: CountingStep, { number, side }: Count): Count {
  if (step.kind === 'folio' && side === 'recto') return { number, side: 'verso' };
  return { number: number + 1, side: 'recto' };
}

/** A number that is left out is so with both its sides. */
function unskipped(count: Count, skipped: ReadonlySet<number>): Count {
  let at = count;
  while (skipped.has(at.number)) at = { number: at.number + 1, side: 'recto' };
  return at;
}

function write(step: CountingStep, { number, side }: Count): string {
  const { digits = 'latin' } = step;
  if (step.kind === 'folio') return formatDigits(number, digits) + SIDES[step.signs ?? 'r-v'][side];
  switch (step.style) {
    case 'arabic':
      return formatDigits(number, digits);
    case 'roman-lower':
      return formatRoman(number);
    case 'roman-upper':
      return formatRoman(number).toUpperCase();
    case 'alphabetic-lower':
      return formatAlphabetic(number);
    case 'alphabetic-upper':
      return formatAlphabetic(number).toUpperCase();
  }
}
