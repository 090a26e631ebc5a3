import { Router } from 'express';
import { changeDesk } from '../actions/change-desk.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { deskPatch } from '../http/desk-fields.ts';
import { answerStale, readEdition } from '../http/edition.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { parseId, parseInput, readBigJson } from '../http/read-body.ts';
import { buildDeskView } from '../items/desk-view.ts';
import type { Parts } from '../parts.ts';

/** The curator's desk: an item with its sides, their labels and order, its structure and description. */
export function deskRoutes(parts: Parts): Router {
  const router = Router();

  router.get('/api/items/:id/desk', requireRole(parts, 'technician'), async (req, res) => {
    const { id } = req.params;
    const source = { ...parts, base: publicBaseOf(parts, req) };
    const view = await buildDeskView(source, parseId(id, 'item'));
    res.setHeader('ETag', `"${view.edition}"`);
    res.json(view);
  });
  router.patch('/api/items/:id/desk', requireRole(parts, 'curator'), readBigJson, async (req, res) => {
    const { id } = req.params;
    const itemId = parseId(id, 'item');
    const edition = readEdition(req, res);
    if (edition === undefined) return;
    const patch = parseInput(deskPatch, req.body);
    if (!(await changeDesk(parts, { itemId, edition, agent: agentOf(res).id }, patch)))
      return answerStale(req, res);
    res.setHeader('ETag', `"${edition + 1}"`);
    res.json({ edition: edition + 1 });
  });
  return router;
}
