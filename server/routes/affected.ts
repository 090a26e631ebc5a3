import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { z } from 'zod';
import { affectedSurfaces, countAffected } from '../../storage/records/affected.ts';
import { askSessionRescans } from '../actions/ask-session-rescans.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { note, rejectReason } from '../http/fields.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';
import { affectedCsv } from '../stations/affected-csv.ts';
import { findSession } from '../stations/session-view.ts';

const part = z.object({
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
});
const wanted = z.strictObject({ reason: rejectReason, note: note.optional() });

/** The surfaces that show, or have as their newest, a scan of a session: what a bad target puts in doubt, and is scanned again. */
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
  router.post('/api/capture-sessions/:id/rescans', technician, readJson, async (req, res) => {
    const sessionId = parseId(req.params['id'], 'session');
    const { reason, note: said } = parseInput(wanted, req.body);
    const asked = { sessionId, reason, note: said || null, agent: agentOf(res).id };
    res.json(await askSessionRescans(parts, asked));
  });
  return router;
}
