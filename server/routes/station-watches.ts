import { Router } from 'express';
import { z } from 'zod';
import { HELD_REASONS, LONGEST_HELD, MOST_HELD } from '../../model/station-watch.ts';
import { forgetWatch, noteWatch } from '../actions/note-watch.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { plainText } from '../http/fields.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';
import { findStationOrFail } from '../stations/station-view.ts';
import { readWatchViews } from '../stations/watch-view.ts';

const count = z.int('must be a whole number').min(0, 'must not be negative').max(1_000_000, 'is too large');
const words = plainText.max(LONGEST_HELD, 'is too long');
const year = 366 * 86_400_000;
const held = z.strictObject({
  name: words.min(1, 'must not be empty'),
  reason: z.enum(HELD_REASONS, `must be one of ${HELD_REASONS.join(', ')}`),
  values: z.array(words).max(3, 'has too many values'),
  forMs: z.int('must be a whole number').min(0, 'must not be negative').max(year, 'is too long'),
});
const report = z.strictObject({
  folder: words.min(1, 'must not be empty'),
  isAway: z.boolean(),
  isEnding: z.boolean(),
  waiting: count,
  sending: count,
  heldCount: count,
  held: z.array(held).max(MOST_HELD, `names more than ${MOST_HELD} files`),
});
const watchKey = z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 digits of lower-case hex');

/** The folders that programs watch at the stations, and what they hold back. */
export function stationWatchesRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');

  router.put('/api/stations/own/watches/:key', technician, readJson, async (req, res) => {
    const { key } = parseInput(z.object({ key: watchKey }), req.params);
    await noteWatch(parts, { tokenId: agentOf(res).id, key, report: parseInput(report, req.body) });
    res.status(204).end();
  });
  router.get('/api/stations/:id/watches', technician, async (req, res) => {
    const { id } = req.params;
    const stationId = parseId(id, 'station');
    const watches = await parts.records.read(async (rows) => {
      await findStationOrFail(rows, stationId);
      return readWatchViews(rows, stationId, Date.now());
    });
    res.json({ watches });
  });
  router.delete('/api/station-watches/:id', technician, async (req, res) => {
    const { id } = req.params;
    await forgetWatch(parts, { watchId: parseId(id, 'watched folder'), agent: agentOf(res).id });
    res.status(204).end();
  });
  return router;
}
