import type { Message } from './finding.ts';

/** What a sample says of the delivery that it was drawn from. */
export const SAMPLE_VERDICTS = ['accept', 'return'] as const;
export type SampleVerdict = (typeof SAMPLE_VERDICTS)[number];

/** How a sample is drawn and judged. */
export interface SamplePlan {
  /** So much of the files of a delivery, at least: above 0 to 100, to three decimals. */
  readonly percent: number;
  /** So many defects in a thousand files are tolerated: 0 to 1000, to three decimals. */
  readonly perMille: number;
  /** What the draw depends on, and nothing else does but the items' references. */
  readonly seed: string;
}

/** What was counted in a sample. A file is a page that was to come, whether it did or not. */
export interface SampleCounts {
  /** Files of the sample. */
  readonly files: number;
  /** Those that are settled: judged by a person, rejected by a rule, or missing. */
  readonly looked: number;
  /** Those that a person rejected, that a rule rejected, or that are missing; each file once. */
  readonly defects: number;
  /** Of the defects: rejected by a person. */
  readonly rejected: number;
  /** Of the defects: an error was found in the scan, and no person had rejected it. */
  readonly broken: number;
  /** Of the defects: it did not come. */
  readonly missing: number;
  /** Wrongly named files of the whole delivery: naming is checked on all of it, and tolerates none. */
  readonly misnamed: number;
}

/** What the counts come to. */
export interface SampleOutcome {
  /** null as long as files are still to be looked at and it may yet go either way. */
  readonly verdict: SampleVerdict | null;
  /** Defects that are tolerated: 2.4 in 1,200 files at 2 per thousand. */
  readonly allowed: number;
  /** The arithmetic, in words. */
  readonly arithmetic: Message;
}

/** One item that was drawn: all of its files belong to the sample. */
export interface SampleItemView {
  readonly itemId: string;
  /** Its inventory number. */
  readonly reference: string;
  readonly files: number;
  readonly looked: number;
  readonly defects: number;
}

/** A sample of a delivery: `GET /api/batches/{id}/samples`. */
export interface SampleView extends SamplePlan {
  readonly id: string;
  readonly batchId: string;
  /** What it was drawn from. */
  readonly of: { readonly items: number; readonly files: number };
  /** In the order of the draw. */
  readonly items: readonly SampleItemView[];
  /** As they are now; of a settled sample as they were then. */
  readonly counts: SampleCounts;
  /** As it is now; of a settled sample as it was then. */
  readonly outcome: SampleOutcome;
  readonly drawnAt: number;
  /** Name of who drew it. */
  readonly drawnBy: string;
  /** null until it was settled. */
  readonly settledAt: number | null;
  /** Name of who settled it. */
  readonly settledBy: string | null;
}
