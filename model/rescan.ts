import type { FileState } from './file-version.ts';
import type { Message, Region } from './finding.ts';
import type { LanguageMap } from './language.ts';
import type { RejectReason } from './review.ts';
import type { TableVersion } from './table-view.ts';

/**
 * asked → replaced (a newer scan is shown in its place) → settled (somebody compared the two); dropped: it is not
 * wanted any more.
 */
export const RESCAN_STATES = ['asked', 'replaced', 'settled', 'dropped'] as const;
export type RescanState = (typeof RESCAN_STATES)[number];

/** That a surface is to be scanned again. Asked for twice it stands twice; one new scan answers both. */
export interface Rescan {
  readonly id: string;
  readonly itemId: string;
  readonly surfaceId: string;
  /** The scan that will not do; null where none was shown. */
  readonly oldVersionId: string | null;
  /** Whose list it is on; null: nobody knows where the page was scanned, so it is on everybody's. */
  readonly stationId: string | null;
  /** The verdict that asks for it; null where it was asked for by itself. */
  readonly reviewId: string | null;
  readonly reason: RejectReason | null;
  readonly note: string | null;
  /** Where on the old scan, in pixels, upright. */
  readonly region: Region | null;
  readonly state: RescanState;
  /** Id of who asks. */
  readonly askedBy: string;
  readonly askedAt: number;
  /** The scan that came in its place. */
  readonly newVersionId: string | null;
  /** The verdict that ended it, if one did: taken back, it is open again. */
  readonly endedByReviewId: string | null;
  readonly endedAt: number | null;
}

/** Why a surface is to be scanned again, as lists show it. */
export interface RescanAsk
  extends Pick<Rescan, 'id' | 'reason' | 'note' | 'region' | 'askedAt' | 'stationId'> {
  /** The name of who asks. */
  readonly askedBy: string;
  /** The number of the scan that it is about; null where none was shown. */
  readonly about: number | null;
}

/** The newest scan of a surface, where it is newer than what was asked about. */
export interface RescanReplacement {
  readonly fileVersionId: string;
  readonly version: number;
  readonly state: FileState;
  /** What was found on it, errors first. */
  readonly messages: readonly Message[];
}

/** A surface on the list of what is to be scanned again. */
export interface RescanView {
  readonly surfaceId: string;
  readonly name: string;
  readonly label: LanguageMap;
  readonly item: { readonly id: string; readonly reference: string; readonly label: LanguageMap };
  readonly state: RescanState;
  /** Newest first; at least one. */
  readonly asks: readonly RescanAsk[];
  /** The number of the scan that the newest of them is about; null where none was shown. */
  readonly old: number | null;
  readonly replacement: RescanReplacement | null;
  /** The version that is shown; null where none is. */
  readonly shown: number | null;
  /** Every version with a picture, newest first. */
  readonly versions: readonly TableVersion[];
}

/** What is to be scanned again, by shelf order: one page of the list. */
export interface RescanList {
  readonly rescans: readonly RescanView[];
  /** How many surfaces there are on the whole list. */
  readonly total: number;
  /** What the address of every picture begins with, and the side of its tiles: as on the light table. */
  readonly images: string;
  readonly tileSize: number;
}
