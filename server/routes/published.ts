import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { z } from 'zod';
import { requireRole } from '../auth/identify.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { parseInput } from '../http/read-body.ts';
import { publishedCsv } from '../items/published-csv.ts';
import type { Parts } from '../parts.ts';

const NO_MOMENT = 'must be a day or a moment, as in 2026-11-22 or 2026-11-22T10:00:00Z';
const wanted = z.object({
  since: z
    .union([z.iso.date(NO_MOMENT), z.iso.datetime({ offset: true, error: NO_MOMENT })], NO_MOMENT)
    .transform((moment) => Date.parse(moment))
    .default(0),
});

/** What was published, for the catalogue. */
export function publishedRoutes(parts: Parts): Router {
  const router = Router();
  router.get('/api/published.csv', requireRole(parts, 'curator'), async (req, res) => {
    const { since } = parseInput(wanted, req.query);
    res.type('text/csv').attachment('published.csv');
    await pipeline(publishedCsv(parts, { since, base: publicBaseOf(parts, req) }), res);
  });
  return router;
}
