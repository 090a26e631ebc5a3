/**
 * PREMIS events, append-only: who did what, when, with which outcome, to what.
 * The terms are the Library of Congress's where it has one; Recto's own are marked.
 *
 * @see https://id.loc.gov/vocabulary/preservation/eventType.html
 */
export const EVENT_TYPES = [
  'registration', // own: an item was made
  'capture', // an item came on a station's stand or was taken off it
  'capture session', // own: one began or ended at a station
  'target result', // own: a person said what a session's target showed
  'ingestion', // a file version was received, its digest proved
  'message digest calculation', // the digest did not agree
  'validation', // a scan was checked: accepted or rejected
  'creation', // a derivative was made
  'review', // own: a person passed or rejected a page, or took that back
  'rescan request', // own: a page is to be scanned again, or not any more
  'rescan', // own: a new scan came in the place of one that would not do
  'restoration', // own: an older scan is shown again
  'completion', // own: somebody said that all of an item is captured; or, as a failure, more came or was taken away after that
  'failure', // own: a step failed for good, ours to mend
  'metadata modification',
  'profile change', // own: a capture profile was made, changed, made the default, put away or brought back
  'delivery', // own: the list of a delivery was applied, all of it had come, a file of it was put right
  'sample', // own: a sample of a delivery was drawn, or what it came to was written down
  'batch verdict', // own: a delivery was accepted or returned
  'publication', // own
  'embargo end', // own: an item opened by itself, on the day that had been set
  'withdrawal', // own
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface Event {
  /** Counts up by one for every event of the archive: a place in the log. */
  readonly seq: number;
  readonly id: string;
  readonly type: EventType;
  readonly outcome: 'success' | 'failure';
  readonly detail: string;
  /** User, token or program. */
  readonly agent: string;
  readonly itemId: string | null;
  readonly surfaceId: string | null;
  readonly fileVersionId: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}
