import { type Response, Router } from 'express';
import { Fault } from '../../model/fault.ts';
import { isId } from '../../model/ids.ts';
import { requireRole } from '../auth/identify.ts';
import type { LiveEvent } from '../live.ts';
import type { Parts } from '../parts.ts';

/** More than this a process does not keep open. */
const MAX_WATCHERS = 500;
/** Who has not read this much is not reading any more. */
const MAX_UNREAD_BYTES = 256 * 1024;
const HEARTBEAT_MS = 15_000;
/** Then it connects again, and has to show again who it is. */
const LONGEST_MS = 3_600_000;

/** What can be watched alone; several of them together, as a copy stand watches its station and the item on it. */
const SUBJECTS = ['item', 'batch', 'station'] as const;

/**
 * What changes, as server-sent events: of the item, batch and station that are asked for, else of all.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function eventsRoutes(parts: Parts): Router {
  const router = Router();
  router.get('/api/events', requireRole(parts, 'technician'), (req, res) => {
    const subjects = SUBJECTS.flatMap((name) => readSubject(name, req.query[name]));
    if (parts.live.count() >= MAX_WATCHERS) throw new Fault('busy', 'Too many pages are watching just now.');
    stream(parts, res, subjects);
  });
  return router;
}

function readSubject(name: (typeof SUBJECTS)[number], value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === 'string' && isId(value)) return [value];
  throw new Fault('bad-request', `\`${name}\` must be the id of one ${name}.`);
}

function stream({ live }: Parts, res: Response, subjects: readonly string[]): void {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // nginx would keep events back until it has a bufferful.
    'X-Accel-Buffering': 'no',
  });
  const send = (text: string): void => {
    if (res.destroyed || res.writableEnded) return;
    if (res.writableLength > MAX_UNREAD_BYTES) res.destroy();
    else res.write(text);
  };
  send('retry: 2000\n\n');
  const unwatch = live.watch({
    heard: (event) => {
      if (subjects.length === 0 || subjects.includes(event.subject)) send(format(event));
    },
    ended: () => res.end(),
  });
  const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
  const longest = setTimeout(() => res.end(), LONGEST_MS);
  res.on('close', () => {
    unwatch();
    clearInterval(heartbeat);
    clearTimeout(longest);
  });
}

function format({ announcement }: LiveEvent): string {
  const { kind, ...said } = announcement;
  const data = 'progress' in said ? said.progress : 'making' in said ? said.making : said;
  return `event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
