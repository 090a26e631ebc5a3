import { FlowProducer, type Job, type JobState, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { announceThrough, createListening } from './announcements.ts';
import { consumeResults } from './consume-results.ts';
import { type DueWork, type Jobs, LANES, type Lane, type WorkResult } from './jobs.ts';
import { answerOf, COMMIT_QUEUE, closeWithin, openRedis, PREFIX, type TellTrouble } from './redis.ts';

type Parent = Queue<DueWork, null>;
type Child = Queue<DueWork, WorkResult>;
type State = JobState | 'unknown';

/** A step that throws is tried this often by the workers, with growing pauses (2 s, 4 s, … some 30 s in all). */
const CHILD_ATTEMPTS = 5;
const CHILD_PAUSE_MS = 2_000;
/** A result is offered to the server until it is committed; Redis wants a number. */
const COMMIT_ATTEMPTS = 1_000_000;
const COMMIT_PAUSE_MS = 1_000;
const START_MS = 10_000;
/**
 * Ended steps stay known for a while, so that one which is published again in the very moment of its commit
 * brings its old result instead of being done again.
 */
const KEEP = { age: 3_600, count: 5_000 };

/**
 * The server's side of the queue. Each step is a BullMQ flow: a job in its lane's queue, done by a worker, and
 * its parent in the queue `commit`, released when the first has ended, consumed only here.
 *
 * @throws Fault('unavailable') if Redis cannot be reached within ten seconds; later on it may come and go.
 */
export async function connectJobs(options: {
  readonly redisUrl: string;
  readonly tell: TellTrouble;
}): Promise<Jobs> {
  const { redisUrl, tell } = options;
  const redis = openRedis(redisUrl, 'producer', tell);
  try {
    await answerOf(untilReady(redis), START_MS);
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  const connection = { connection: redis, prefix: PREFIX, skipWaitingForReady: true };
  const flows = new FlowProducer(connection);
  const commits: Parent = new Queue(COMMIT_QUEUE, connection);
  const lanes: Readonly<Record<Lane, Child>> = {
    station: new Queue('station', connection),
    tiles: new Queue('tiles', connection),
    bulk: new Queue('bulk', connection),
    care: new Queue('care', connection),
  };
  const opened = [flows, commits, ...LANES.map((lane) => lanes[lane])];
  const disturbed = (error: Error): void => tell('the queue is disturbed', error);
  flows.on('error', disturbed);
  for (const queue of [commits, ...Object.values(lanes)]) queue.on('error', disturbed);
  const listening = createListening(redisUrl, tell);
  const announce = announceThrough(redis);
  const consumers: { close(): Promise<void> }[] = [];

  return Object.freeze({
    publish: (step) => answerOf(publish({ flows, commits, lanes }, step)),
    isLive: async (step) => answerOf(stateOf({ commits, lanes }, step).then((found) => found.live)),
    async consumeResults(commit) {
      consumers.push(await consumeResults({ redisUrl, tell, commit }));
    },
    announce,
    listen: listening.listen,
    depth: () => answerOf(depthOf(lanes)),
    async ping() {
      await answerOf(redis.ping());
    },
    async close() {
      await Promise.all(consumers.map((consumer) => consumer.close()));
      listening.close();
      await closeWithin(Promise.all(opened.map((part) => part.close())), 3_000);
      redis.disconnect();
    },
  } satisfies Jobs);
}

function untilReady(redis: Redis): Promise<void> {
  return new Promise((resolve) => {
    if (redis.status === 'ready') resolve();
    else redis.once('ready', () => resolve());
  });
}

/** BullMQ refuses a job id that is a number or holds a colon. */
function jobIdOf(step: Pick<DueWork, 'id' | 'attempt'>): string {
  return `step-${step.id}-${step.attempt}`;
}

interface Found {
  readonly live: boolean;
  readonly parent: State;
  /** The lane in which its job was found. */
  readonly lane: Lane | undefined;
  readonly child: State;
}

/**
 * How a step stands. The child is read before its parent: a child that is gone or failed while its parent still
 * waits for it can never release it, and such a step is dead, not live. A parent that ended is no longer live:
 * either it was committed, or the queue gave it up.
 */
async function stateOf(
  queues: { commits: Parent; lanes: Readonly<Record<Lane, Child>> },
  step: Pick<DueWork, 'id' | 'attempt'>,
): Promise<Found> {
  const jobId = jobIdOf(step);
  const states = await Promise.all(LANES.map((lane) => queues.lanes[lane].getJobState(jobId)));
  const at = states.findIndex((state) => state !== 'unknown');
  const child = states[at] ?? 'unknown';
  const parent = await queues.commits.getJobState(jobId);
  const orphan = parent === 'waiting-children' && (child === 'unknown' || child === 'failed');
  const ended = parent === 'unknown' || parent === 'completed' || parent === 'failed';
  return { live: !ended && !orphan, parent, child, lane: LANES[at] };
}

/** Adds the flow unless it is live. What is left of a dead one is cleared away first: an id is one job. */
async function publish(
  queues: { flows: FlowProducer; commits: Parent; lanes: Readonly<Record<Lane, Child>> },
  step: DueWork,
): Promise<void> {
  const found = await stateOf(queues, step);
  if (found.live) return;
  const jobId = jobIdOf(step);
  if (found.parent !== 'unknown') await removeJob(await queues.commits.getJob(jobId));
  if (found.lane !== undefined && found.child !== 'completed')
    await removeJob(await queues.lanes[found.lane].getJob(jobId));
  await queues.flows.add({
    name: step.step,
    queueName: COMMIT_QUEUE,
    data: step,
    opts: {
      jobId,
      attempts: COMMIT_ATTEMPTS,
      backoff: { type: 'fixed', delay: COMMIT_PAUSE_MS },
      removeOnComplete: true,
      removeOnFail: KEEP,
    },
    children: [
      {
        name: step.step,
        queueName: found.child === 'completed' && found.lane !== undefined ? found.lane : step.lane,
        data: step,
        opts: {
          jobId,
          attempts: CHILD_ATTEMPTS,
          backoff: { type: 'exponential', delay: CHILD_PAUSE_MS, jitter: 0.3 },
          ignoreDependencyOnFailure: true,
          removeOnComplete: KEEP,
          removeOnFail: KEEP,
        },
      },
    ],
  });
}

async function removeJob(job: Job<DueWork> | undefined): Promise<void> {
  await job?.remove({ removeChildren: false });
}

async function depthOf(
  lanes: Readonly<Record<Lane, Child>>,
): Promise<Readonly<Record<Lane, { waiting: number; active: number }>>> {
  const depth = async (lane: Lane): Promise<{ waiting: number; active: number }> => {
    const counts = await lanes[lane].getJobCounts('waiting', 'prioritized', 'delayed', 'active');
    const { waiting = 0, prioritized = 0, delayed = 0, active = 0 } = counts;
    return { waiting: waiting + prioritized + delayed, active };
  };
  const [station, tiles, bulk, care] = await Promise.all([
    depth('station'),
    depth('tiles'),
    depth('bulk'),
    depth('care'),
  ]);
  return { station, tiles, bulk, care };
}
