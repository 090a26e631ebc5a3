import type { Severity } from './finding.ts';

/** How long the steps of statistics are. */
export const STATISTICS_STEPS = ['hour', 'day'] as const;
export type StatisticsStep = (typeof STATISTICS_STEPS)[number];

/** What happened in one hour or one day, as clocks there showed it. */
export interface StatisticsBucket {
  /** When it began. A day may have 23 or 25 hours. */
  readonly at: number;
  /** When it ended: the next one's beginning. */
  readonly until: number;
  /** Scans that arrived in it. */
  readonly received: number;
  /** Of those, how many a rule rejected. */
  readonly rejected: number;
  /** Of those, how many are ready. */
  readonly ready: number;
  /** Pages that a person rejected in it, whenever their scans arrived. */
  readonly rejectedByPeople: number;
}

/** How long scans waited, in milliseconds, to the second. */
export interface Waiting {
  /** So many scans. */
  readonly count: number;
  /** Half of them waited no longer; null of none. */
  readonly medianMs: number | null;
  /** 95 of 100 waited no longer. */
  readonly p95Ms: number | null;
  readonly longestMs: number | null;
}

/** Who or what sent scans: a station, or where none was said the person or token that sent them. */
export interface SenderCount {
  readonly id: string;
  readonly name: string;
  readonly kind: 'station' | 'agent';
  readonly received: number;
  readonly rejected: number;
}

/** What came in and what became of it, in a range of whole days: `GET /api/statistics`. */
export interface StatisticsView {
  readonly from: number;
  /** The first moment after the last day. */
  readonly until: number;
  readonly zone: string;
  readonly by: StatisticsStep;
  /** Every hour or day of the range that has begun, in order, the empty ones too. */
  readonly buckets: readonly StatisticsBucket[];
  readonly received: number;
  readonly rejected: number;
  readonly ready: number;
  readonly rejectedByPeople: number;
  /** Scans an hour, over the hours in which any arrived; null where none did. */
  readonly perHour: number | null;
  /** Why people rejected pages ('' where no reason was given), the most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  /** On how many of the scans each rule had something to say, the most frequent first. */
  readonly rules: readonly { readonly rule: string; readonly severity: Severity; readonly count: number }[];
  /** The one that sent most first. */
  readonly senders: readonly SenderCount[];
  readonly waiting: {
    /** From the arrival to the verdict of the rules. */
    readonly toVerdict: Waiting;
    /** From that verdict until the tiles were cut. */
    readonly toReady: Waiting;
  };
  /** What waits now, whatever range was asked for. */
  readonly backlog: {
    readonly toCheck: number;
    readonly toCut: number;
    /** Steps that failed for good: a person has to look. */
    readonly failed: number;
    /** When the longest waiting step fell due; null where none is. */
    readonly oldestAt: number | null;
  };
}
