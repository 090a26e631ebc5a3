import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { RESCAN_STATES, type RescanState } from '../../model/rescan.ts';
import { bringBack } from '../actions/bring-back.ts';
import { dropRescan, keepRescan, requestRescan } from '../actions/request-rescan.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { note, region, rejectReason, versionNumber } from '../http/fields.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import { buildRescanList } from '../items/rescan-list.ts';
import type { Parts } from '../parts.ts';

/** What somebody has to do something about: scan, or compare. */
const OPEN: readonly RescanState[] = ['asked', 'replaced'];

const stationId = z.uuid('must be the id of a station').lowercase();
const search = z.object({
  station: stationId.or(z.literal('')).optional(),
  state: z
    .enum(['', ...RESCAN_STATES], `must be one of ${RESCAN_STATES.join(', ')}`)
    .optional()
    .transform((state) => (state ? [state] : OPEN)),
  limit: z.coerce.number().int().min(1).max(200).default(100),
  offset: z.coerce.number().int().min(0).max(1e9).default(0),
});
const request = z.strictObject({
  reason: rejectReason,
  note: note.optional(),
  region: region.optional(),
  stationId: stationId.optional(),
});
const choice = z.strictObject({ version: versionNumber });

/** Pages that are to be scanned again, and older scans that are shown again. */
export function rescansRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');

  router.get('/api/rescans', technician, async (req, res) => {
    const { station, state: states, limit, offset } = parseInput(search, req.query);
    const found = { states, stationId: station || undefined, limit, offset };
    res.json(await buildRescanList({ ...parts, base: publicBaseOf(parts, req) }, found));
  });
  router.post('/api/surfaces/:id/rescan', technician, readJson, async (req, res) => {
    const { note: said, ...given } = parseInput(request, req.body);
    const asked = { ...given, note: said || null, ...whoAndWhat(req, res) };
    res.status(201).json({ id: await requestRescan(parts, asked) });
  });
  router.delete('/api/surfaces/:id/rescan', technician, async (req, res) => {
    await dropRescan(parts, whoAndWhat(req, res));
    res.status(204).end();
  });
  router.post('/api/surfaces/:id/rescan/keep', technician, async (req, res) => {
    await keepRescan(parts, whoAndWhat(req, res));
    res.status(204).end();
  });
  router.post('/api/surfaces/:id/current', technician, readJson, async (req, res) => {
    const { version } = parseInput(choice, req.body);
    const asked = { ...whoAndWhat(req, res), version };
    const before = await bringBack(parts, asked);
    res.json({ id: asked.surfaceId, version, before });
  });
  return router;
}

function whoAndWhat(req: Request, res: Response): { surfaceId: string; agent: string } {
  const { id } = req.params;
  return { surfaceId: parseId(id, 'page'), agent: agentOf(res).id };
}
