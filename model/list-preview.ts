import type { BatchFindingView } from './batch.ts';

/** What applying a list would do. Nothing was written. */
export interface ListPreview {
  /** False where it cannot be read to its end: then it cannot be applied. */
  readonly isReadable: boolean;
  /** What stands in the first line of a table; empty for names. */
  readonly columns: readonly string[];
  readonly errors: number;
  readonly warnings: number;
  /** In the order of the lines, a thousand at most. */
  readonly findings: readonly BatchFindingView[];
  readonly items: { readonly made: number; readonly matched: number };
  readonly surfaces: { readonly made: number; readonly matched: number };
  /** Level 1 images and texts, which become no pages. */
  readonly attachments: number;
  /** In the order of the list, 500 at most. */
  readonly list: readonly PlannedItemView[];
}

export interface PlannedItemView {
  readonly reference: string;
  readonly objectNumber: string;
  /** Null where it would be made. */
  readonly itemId: string | null;
  readonly made: number;
  readonly matched: number;
  readonly attachments: number;
}
