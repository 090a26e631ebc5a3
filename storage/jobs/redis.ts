import { Redis, type RedisOptions } from 'ioredis';
import { Fault } from '../../model/fault.ts';

/** How the storage of jobs tells of trouble that mends itself: a lost Redis, a job that stalled. */
export type TellTrouble = (trouble: string, cause: unknown) => void;

/** Every key of the queues begins with this. */
export const PREFIX = 'recto';
/** The queue that only the server consumes: one job for each step, released when the step has ended. */
export const COMMIT_QUEUE = 'commit';
/** The pub/sub channel of announcements. */
export const CHANNEL = `${PREFIX}:announcements`;

/**
 * A lock is renewed every two seconds and lasts eight, so the job of a killed process is taken up again within
 * some ten seconds, while one that works for an hour keeps its lock.
 */
export const LOCK = Object.freeze({
  lockDuration: 8_000,
  lockRenewTime: 2_000,
  stalledInterval: 2_000,
  runRetryDelay: 1_000,
});

type Options = Pick<RedisOptions, 'maxRetriesPerRequest' | 'retryStrategy' | 'connectTimeout'>;

const RECONNECT_MS = 250;
const ANSWER_MS = 2_000;

/**
 * Opens a connection that comes back by itself for ever. `producer`: what is asked while Redis is away is
 * refused within a second; `consumer`: it waits until Redis is back.
 *
 * @throws Fault('bad-request') for a URL that is neither redis://, rediss:// nor unix://.
 */
export function openRedis(redisUrl: string, kind: 'producer' | 'consumer', tell: TellTrouble): Redis {
  const options: Options = {
    maxRetriesPerRequest: kind === 'producer' ? 1 : null,
    retryStrategy: () => RECONNECT_MS,
    connectTimeout: 5_000,
  };
  const redis = connect(redisUrl, options);
  redis.on('error', (error: unknown) => tell('Redis does not answer', error));
  return redis;
}

function connect(redisUrl: string, options: Options): Redis {
  const url = URL.canParse(redisUrl) ? new URL(redisUrl) : undefined;
  if (url?.protocol === 'unix:') return new Redis({ ...options, path: decodeURIComponent(url.pathname) });
  if (url?.protocol === 'redis:' || url?.protocol === 'rediss:') return new Redis(redisUrl, options);
  throw new Fault('bad-request', 'REDIS_URL must begin with redis://, rediss:// or unix://.');
}

/**
 * Waits for an answer of Redis, but not long.
 *
 * @throws Fault('unavailable') if it refuses, fails, or takes more than two seconds.
 */
export async function answerOf<T>(asked: Promise<T>, withinMs: number = ANSWER_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${withinMs} ms`)), withinMs);
  });
  try {
    return await Promise.race([asked, late]);
  } catch (error) {
    throw new Fault('unavailable', 'The queue does not answer just now. Try again in a moment.', {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for something that is closing, but not for ever: with Redis away its last words may never be heard. */
export async function closeWithin(closing: Promise<unknown>, withinMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, withinMs);
  });
  await Promise.race([closing.catch(() => undefined), late]);
  clearTimeout(timer);
}
