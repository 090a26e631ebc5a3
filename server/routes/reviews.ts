import { Router } from 'express';
import { z } from 'zod';
import { newId } from '../../model/ids.ts';
import { VERDICTS } from '../../model/review.ts';
import { reviewSurfaces } from '../actions/review-surfaces.ts';
import { undoReview } from '../actions/undo-review.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { note, region, rejectReason, versionNumber } from '../http/fields.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';

const MAX_SURFACES = 1_000;

const judgement = z
  .strictObject({
    id: z.uuid('must be a UUID').lowercase().optional(),
    surfaces: z
      .array(z.uuid('must be the id of a page').lowercase())
      .min(1, 'must name a page')
      .max(MAX_SURFACES),
    verdict: z.enum(VERDICTS, `must be one of ${VERDICTS.join(', ')}`),
    reason: rejectReason.optional(),
    note: note.optional(),
    region: region.optional(),
    saw: z.strictObject({ version: versionNumber, review: z.int().min(0).max(1_000_000) }).optional(),
  })
  .refine(({ verdict, reason }) => verdict === 'rejected' || reason === undefined, {
    path: ['reason'],
    error: 'is of a rejection',
  })
  .refine(({ surfaces, saw }) => surfaces.length === 1 || saw === undefined, {
    path: ['saw'],
    error: 'is of one page',
  });

/** Verdicts of people on pages: passed, or rejected with a reason; and how they are taken back. */
export function reviewsRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');

  router.post('/api/reviews', technician, readJson, async (req, res) => {
    const given = parseInput(judgement, req.body);
    const id = given.id ?? newId();
    await reviewSurfaces(parts, {
      actId: id,
      surfaceIds: given.surfaces,
      verdict: given.verdict,
      reason: given.reason ?? null,
      note: given.note || null,
      region: given.region ?? null,
      saw: given.saw ?? null,
      agent: agentOf(res).id,
    });
    res.status(201).json({ id });
  });
  router.post('/api/reviews/:id/undo', technician, async (req, res) => {
    const { id } = req.params;
    const actId = parseId(id, 'verdict');
    await undoReview(parts, { actId, agent: agentOf(res).id });
    res.json({ id: actId });
  });
  return router;
}
