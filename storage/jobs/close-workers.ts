import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { answerOf, closeWithin } from './redis.ts';

const ANSWER_MS = 1_000;
const CLOSE_MS = 3_000;

/**
 * Takes no more jobs, waits for those that run, and closes what the workers opened on `redis`, that connection
 * too. With Redis away BullMQ would wait for the end of a connection that has none, and go on renewing its
 * locks for ever: then nothing new can come, and what runs is all that there is to wait for.
 */
export async function closeWorkers(consumer: {
  readonly workers: readonly Pick<Worker, 'close'>[];
  readonly running: ReadonlySet<Promise<unknown>>;
  readonly redis: Redis;
}): Promise<void> {
  const { workers, running, redis } = consumer;
  const closeAll = (force: boolean) => Promise.all(workers.map((worker) => worker.close(force)));
  const isThere = await answerOf(redis.ping(), ANSWER_MS).then(
    () => true,
    () => false,
  );
  const closing = isThere ? closeAll(false) : undefined;
  await Promise.allSettled(running);
  await closeWithin(closing ?? closeAll(true), CLOSE_MS);
  redis.disconnect();
}
