import type { TechnicalFacts } from '../model/file-version.ts';
import type { Look } from '../model/look.ts';
import type { Format } from './format.ts';
import type { Hole } from './holes.ts';
import type { LostBlock } from './lost-blocks.ts';
import type { ResolutionUnit, TiffReading } from './tiff.ts';

/** What the decoder said when it could not go on, or did so with a doubt. */
export interface Complaint {
  readonly kind: 'cut-short' | 'damaged' | 'unsupported' | 'unreadable';
  /** The first line of pixels that is wrong, counted from 0; undefined where the decoder does not tell. */
  readonly line: number | undefined;
  /** The decoder's own words, for the record. */
  readonly words: string;
}

/** What came out of decoding every pixel. */
export type Decoding = { readonly ok: true } | { readonly ok: false; readonly complaint: Complaint };

/** Everything that rules may look at. What was not read yet, or could not be, is undefined. */
export interface ScanFacts {
  readonly originalName: string;
  readonly sizeBytes: number;
  /** Lower-case hex, over the bytes as they are stored now. */
  readonly sha256: string;
  readonly promised: { readonly sizeBytes: number; readonly sha256: string };
  readonly format: Format | undefined;
  readonly tiff: TiffReading | undefined;
  readonly technical: TechnicalFacts | undefined;
  readonly decoding: Decoding | undefined;
  readonly look: Look | undefined;
  /** Parts of the picture that were never written. */
  readonly holes?: readonly Hole[];
  readonly lostBlocks?: readonly LostBlock[];
  /** What the resolution is counted by; undefined where the file does not say, or is no TIFF. */
  readonly resolutionUnit: ResolutionUnit | undefined;
}
