import type { Message } from './finding.ts';

/**
 * What has to be so before an item is published. Each is stable: a revision says by these names what it was published
 * in spite of.
 */
export const GATE_CODES = [
  'empty', // there are no pages
  'underway', // scans are being checked or cut
  'rejected', // the scan of a page was rejected, and no older one is shown
  'failed', // the scan of a page could not be worked on, and no older one is shown
  'without-scan',
  'rescan-wanted',
  'without-tiles',
  'nothing-shown', // there are pages, and none of them shows a picture
  'not-looked-at', // captured, and nobody has passed it
  'older-shown', // a newer scan was rejected
  'without-title',
  'without-rights',
  'closed-without-reason',
  'start-not-shown',
  'part-not-shown', // a part of the structure points to pages that readers do not see
  'side-not-laid', // a view or a part belongs to a page that readers do not see, or sticks out of it
] as const;
export type GateCode = (typeof GATE_CODES)[number];

/** Something that stands in the way of publishing. */
export interface Gate {
  readonly code: GateCode;
  readonly message: Message;
  /** Whether a person may publish all the same, and say why. */
  readonly canOverride: boolean;
  /** Ids of the sides that it is about, in their order; empty where it is about the item. */
  readonly surfaces: readonly string[];
}

/** What somebody published in spite of, and why. */
export interface Override {
  readonly reason: string;
  readonly gates: readonly GateCode[];
}

/** No reason for publishing all the same is longer. */
export const LONGEST_REASON = 1_000;
