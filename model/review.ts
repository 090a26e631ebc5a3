import type { Region } from './finding.ts';
import type { SurfaceState } from './surface.ts';

/** What a person says of a page: it is good, or it must be scanned again. */
export const VERDICTS = ['passed', 'rejected'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why a page is rejected: what a person sees, where no rule does. In the order of their keys, 1 to 9. */
export const REJECT_REASONS = [
  'unsharp',
  'crooked',
  'cropped',
  'light',
  'colour',
  'dirt',
  'wrong-page',
  'missing-page',
  'other',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** The state that a verdict gives to its surface. */
export const STATE_AFTER = {
  passed: 'passed',
  rejected: 'rescan_requested',
} as const satisfies Record<Verdict, SurfaceState>;

/** A verdict on one surface. Nothing of it is ever changed, but that it may be taken back. */
export interface Review {
  readonly id: string;
  /** What was judged in one go has one act: it is taken back in one go too. Made by who judges. */
  readonly actId: string;
  readonly itemId: string;
  readonly surfaceId: string;
  /** The scan that was seen. */
  readonly fileVersionId: string;
  /** Counts up from 1 on its surface. */
  readonly number: number;
  readonly verdict: Verdict;
  readonly reason: RejectReason | null;
  readonly note: string | null;
  /** Where on the scan, in pixels, upright. */
  readonly region: Region | null;
  /** What the surface goes back to when it is taken back. */
  readonly stateBefore: SurfaceState;
  /** Id of who judged. */
  readonly agent: string;
  readonly at: number;
  readonly undoneAt: number | null;
}
