import type { Look } from '../model/look.ts';

/** A scan that stands beside another one in its item. */
export interface Neighbour {
  readonly name: string;
  readonly look: Look;
  /** In pixels, as stored. */
  readonly width: number;
  readonly height: number;
}

/** Where a scan stands among others. What is not known is undefined or empty. */
export interface PlaceFacts {
  /** Other files with the very same bytes, and the reference of the item that each is of. */
  readonly sameBytes: readonly {
    readonly name: string;
    readonly reference: string;
    readonly isSameItem: boolean;
  }[];
  readonly before: Neighbour | undefined;
  readonly after: Neighbour | undefined;
  /** The other scans of the item: how many, and their median sides in pixels. */
  readonly siblings:
    | { readonly count: number; readonly medianWidth: number; readonly medianHeight: number }
    | undefined;
  /** The size of the original, as the catalogue gives it. */
  readonly original: { readonly widthMm: number; readonly heightMm: number } | undefined;
}
