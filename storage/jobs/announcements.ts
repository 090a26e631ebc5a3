import type { Redis } from 'ioredis';
import type { Announcement } from './jobs.ts';
import { answerOf, CHANNEL, openRedis, type TellTrouble } from './redis.ts';

/** Tells every listener of every process. Nobody keeps it: who does not listen just now never hears it. */
export function announceThrough(redis: Redis): (announcement: Announcement) => Promise<void> {
  return async (announcement) => {
    await answerOf(redis.publish(CHANNEL, JSON.stringify(announcement)));
  };
}

/** The listening side: one subscribed connection for all who listen in this process. */
export interface Listening {
  listen(heard: (announcement: Announcement) => void): Promise<() => Promise<void>>;
  close(): void;
}

/** Opens the subscribed connection with the first listener; it subscribes again whenever Redis comes back. */
export function createListening(redisUrl: string, tell: TellTrouble): Listening {
  const listeners = new Set<(announcement: Announcement) => void>();
  let redis: Redis | undefined;
  let subscribed: Promise<unknown> = Promise.resolve();

  function hear(_channel: string, text: string): void {
    const announcement = parseAnnouncement(text);
    if (announcement === undefined) return;
    for (const heard of listeners) {
      try {
        heard(announcement);
      } catch (error) {
        tell('a listener failed', error);
      }
    }
  }

  function open(): Redis {
    const opened = openRedis(redisUrl, 'consumer', tell);
    opened.on('message', hear);
    subscribed = opened.subscribe(CHANNEL);
    subscribed.catch((error) => tell('could not subscribe', error));
    return opened;
  }

  return {
    async listen(heard) {
      redis ??= open();
      listeners.add(heard);
      const stop = async (): Promise<void> => {
        listeners.delete(heard);
      };
      try {
        await answerOf(subscribed);
      } catch (error) {
        await stop();
        throw error;
      }
      return stop;
    },
    close() {
      listeners.clear();
      redis?.disconnect();
    },
  };
}

const KINDS: readonly unknown[] = [
  'item',
  'file',
  'batch',
  'station',
  'progress',
  'making',
] satisfies readonly Announcement['kind'][];

/** Only our own processes write to the channel, but a newer version may say what this one does not know. */
function parseAnnouncement(text: string): Announcement | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const known =
      typeof value === 'object' && value !== null && 'kind' in value && KINDS.includes(value.kind);
    return known ? (value as Announcement) : undefined;
  } catch {
    return undefined;
  }
}
