import { type Request, type Response, Router } from 'express';
import { TOP_RANGE } from '../../manifests/range-2.ts';
import { uris } from '../../manifests/uris.ts';
import { Fault } from '../../model/fault.ts';
import { rangesIn } from '../../model/structure.ts';
import { structureOf } from '../../storage/records/structures.ts';
import { FOR_A_MINUTE, FOR_STAFF } from '../http/json-ld.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { parseId } from '../http/read-body.ts';
import { createPresenting } from '../items/presented.ts';
import { createPublishedRanges } from '../items/published-ranges.ts';
import type { Parts } from '../parts.ts';

/** Where a part of an item is named: it leads to the manifest, for as long as that is there. */
export function rangesRoutes(parts: Parts): Router {
  const router = Router();
  const presenting = createPresenting(parts);
  const published = createPublishedRanges(parts);

  async function isInDraft(itemId: string, rangeId: string): Promise<boolean> {
    const ranges = await parts.records.read((rows) => structureOf(rows, itemId));
    return rangesIn(ranges).some(({ range }) => range.id === rangeId);
  }

  async function lead(req: Request, res: Response, rangeId: string | null): Promise<void> {
    const itemId = parseId(req.params['item'], 'range');
    const { kind } = await presenting.present(req, itemId);
    const isKnown =
      rangeId === null ||
      (await published.has(itemId, rangeId)) ||
      (kind === 'draft' && (await isInDraft(itemId, rangeId)));
    if (!isKnown) throw new Fault('not-found', 'There is no such range.');
    res.setHeader('Cache-Control', kind === 'draft' ? FOR_STAFF : FOR_A_MINUTE);
    res.redirect(303, uris.manifest(publicBaseOf(parts, req), itemId));
  }

  // What 2.1 names besides: every manifest has them.
  router.get(`/iiif/presentation/:item/range/${TOP_RANGE}`, (req, res) => lead(req, res, null));
  router.get('/iiif/presentation/:item/sequence/normal', (req, res) => lead(req, res, null));
  router.get('/iiif/presentation/:item/range/:range', (req, res) =>
    lead(req, res, parseId(req.params.range, 'range')),
  );
  return router;
}
