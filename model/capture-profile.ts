import type { Severity } from './finding.ts';

/** Every rule that a scan can be put to, in the order in which people read the findings. */
export const RULE_NAMES = [
  'digest',
  'empty',
  'bytes',
  'name',
  'format',
  'extension',
  'structure',
  'pixels',
  'pages',
  'compression',
  'bits',
  'samples',
  'photometric',
  'icc',
  'ppi',
  'orientation',
  'decode',
  'bands',
  'blank',
  'same-bytes',
  'near-duplicate',
  'outlier',
  'physical-size',
] as const;
export type RuleName = (typeof RULE_NAMES)[number];

/** What a good master is: limits, and for each rule whether it keeps a scan out, is only said, or is not asked. */
export interface CaptureProfile {
  readonly name: string;
  /** How files are called, in the grammar of `intake/file-names.ts`; null: any name. */
  readonly namePattern: string | null;
  /** The accepted formats, each a FormatName of `intake/format.ts`. */
  readonly formats: readonly string[];
  readonly minBytes: number;
  /** Width times height. */
  readonly maxPixels: number;
  readonly maxPages: number;
  // In what follows null means any. The words are those of TechnicalFacts.
  readonly compressions: readonly string[] | null;
  readonly bits: readonly number[] | null;
  readonly samples: readonly number[] | null;
  readonly photometrics: readonly string[] | null;
  /** Names of ICC profiles; a scan without one is not among them. */
  readonly iccProfiles: readonly string[] | null;
  /** EXIF/TIFF orientations, 1–8. */
  readonly orientations: readonly number[] | null;
  /** Pixels per inch, both ends included, each widened by the tolerance in percent. */
  readonly ppi: { readonly min: number; readonly max: number | null; readonly tolerancePct: number } | null;
  /** A run of constant rows or columns that is longer than this share of the side, in percent, is a band. */
  readonly bandPct: number;
  /** A page whose levels (0–255) deviate less is blank. */
  readonly blankDeviation: number;
  /** Two dHashes (256 bits) that differ in no more bits are near-duplicates. */
  readonly nearBits: number;
  /** A side that differs by more percent from the median of its item is an outlier. */
  readonly outlierPct: number;
  /** How far, in percent, pixels divided by ppi may lie from the size that the catalogue gives. */
  readonly physicalPct: number;
  /** Where it differs from the rule's own severity. */
  readonly severities: Readonly<Partial<Record<RuleName, Severity | 'off'>>>;
}
