import type { FileState } from './file-version.ts';
import type { Message, Region, Severity } from './finding.ts';
import type { ViewingDirection } from './item.ts';
import type { LanguageMap } from './language.ts';
import type { Review } from './review.ts';
import type { SurfaceState } from './surface.ts';

/** A scan of which there is a picture: its number, and its size in pixels, upright. */
export interface TableVersion {
  readonly version: number;
  readonly width: number;
  readonly height: number;
}

/** A finding on the light table. Its sentence stands once in {@link TableView.messages}, at this place. */
export interface TableFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: number;
  /** In pixels of the newest scan, upright. */
  readonly region?: Region;
}

/** What a person said of the scan that is shown. */
export type TableReview = Pick<Review, 'verdict' | 'reason' | 'note' | 'region'>;

/** One surface on the light table: some 200 bytes, so that a thousand of them are read again in a moment. */
export interface TableSide {
  readonly id: string;
  readonly name: string;
  /** Among those that are not left out, counted from 1; null for one that is. */
  readonly number: number | null;
  readonly label: LanguageMap;
  readonly state: SurfaceState;
  /** The newest scan: its number and how it stands; null where there is none yet. */
  readonly latest: number | null;
  readonly file: FileState | null;
  /** The version that is shown; null as long as there is nothing to see. */
  readonly shown: number | null;
  /** Every version with a picture, newest first. */
  readonly versions: readonly TableVersion[];
  /** Of the newest scan, errors first. */
  readonly findings: readonly TableFinding[];
  /** The verdict that stands on what is shown. */
  readonly review?: TableReview;
  /** The number of the last verdict on the page that was not taken back, whatever scan it was on. */
  readonly judged?: number;
}

/** An item as the light table shows it. */
export interface TableView {
  readonly id: string;
  readonly reference: string;
  readonly label: LanguageMap;
  readonly viewingDirection: ViewingDirection;
  /** What the address of every picture begins with; then follows `{surface}~{version}/{region}/{size}/…`. */
  readonly images: string;
  /** The side of the tiles, in pixels. */
  readonly tileSize: number;
  /** Every sentence that is said of a side, each once. */
  readonly messages: readonly Message[];
  /** In their order. */
  readonly sides: readonly TableSide[];
}
