import type { Message } from './finding.ts';

/** Why a program that watches a folder has not sent a file, or cannot put it away. */
export const HELD_REASONS = [
  'unfinished',
  'unsteady',
  'incomplete',
  'empty',
  'double',
  'link',
  'unknown-item',
  'no-reference',
  'off-pattern',
  'nobody-says',
  'before-watch',
  'stand-changed',
  'nothing-on-stand',
  'other-item',
  'unreadable',
  'folder-unreadable',
  'unmovable',
  'unnotable',
  'not-sent',
  'not-judged',
] as const;
export type HeldReason = (typeof HELD_REASONS)[number];

/** A reason, and what its sentence speaks of, in the order in which that names it. */
export interface Held {
  readonly reason: HeldReason;
  readonly values: readonly string[];
}

/** A file that a watch holds back, as it tells the server. */
export interface HeldReport extends Held {
  /** Its path from the watched folder, with slashes. */
  readonly name: string;
  /** For how long, in milliseconds: clocks of two machines are not compared. */
  readonly forMs: number;
}

/** How it is with a watched folder, all of it; it replaces what was told before. */
export interface WatchReport {
  readonly folder: string;
  /** The folder cannot be read now. */
  readonly isAway: boolean;
  /** It is the last that is told: the watch is being stopped. */
  readonly isEnding: boolean;
  /** Files that are not finished yet, or wait for others. */
  readonly waiting: number;
  /** Files that are read, sent, or wait for their verdict. */
  readonly sending: number;
  /** How many are held back; the first of them are named in `held`. */
  readonly heldCount: number;
  readonly held: readonly HeldReport[];
}

/** As many held files as a report may name. */
export const MOST_HELD = 200;
/** As long as a name or value of them may be, in UTF-16 units. */
export const LONGEST_HELD = 600;

/** A held file as the server keeps it. */
export interface HeldFile extends Held {
  readonly name: string;
  /** Milliseconds since 1970, by the server's clock. */
  readonly since: number;
}

/** What a watch has told of its folder last. */
export interface StationWatch {
  readonly id: string;
  readonly tokenId: string;
  /** The watch's own name for its folder and machine. */
  readonly key: string;
  /** The one that the token was bound to then. */
  readonly stationId: string;
  readonly folder: string;
  readonly isAway: boolean;
  readonly heardAt: number;
  /** When it said that it stops; null where it has not. */
  readonly endedAt: number | null;
  readonly waiting: number;
  readonly sending: number;
  readonly heldCount: number;
  readonly held: readonly HeldFile[];
}

/** `away`: at work, but the folder cannot be read. `silent`: not heard of for a while, without having said that it stops. */
export type WatchState = 'watching' | 'away' | 'silent' | 'ended';

/** A held file as the API shows it. */
export interface HeldView {
  readonly name: string;
  readonly reason: HeldReason;
  readonly since: number;
  /** It does not come right by itself. */
  readonly needsPerson: boolean;
  /** What is wrong, and what to do. */
  readonly sentence: Message;
}

/** A watched folder as the API shows it. */
export interface WatchView {
  readonly id: string;
  readonly folder: string;
  readonly state: WatchState;
  /** When it was last heard of, the folder could not be read. */
  readonly isAway: boolean;
  readonly heardAt: number;
  readonly waiting: number;
  readonly sending: number;
  readonly heldCount: number;
  readonly held: readonly HeldView[];
}
