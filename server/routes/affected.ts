import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { z } from 'zod';
import { affectedSurfaces, countAffected } from '../../storage/records/affected.ts';
import { requireRole } from '../auth/identify.ts';
import { parseId, parseInput } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';
import { affectedCsv } from '../stations/affected-csv.ts';
import { findSession } from '../stations/session-view.ts';

const part = z.object({
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
});

/** The surfaces that show, or have as their newest, a scan of a session: what a bad target puts in doubt. */
export function affectedRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');

  router.get('/api/capture-sessions/:id/affected', technician, async (req, res) => {
    const sessionId = parseId(req.params['id'], 'session');
    const page = parseInput(part, req.query);
    const found = await parts.records.read(async (rows) => {
      await findSession(rows, sessionId);
      const surfaces = await affectedSurfaces(rows, sessionId, page);
      return { surfaces, total: await countAffected(rows, sessionId) };
    });
    res.json(found);
  });
  router.get('/api/capture-sessions/:id/affected.csv', technician, async (req, res) => {
    const sessionId = parseId(req.params['id'], 'session');
    await parts.records.read((rows) => findSession(rows, sessionId));
    res.type('text/csv').attachment(`session-${sessionId}.csv`);
    await pipeline(affectedCsv(parts, sessionId), res);
  });
  return router;
}
