import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { buildTopCollection } from '../../manifests/collection.ts';
import { formatPresentation2 } from '../../manifests/presentation-2.ts';
import { uris } from '../../manifests/uris.ts';
import { Fault } from '../../model/fault.ts';
import { institutionOf } from '../../runtime/config.ts';
import { nextOpening } from '../../storage/records/embargoes.ts';
import { publishedItems } from '../../storage/records/revisions.ts';
import { findSurface } from '../../storage/records/surfaces.ts';
import {
  FOR_A_MINUTE,
  FOR_STAFF,
  isAnswered,
  type PresentationVersion,
  sendJsonLd,
  versionAsked,
} from '../http/json-ld.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { parseId } from '../http/read-body.ts';
import { createRecent } from '../http/recent.ts';
import { createPresenting, type Presented, type Presenting } from '../items/presented.ts';
import type { Parts } from '../parts.ts';

/** Manifests for older viewers, which are written anew from the others: as many as people look at now. */
const REMEMBERED = 20;

/** The IIIF Presentation API 3.0, and its manifests as 2.1 has them. @see https://iiif.io/api/presentation/3.0/ */
export function presentationRoutes(parts: Parts): Router {
  const router = Router();
  const presenting = createPresenting(parts);

  router.use(manifestRoutes(parts, presenting));
  router.get('/iiif/presentation/:item/canvas/:surface{/*rest}', async (req, res) => {
    const itemId = parseId(req.params.item, 'canvas');
    const surfaceId = parseId(req.params.surface, 'canvas');
    const { kind } = await presenting.present(req, itemId);
    const surface = await parts.records.read((rows) => findSurface(rows, surfaceId));
    if (surface?.itemId !== itemId) throw new Fault('not-found', 'There is no such canvas.');
    res.setHeader('Cache-Control', kind === 'draft' ? FOR_STAFF : FOR_A_MINUTE);
    res.redirect(303, uris.manifest(publicBaseOf(parts, req), itemId));
  });
  router.get('/iiif/presentation/collection/top', async (req, res) => {
    const now = Date.now();
    const { entries, next } = await parts.records.read(async (rows) => {
      return { entries: await publishedItems(rows, now), next: await nextOpening(rows, now) };
    });
    const json = JSON.stringify(
      buildTopCollection(entries, institutionOf(parts.config), publicBaseOf(parts, req)),
    );
    const etag = `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
    if (!isAnswered(req, res, { etag, caching: untilThen(next, now) })) sendJsonLd(req, res, json);
  });
  return router;
}

function manifestRoutes(parts: Parts, presenting: Presenting): Router {
  const router = Router();
  const recent = createRecent<string>(REMEMBERED);

  async function write2(presented: Presented, place: { itemId: string; id: string; base: string }) {
    const key = `${presented.etag} ${place.id}`;
    const known = presented.etag === null ? undefined : recent.get(key);
    if (known !== undefined) return known;
    const json = formatPresentation2(await presented.json(), place);
    if (presented.etag !== null) recent.set(key, json);
    return json;
  }

  async function sendManifest(
    { req, res, item }: { req: Request; res: Response; item: unknown },
    version: PresentationVersion,
    address: typeof uris.manifest,
  ): Promise<void> {
    const itemId = parseId(item, 'manifest');
    const presented = await presenting.present(req, itemId);
    if (presented.etag === null) res.setHeader('Cache-Control', FOR_STAFF);
    else if (isAnswered(req, res, { etag: presented.etag, version })) return;
    const base = publicBaseOf(parts, req);
    const place = { itemId, base, id: address(base, itemId) };
    const json = version === 3 ? await presented.json() : await write2(presented, place);
    sendJsonLd(req, res, json, version);
  }

  router.get('/iiif/presentation/:item/manifest', (req, res) =>
    sendManifest({ req, res, item: req.params.item }, versionAsked(req.headers.accept), uris.manifest),
  );
  router.get('/iiif/presentation/2/:item/manifest', (req, res) =>
    sendManifest({ req, res, item: req.params.item }, 2, uris.manifest2),
  );
  return router;
}

/** A minute, but no longer than until the next item opens by itself. */
function untilThen(opening: number | null, now: number): string {
  if (opening === null || opening - now >= 60_000) return FOR_A_MINUTE;
  return `public, max-age=${Math.max(0, Math.floor((opening - now) / 1_000))}`;
}
