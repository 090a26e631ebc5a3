import { type Job, Worker } from 'bullmq';
import { closeWorkers } from './close-workers.ts';
import type { DueWork, WorkResult } from './jobs.ts';
import { answerOf, COMMIT_QUEUE, LOCK, openRedis, PREFIX, type TellTrouble } from './redis.ts';

const COMMITS_AT_ONCE = 4;
const START_MS = 10_000;

/**
 * Consumes the queue `commit`: results of ended steps, each offered until `commit` does not throw. However
 * often the server is killed in the middle of one, it is offered again.
 *
 * @throws Fault('unavailable') if Redis cannot be reached within ten seconds.
 */
export async function consumeResults(options: {
  readonly redisUrl: string;
  readonly tell: TellTrouble;
  readonly commit: (step: DueWork, result: WorkResult) => Promise<void>;
}): Promise<{ close(): Promise<void> }> {
  const { redisUrl, tell, commit } = options;
  const redis = openRedis(redisUrl, 'consumer', tell);
  const running = new Set<Promise<null>>();

  async function commitJob(job: Job<DueWork, null>): Promise<null> {
    await commit(job.data, await resultOf(job));
    return null;
  }

  const worker = new Worker<DueWork, null>(
    COMMIT_QUEUE,
    (job) => {
      const done = commitJob(job);
      running.add(done);
      done.finally(() => running.delete(done)).catch(() => undefined);
      return done;
    },
    {
      connection: redis,
      prefix: PREFIX,
      concurrency: COMMITS_AT_ONCE,
      ...LOCK,
      maxStalledCount: 1_000,
    },
  );
  worker.on('error', (error) => tell('the commit queue is disturbed', error));
  worker.on('failed', (job, error) => tell(`${job?.name ?? 'a step'} could not be committed`, error));
  await answerOf(worker.waitUntilReady(), START_MS);
  return { close: () => closeWorkers({ workers: [worker], running, redis }) };
}

/** What the child came back with; a child that failed for the queue's own reasons lost its worker too often. */
async function resultOf(job: Job<DueWork, null>): Promise<WorkResult> {
  const [result] = Object.values(await job.getChildrenValues<WorkResult>());
  if (result !== undefined) return result;
  const [failure] = Object.values(await job.getIgnoredChildrenFailures());
  return {
    ok: false,
    reason:
      failure === undefined
        ? 'The result of this step was lost.'
        : 'The worker stopped in the middle of this step again and again. The file may need more memory than it has.',
  };
}
