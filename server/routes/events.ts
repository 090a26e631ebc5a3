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

/**
 * What changes, as server-sent events.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function eventsRoutes(parts: Parts): Router {
  const router = Router();
  router.get('/api/events', requireRole(parts, 'technician'), (req, res) => {
    const { item } = req.query;
    if (item !== undefined && (typeof item !== 'string' || !isId(item)))
      throw new Fault('bad-request', '`item` must be the id of an item.');
    if (parts.live.count() >= MAX_WATCHERS) throw new Fault('busy', 'Too many pages are watching just now.');
    stream(parts, res, item);
  });
  return router;
}

function stream({ live }: Parts, res: Response, item: string | undefined): void {
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
      if (item === undefined || item === event.itemId) send(format(event));
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
  const data = 'progress' in said ? said.progress : said;
  return `event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
