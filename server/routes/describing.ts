import { Router } from 'express';
import { planLabels } from '../../manifests/labels/plan-labels.ts';
import { requireRole } from '../auth/identify.ts';
import { labelQuestion } from '../http/label-fields.ts';
import { parseInput, readJson } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';

/** What helps a curator to describe: looked at before anything is changed, so that nothing here changes anything. */
export function describingRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');

  router.post('/api/labels', technician, readJson, (req, res) => {
    const { plan, count } = parseInput(labelQuestion, req.body);
    res.json(planLabels(plan, count));
  });
  return router;
}
