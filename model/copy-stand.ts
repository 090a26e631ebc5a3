import type { CaptureNotes } from './capture.ts';
import type { TargetState } from './capture-session.ts';
import type { FileState } from './file-version.ts';
import type { Message } from './finding.ts';
import type { ItemKind } from './item.ts';
import type { LanguageMap } from './language.ts';

/** How far the capture of an item is. */
export interface StandProgress {
  /** Sides of which a good scan is there. */
  readonly received: number;
  /** Sides that there should be; null where nobody has said. */
  readonly expected: number | null;
  /** What is missing, as its scan would be called; the first two hundred. */
  readonly missing: readonly string[];
  /** How many sides are missing in all; null where that cannot be known. */
  readonly missingCount: number | null;
  /** The first of what is missing as a person reads it (`0017–0019`, `0031`), and how many are missing beside those. */
  readonly missingRanges: readonly string[];
  readonly missingMore: number;
  /** What stands between here and the end, as sentences that say what to do. Empty: it can be finished. */
  readonly todo: readonly Message[];
  /** What should be looked at, and holds up nothing. */
  readonly warnings: readonly Message[];
  /** null as long as nobody has said that it is finished, or since something new came. */
  readonly finished: { readonly at: number; readonly by: string } | null;
}

/** Where a scan is, as the strip tells it: those still on their way in, and those that came damaged, among them. */
export type StripState = FileState | 'receiving' | 'refused';

/** One scan, or one file on its way in, in some hundred bytes. */
export interface StripEntry {
  /** Of the file version, or of the upload. */
  readonly id: string;
  /** Whose scan it is; null of an upload. */
  readonly surfaceId: string | null;
  readonly name: string;
  readonly version: number | null;
  readonly state: StripState;
  /** Taken back at the stand: it counts for nothing. */
  readonly isUndone: boolean;
  /** Whether it is the newest of its side: an older one needs nobody's eye. */
  readonly isLatest: boolean;
  /** The address of a small picture; null where there is none yet. */
  readonly picture: string | null;
  /** Why it was rejected, failed or refused, or what to look at; errors first. */
  readonly sentences: readonly Message[];
  readonly at: number;
}

/** What came in for an item, newest first. */
export interface StripView {
  readonly entries: readonly StripEntry[];
  /** Give it back as `after`, and only what has changed since is told. */
  readonly cursor: number;
  /** Ids of what is on its way in or was refused: of those that are not in it any more nothing is left to show. */
  readonly arriving: readonly string[];
  readonly progress: StandProgress;
}

/** A version of a capture profile, and why it is that one. */
export interface JudgedBy {
  readonly name: string;
  /** Which of those that come with Recto it began as; null where as none. */
  readonly preset: string | null;
  readonly version: number;
  /** The item asks for it, or the delivery that expects its files, or nobody asks for another. */
  readonly by: 'item' | 'delivery' | 'default';
  /** The code of that delivery. */
  readonly delivery: string | null;
}

/** What must be known of an item before its first page is turned. */
export interface StandCard extends CaptureNotes {
  readonly id: string;
  readonly reference: string;
  readonly kind: ItemKind;
  readonly label: LanguageMap;
  /** What its scans would be judged by if they came now; null where no profile was put in yet. */
  readonly judgedBy: JudgedBy | null;
  readonly progress: StandProgress;
  /** Another station whose stand it is on. */
  readonly elsewhere: string | null;
}

/** The answer to a reference that was scanned or typed: the item, or some that are called nearly so. */
export interface StandSearch {
  readonly card: StandCard | null;
  readonly similar: readonly {
    readonly id: string;
    readonly reference: string;
    readonly label: LanguageMap;
  }[];
}

/** That an item that was finished is open again, as long as nobody has seen it. */
export interface Reopening {
  readonly itemId: string;
  /** Where it was finished; null where nobody knows, so that every station is told. */
  readonly stationId: string | null;
  /** A file of this name came in after the end, or was taken back after it. */
  readonly cause: 'came' | 'taken-back';
  readonly fileName: string;
  readonly at: number;
}

/** The same, as the screen of a station tells it. */
export interface ReopenedView extends Omit<Reopening, 'stationId'> {
  readonly reference: string;
}

/** A file that came from a station, and the digest that proves it. */
export interface SafeFile {
  /** Why it is not what its side shows; null where it is. */
  readonly fate: 'replaced' | 'taken-back' | 'left-out' | null;
  readonly reference: string;
  readonly name: string;
  readonly version: number;
  readonly state: FileState;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly digestOrigin: 'station' | 'server';
  /** Good, the newest of its side, and neither taken back nor left out: what the cards of the day should hold. */
  readonly isCurrent: boolean;
  readonly at: number;
}

/** Whether the card of a station may be wiped. */
export interface SafeView {
  /** Only where something came in, and nothing of it is open. */
  readonly isSafe: boolean;
  /** How many scans came in. */
  readonly count: number;
  readonly sizeBytes: number;
  /** Why not, as sentences that say what to do. */
  readonly todo: readonly Message[];
  /** In the order in which they came; the first five thousand. */
  readonly files: readonly SafeFile[];
}

/** What waits to be checked. */
export interface QueueView {
  /** Scans that wait to be checked or are being checked, and scans whose tiles are still to be cut. */
  readonly checks: number;
  readonly tiles: number;
  /** Of the item that was asked for: how many of these are its own, and how many stand before the last of them. */
  readonly own: number;
  readonly position: number | null;
  /** How long a scan takes, one after the other, by the last hundred that ended; null where too few have. */
  readonly paceMs: number | null;
  /** Until the last of the item's (without an item: of all) is checked, as far as the pace tells. */
  readonly estimateMs: number | null;
}

/** How the target of a session stands, or that there is no session. */
export type StandTarget = TargetState | 'no-session';
