import { type Job, Worker } from 'bullmq';
import { announceThrough } from './announcements.ts';
import { closeWorkers } from './close-workers.ts';
import {
  type Announcement,
  type DueMaking,
  type DueStep,
  type DueWork,
  LANES,
  type Lane,
  type MakeWork,
  type StepConsumer,
  type StepName,
  type StepWork,
  type WorkResult,
} from './jobs.ts';
import { LOCK, openRedis, PREFIX, type TellTrouble } from './redis.ts';

/** What a worker process does. */
export interface ConsumeOptions {
  readonly redisUrl: string;
  /** How many steps of each lane this process does at once. A lane of 0 is not consumed. */
  readonly concurrency: Readonly<Record<Lane, number>>;
  readonly work: Readonly<Record<StepName, StepWork>>;
  /** How files to take away are made. */
  readonly make: MakeWork;
  /** Whether it makes sense to try again, and what to tell a person if that was the last time. */
  readonly classify: (thrown: unknown) => { readonly again: boolean; readonly reason: string };
  readonly tell: TellTrouble;
  /** Called when a step has come to its end in this process, for metrics and the log. */
  readonly ended?: (step: DueWork, result: WorkResult, tookMs: number) => void;
}

type StepJob = Job<DueWork, WorkResult>;

/** After a worker was lost so many times over one step, the step is the likely reason, and it is given up. */
const LOST_WORKERS = 5;
const PROGRESS_EVERY_MS = 300;

/**
 * Consumes steps until closed. Resolves when Redis has been reached; afterwards a lost Redis is waited for.
 * A step that throws is tried again later if `classify` says so and it has attempts left; otherwise it ends
 * as `{ ok: false, reason }`. Either way its result is committed by the server.
 */
export async function consumeSteps(options: ConsumeOptions): Promise<StepConsumer> {
  const redis = openRedis(options.redisUrl, 'consumer', options.tell);
  const announce = announceThrough(redis);
  const announceIfHeard = (announcement: Announcement): void => {
    if (redis.status === 'ready') announce(announcement).catch(() => undefined);
  };
  const running = new Set<Promise<WorkResult>>();

  function carryOut(job: StepJob, signal: AbortSignal | undefined): Promise<WorkResult> {
    const done = doStep(options, job, { signal, announce: announceIfHeard });
    running.add(done);
    done.finally(() => running.delete(done)).catch(() => undefined);
    return done;
  }

  const workers = LANES.filter((lane) => options.concurrency[lane] > 0).map((lane) => {
    const worker = new Worker<DueWork, WorkResult>(lane, (job, _token, signal) => carryOut(job, signal), {
      connection: redis,
      prefix: PREFIX,
      concurrency: options.concurrency[lane],
      maxStalledCount: LOST_WORKERS,
      ...LOCK,
    });
    worker.on('error', (error) => options.tell(`the ${lane} lane is disturbed`, error));
    worker.on('stalled', (jobId) => options.tell(`${jobId} lost its worker and is due again`, undefined));
    return worker;
  });
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));

  return Object.freeze({ close: () => closeWorkers({ workers, running, redis }) });
}

/** Does one step. Throws only what BullMQ shall try again; a step given up ends like any other, with a result. */
async function doStep(
  options: ConsumeOptions,
  job: StepJob,
  tools: { signal: AbortSignal | undefined; announce: (announcement: Announcement) => void },
): Promise<WorkResult> {
  const step = job.data;
  const startedAt = Date.now();
  const signal = tools.signal ?? new AbortController().signal;
  const tookMs = (): number => Date.now() - startedAt;
  let result: WorkResult & { tookMs: number };
  try {
    const outcome =
      step.step === 'make-file'
        ? await options.make(step, { signal, progress: makingOf(step, tools.announce) })
        : await options.work[step.step](step, { signal, progress: progressOf(step, tools.announce) });
    result = { ok: true, outcome, tookMs: tookMs() };
  } catch (thrown) {
    const { again, reason } = options.classify(thrown);
    const attemptsLeft = (job.opts.attempts ?? 1) - job.attemptsMade - 1;
    options.tell(`${step.step} of ${nameOf(step)} failed: ${reason}`, thrown);
    if (again && attemptsLeft > 0) throw thrown;
    result = { ok: false, reason, tookMs: tookMs() };
  }
  options.ended?.(step, result, result.tookMs);
  return result;
}

function nameOf(step: DueWork): string {
  return step.step === 'make-file' ? step.input.key : step.input.originalName;
}

/** Tells how far a file is, of every page at most a few times a second, and always of the last. */
function makingOf(
  { id, attempt, input }: DueMaking,
  announce: (announcement: Announcement) => void,
): Parameters<MakeWork>[1]['progress'] {
  let toldAt = 0;
  return (made) => {
    const now = Date.now();
    if (now - toldAt < PROGRESS_EVERY_MS && made.pagesDone < made.pagesTotal) return;
    toldAt = now;
    announce({ kind: 'making', making: { id, attempt, itemId: input.itemId, ...made } });
  };
}

/** Tells of progress a few times a second at most, and always of its end. */
function progressOf(
  step: DueStep,
  announce: (announcement: Announcement) => void,
): (fraction: number) => void {
  let toldAt = 0;
  return (fraction) => {
    const now = Date.now();
    if (now - toldAt < PROGRESS_EVERY_MS && fraction < 1) return;
    toldAt = now;
    const progress = { fileVersionId: step.input.fileVersionId, step: step.step, fraction };
    announce({ kind: 'progress', progress });
  };
}
