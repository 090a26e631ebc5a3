import type { CaptureProfile } from '../../model/capture-profile.ts';
import type { Derivative, TechnicalFacts } from '../../model/file-version.ts';
import type { Finding } from '../../model/finding.ts';
import type { Look } from '../../model/look.ts';
import type { MakingEvent, RenderedFile, RenderingKind } from '../../model/rendering.ts';

/**
 * What is said between the server and the workers. The server publishes steps that the database says are due;
 * workers carry them out, knowing only the object store; results come back to the server's `commit`.
 */
export const STEP_NAMES = ['check-master', 'cut-tiles'] as const;
export type StepName = (typeof STEP_NAMES)[number];

/**
 * A station waits for the verdicts of the first, and never behind the tiles of the second, which are of what passed
 * there; deliveries of thousands go in the third; fixity and re-cutting in the fourth.
 */
export const LANES = ['station', 'tiles', 'bulk', 'care'] as const;
export type Lane = (typeof LANES)[number];

/** The master that a step works on. */
export interface StepInput {
  readonly fileVersionId: string;
  readonly masterKey: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly originalName: string;
  /** What a check judges by; left out for scans that arrived before profiles were kept, and for other steps. */
  readonly profile?: CaptureProfile;
}

/** One step that is due: a row in the database, and a job while it is being done. */
export interface DueStep {
  readonly id: string;
  readonly step: StepName;
  readonly lane: Lane;
  /** Counts from 1. With the step's id it makes the job id, so a step published twice is one job. */
  readonly attempt: number;
  readonly input: StepInput;
}

/** What a worker must know to make a file to take away. What its pages are made from lies in the store. */
export interface MakingInput {
  readonly itemId: string;
  readonly kind: RenderingKind;
  /** Where the plan lies (`RenderingPlan`, as JSON), and its digest. */
  readonly planKey: string;
  readonly planSha256: string;
  /** Where the file is to lie. */
  readonly key: string;
  /** An older file of this kind, of the same item: its images may serve again. */
  readonly olderKey: string | null;
}

/** A file to take away that is due: a row in the database, and a job while it is being made. Always in the last lane. */
export interface DueMaking {
  /** Of the rendering. */
  readonly id: string;
  readonly step: 'make-file';
  readonly lane: 'care';
  /** As of a step. */
  readonly attempt: number;
  readonly input: MakingInput;
}

/** Whatever the queue carries. */
export type DueWork = DueStep | DueMaking;

export interface CheckOutcome {
  readonly step: 'check-master';
  /** null where the file could not even be read as an image. */
  readonly facts: TechnicalFacts | null;
  readonly findings: readonly Finding[];
  /** null where the pixels were not all decoded; left out by workers that did not look yet. */
  readonly look?: Look | null;
  /** Where its preview lies; null where nothing of it could be seen, left out by workers that made none. */
  readonly previewKey?: string | null;
  /** The name of the profile that it was judged by; left out by workers that knew one only. */
  readonly profile?: string;
}

/** The derivative that was made; what is still missing of it the server knows. */
export interface CutOutcome extends Omit<Derivative, 'id' | 'fileVersionId' | 'kind' | 'createdAt'> {
  readonly step: 'cut-tiles';
}

/** The file that was made, and how many pages it has. */
export interface MakeOutcome extends RenderedFile {
  readonly step: 'make-file';
  readonly pages: number;
}

export type StepOutcome = CheckOutcome | CutOutcome;

/** How work ended: with what it found, or for good without (after every retry), in words for a person. */
export type ResultOf<Outcome> = (
  | { readonly ok: true; readonly outcome: Outcome }
  | { readonly ok: false; readonly reason: string }
) & {
  /** How long the last try took the worker; undefined where no worker came back with it. For metrics alone. */
  readonly tookMs?: number;
};
export type StepResult = ResultOf<StepOutcome>;
export type WorkResult = ResultOf<StepOutcome | MakeOutcome>;

/** How far a step is, while it runs: 0 to 1. Told for the screen, never recorded. */
export interface StepProgress {
  readonly fileVersionId: string;
  readonly step: StepName;
  readonly fraction: number;
}

/** Something changed that a screen may be showing. Told to every server; the database is what is true. */
export type Announcement =
  | { readonly kind: 'item'; readonly itemId: string }
  | { readonly kind: 'file'; readonly itemId: string; readonly fileVersionId: string; readonly state: string }
  /** A delivery: its list, what has arrived of it, its verdict. */
  | { readonly kind: 'batch'; readonly batchId: string }
  /** A scanning station: its session, its targets, the item on its copy stand, its rescans. */
  | { readonly kind: 'station'; readonly stationId: string }
  | { readonly kind: 'progress'; readonly progress: StepProgress }
  | { readonly kind: 'making'; readonly making: MakingEvent };

/**
 * The server's side of the queue. Losing the queue whole loses nothing: the due steps are rows.
 * Faults: `unavailable` when Redis does not answer within a second or two.
 */
export interface Jobs {
  /** Publishes a step, unless it has a live job already. Doing it twice makes one job. */
  publish(step: DueWork): Promise<void>;
  /** Whether a step has a job that is waiting, running or to be committed. */
  isLive(step: Pick<DueWork, 'id' | 'attempt'>): Promise<boolean>;
  /**
   * Consumes results until closed. `commit` may see the same result again and must then do nothing; if it
   * throws, the result is offered again.
   */
  consumeResults(commit: (step: DueWork, result: WorkResult) => Promise<void>): Promise<void>;
  announce(announcement: Announcement): Promise<void>;
  /** Calls back for every announcement of any server and all progress of any worker. Returns how to stop. */
  listen(heard: (announcement: Announcement) => void): Promise<() => Promise<void>>;
  /** How many jobs wait and run in each lane. */
  depth(): Promise<Readonly<Record<Lane, { waiting: number; active: number }>>>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What a worker does with one step. It must come to the same end if it is done twice. */
export type StepWork = (
  step: DueStep,
  tools: { readonly signal: AbortSignal; readonly progress: (fraction: number) => void },
) => Promise<StepOutcome>;

/** What a worker does to make a file. It goes on where it, or another before it, was stopped. */
export type MakeWork = (
  making: DueMaking,
  tools: {
    readonly signal: AbortSignal;
    readonly progress: (made: Pick<MakingEvent, 'pagesDone' | 'pagesTotal' | 'expectedAt'>) => void;
  },
) => Promise<MakeOutcome>;

/** The workers' side of the queue. */
export interface StepConsumer {
  /** Stops taking steps and waits for the running ones. */
  close(): Promise<void>;
}
