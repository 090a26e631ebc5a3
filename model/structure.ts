import type { LanguageMap } from './language.ts';

/**
 * A part of an item that has a name: a chapter, a letter in a bundle, another order of its pages. Becomes a Range.
 *
 * @see https://iiif.io/api/presentation/3.0/#54-range
 */
export interface RangeNode {
  /** UUIDv7; it is in the public URI of the range, and so never changes and is never used again. */
  readonly id: string;
  readonly label: LanguageMap;
  /** `sequence`: an order of its own for all pages; `no-nav`: not for the table of contents. null: neither. */
  readonly behavior: RangeBehavior | null;
  /** A surface may be in several ranges, and in none. */
  readonly items: readonly RangeItem[];
}

export type RangeItem = { readonly surface: string } | { readonly range: RangeNode };

export const RANGE_BEHAVIORS = ['sequence', 'no-nav'] as const;
export type RangeBehavior = (typeof RANGE_BEHAVIORS)[number];

/** No structure has more ranges, or is nested deeper. */
export const MOST_RANGES = 5_000;
export const DEEPEST_RANGE = 8;

/** All ranges of a structure, each before those in it, and how deep it lies: from 1. */
export function rangesIn(ranges: readonly RangeNode[], depth = 1): { range: RangeNode; depth: number }[] {
  return ranges.flatMap((range) => [
    { range, depth },
    ...rangesIn(
      range.items.flatMap((item) => ('range' in item ? [item.range] : [])),
      depth + 1,
    ),
  ]);
}

/** Ids of the surfaces that are in any range. */
export function surfacesIn(ranges: readonly RangeNode[]): Set<string> {
  const own = rangesIn(ranges).flatMap(({ range }) => range.items);
  return new Set(own.flatMap((item) => ('surface' in item ? [item.surface] : [])));
}
