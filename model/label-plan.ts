import type { Message } from './finding.ts';
import type { LanguageMap } from './language.ts';

/**
 * How a row of surfaces is to be labelled: steps, one after the other, each for so many of them. Surfaces after the
 * last step keep the labels that they have.
 */
export type LabelPlan = readonly LabelStep[];

export type LabelStep = NumberStep | FolioStep | PartStep | TextStep | PlainStep;

interface AnyStep {
  /** How many surfaces it is for; without: all that are left. */
  readonly count?: number;
}

interface CountingStep extends AnyStep {
  /** The number of the first surface; without: on from the step before that counted, else 1. */
  readonly start?: number;
  /** Numbers that the original leaves out. */
  readonly skip?: readonly number[];
  /** Pages, folios or columns on one scan: 2 for openings, or for pages of two columns. Default 1. */
  readonly perSurface?: number;
  /** Between the first and the last of them. Default an en dash. */
  readonly separator?: string;
  /** `f. `: before and after the number, with its space. */
  readonly prefix?: string;
  readonly suffix?: string;
  /** In [brackets]: not written on the original. */
  readonly supplied?: boolean;
  /** Of the words in prefix and suffix; without, the label is of no language, for numbers have none. */
  readonly language?: string;
}

export const DIGITS = ['latin', 'arabic', 'persian', 'chinese'] as const;
/** The signs that numbers are written with: 12, ١٢, ۱۲, 十二. */
export type Digits = (typeof DIGITS)[number];

export const NUMBER_STYLES = [
  'arabic',
  'roman-lower',
  'roman-upper',
  'alphabetic-lower',
  'alphabetic-upper',
] as const;
export type NumberStyle = (typeof NUMBER_STYLES)[number];

/** Pages or columns: 12, xii, XII, l, L. */
export interface NumberStep extends CountingStep {
  readonly kind: 'number';
  readonly style: NumberStyle;
  /** For arabic numbers alone. */
  readonly digits?: Digits;
}

export const FOLIO_SIGNS = ['r-v', 'raised', 'words', 'verso-only', 'a-b', 'wajh-zahr'] as const;
/** How the two sides of a leaf are told apart: 12r 12v, 12ʳ 12ᵛ, 12 recto 12 verso, 12 12v, 12a 12b, 12و 12ظ. */
export type FolioSigns = (typeof FOLIO_SIGNS)[number];

/** Leaves, numbered on one side: 1r, 1v, 2r. */
export interface FolioStep extends CountingStep {
  readonly kind: 'folio';
  /** Of the first surface. Default recto, or the side on which the step before it would go on. */
  readonly side?: 'recto' | 'verso';
  readonly signs?: FolioSigns;
  readonly digits?: Digits;
}

export const PART_NAMES = [
  'front-cover',
  'inside-front-cover',
  'front-flyleaf',
  'title-page',
  'back-flyleaf',
  'inside-back-cover',
  'back-cover',
  'spine',
  'top-edge',
  'fore-edge',
  'bottom-edge',
  'colour-target',
] as const;
export type PartName = (typeof PART_NAMES)[number];

/** Covers and other parts that are called by a word; a surface each. */
export interface PartStep {
  readonly kind: 'part';
  readonly parts: readonly PartName[];
}

/** The same words for each. */
export interface TextStep extends AnyStep {
  readonly kind: 'text';
  readonly label: LanguageMap;
}

/** `uncounted`: a word that says so, and no number is used; `none`: no label; `keep`: that which it has. */
export interface PlainStep extends AnyStep {
  readonly kind: 'uncounted' | 'none' | 'keep';
}

/** What a plan comes to: a label for each surface, {} for none, null for the one that it has. */
export type LabelPreview = { readonly labels: readonly (LanguageMap | null)[] } | { readonly fault: Message };

/** What a typed plan comes to. */
export type LabelLine = { readonly plan: LabelPlan } | { readonly fault: Message };

/** No typed plan has more signs. */
export const MOST_LABEL_LINE = 5_000;
/** No plan is for more surfaces, has more steps, or comes to a larger number. */
export const MOST_SURFACES_LABELLED = 20_000;
export const MOST_LABEL_STEPS = 200;
export const LARGEST_LABEL_NUMBER = 100_000;
