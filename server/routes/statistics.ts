import { Router } from 'express';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { STATISTICS_STEPS } from '../../model/statistics.ts';
import { requireRole } from '../auth/identify.ts';
import { parseInput } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';
import { zoneOf } from '../statistics/calendar.ts';
import { buildStatistics } from '../statistics/statistics-view.ts';

/** Before it, zones were not yet whole quarters of an hour away from each other, and nothing was scanned. */
const FIRST = '2000-01-01';
const LAST = '2999-12-31';
const DAY_MS = 86_400_000;
/** What is counted at once: every scan of the range is looked up. */
const MAX_DAYS = 92;
const MAX_DAYS_BY_HOUR = 31;

const date = z.iso
  .date('must be a date like 2026-11-21')
  .refine((given) => given >= FIRST && given <= LAST, `must be between ${FIRST} and ${LAST}`);
const question = z.strictObject({
  from: date,
  to: date,
  zone: z.string().max(64, 'is too long').default('UTC'),
  by: z.enum(STATISTICS_STEPS, `must be one of ${STATISTICS_STEPS.join(', ')}`).default('day'),
});

/** What came in, what was rejected and why, how long it took and what waits, over days as clocks somewhere show them. */
export function statisticsRoutes(parts: Parts): Router {
  const router = Router();
  router.get('/api/statistics', requireRole(parts, 'technician'), async (req, res) => {
    const { from, to, zone: zoneName, by } = parseInput(question, req.query);
    const zone = zoneOf(zoneName);
    if (zone === undefined)
      throw new Fault(
        'bad-request',
        'zone: must be the name of a time zone, like Europe/Amsterdam, or +02:00.',
      );
    checkRange(from, to, by === 'hour' ? MAX_DAYS_BY_HOUR : MAX_DAYS);
    res.json(await buildStatistics(parts.records, { from, to, zone, zoneName, by, now: Date.now() }));
  });
  return router;
}

function checkRange(from: string, to: string, most: number): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1) throw new Fault('bad-request', 'to: must not be before from.');
  if (days > most) throw new Fault('bad-request', `from, to: must not be more than ${most} days.`);
}
