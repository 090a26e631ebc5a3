import { Router } from 'express';
import { requireRole } from '../auth/identify.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { parseId } from '../http/read-body.ts';
import { buildTableView } from '../items/table-view.ts';
import type { Parts } from '../parts.ts';

/** The light table: an item's pages in an answer small enough for a thousand of them. */
export function tableRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');

  router.get('/api/items/:id/table', technician, async (req, res) => {
    const { id } = req.params;
    res.json(await buildTableView({ ...parts, base: publicBaseOf(parts, req) }, parseId(id, 'item')));
  });
  return router;
}
