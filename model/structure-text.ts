import type { Message } from './finding.ts';
import type { RangeNode } from './structure.ts';

/** What a typed structure comes to: its ranges, or what is wrong with which lines. */
export type StructureReading =
  | { readonly ranges: readonly RangeNode[] }
  | { readonly faults: readonly LineFault[] };

export interface LineFault {
  /** From 1, empty lines counted. */
  readonly line: number;
  readonly message: Message;
}

/** No typed structure has more signs, or names more pages. */
export const MOST_STRUCTURE_TEXT = 500_000;
export const MOST_PLACES_NAMED = 200_000;
