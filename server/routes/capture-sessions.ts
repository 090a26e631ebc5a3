import { type Response, Router } from 'express';
import { z } from 'zod';
import { endSession } from '../actions/end-session.ts';
import { startSession } from '../actions/start-session.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { name } from '../http/fields.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';
import { readSessionEvents, readSessions, readSessionView } from '../stations/session-view.ts';

const id = z.uuid('must be an id').lowercase();
const time = z.coerce.number('must be a time in milliseconds').int().min(0).max(8.64e15);
const listed = z.object({
  station: id.optional(),
  from: time.optional(),
  until: time.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
const wanted = z.strictObject({ stationId: id, operator: name.optional(), device: name });

/** Who scanned at which station, with what: begun, ended, looked up. */
export function captureSessionsRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');
  const answer = async (res: Response, sessionId: string) =>
    res.json(await parts.records.read((rows) => readSessionView(rows, sessionId)));
  const idOf = (params: { readonly [name: string]: unknown }) => parseId(params['id'], 'session');

  router.get('/api/capture-sessions', technician, async (req, res) => {
    const { station, from, until, ...page } = parseInput(listed, req.query);
    const search = {
      ...page,
      ...(station !== undefined && { stationId: station }),
      ...(from !== undefined && { from }),
      ...(until !== undefined && { until }),
    };
    res.json(await parts.records.read((rows) => readSessions(rows, search)));
  });
  router.post('/api/capture-sessions', technician, readJson, async (req, res) => {
    const { operator, ...given } = parseInput(wanted, req.body);
    const agent = agentOf(res);
    const sessionId = await startSession(parts, {
      ...given,
      operator: operator ?? agent.name,
      agent: agent.id,
    });
    await answer(res.status(201), sessionId);
  });
  router.get('/api/capture-sessions/:id', technician, (req, res) => answer(res, idOf(req.params)));
  router.post('/api/capture-sessions/:id/end', technician, async (req, res) => {
    const sessionId = idOf(req.params);
    await endSession(parts, { sessionId, agent: agentOf(res).id });
    await answer(res, sessionId);
  });
  router.get('/api/capture-sessions/:id/events', technician, async (req, res) => {
    const sessionId = idOf(req.params);
    res.json({ events: await parts.records.read((rows) => readSessionEvents(rows, sessionId)) });
  });
  return router;
}
