import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import { z } from 'zod';
import { drawSampleOf } from '../actions/draw-sample.ts';
import { settleSampleOf } from '../actions/settle-sample.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { plainText } from '../http/fields.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';
import { readSampleView, readSampleViews } from '../samples/sample-view.ts';

/** Bytes of a seed that nobody chose. */
const SEED_BYTES = 8;

const hasThreeDecimals = (value: number): boolean =>
  Math.abs(value * 1_000 - Math.round(value * 1_000)) < 1e-6;
const share = z.number('must be a number').refine(hasThreeDecimals, 'must have three decimals at most');
const wanted = z.strictObject({
  percent: share.min(0.001, 'must be above 0').max(100, 'must be 100 at most'),
  perMille: share.min(0, 'must not be negative').max(1_000, 'must be 1000 at most'),
  seed: plainText
    .trim()
    .min(1, 'must not be empty')
    .max(100, 'is too long')
    .refine((text) => !/[\r\n]/.test(text), 'must be in one line')
    .optional(),
});

/** Samples of deliveries: drawn, looked at with the verdicts on their pages, and settled once. */
export function samplesRoutes(parts: Parts): Router {
  const router = Router();
  const curator = requireRole(parts, 'curator');

  router.get('/api/batches/:id/samples', requireRole(parts, 'technician'), async (req, res) => {
    const { id } = req.params;
    res.json({ samples: await readSampleViews(parts, parseId(id, 'delivery')) });
  });
  router.post('/api/batches/:id/samples', curator, readJson, async (req, res) => {
    const batchId = parseId(req.params['id'], 'delivery');
    const { seed = randomBytes(SEED_BYTES).toString('hex'), ...plan } = parseInput(wanted, req.body);
    const { id, isNew } = await drawSampleOf(parts, { ...plan, seed, batchId, agent: agentOf(res).id });
    res.status(isNew ? 201 : 200).json(await readSampleView(parts, id));
  });
  router.post('/api/samples/:id/settle', curator, async (req, res) => {
    const id = parseId(req.params['id'], 'sample');
    await settleSampleOf(parts, { id, agent: agentOf(res).id });
    res.json(await readSampleView(parts, id));
  });
  return router;
}
