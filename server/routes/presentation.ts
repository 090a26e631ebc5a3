import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { buildTopCollection } from '../../manifests/collection.ts';
import { uris } from '../../manifests/uris.ts';
import { Fault } from '../../model/fault.ts';
import { institutionOf } from '../../runtime/config.ts';
import { nextOpening } from '../../storage/records/embargoes.ts';
import { publishedItems } from '../../storage/records/revisions.ts';
import { findSurface } from '../../storage/records/surfaces.ts';
import { isNotModified } from '../http/conditional.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { parseId } from '../http/read-body.ts';
import { createPresenting } from '../items/presented.ts';
import type { Parts } from '../parts.ts';

const JSON_LD = 'application/ld+json';
const PRESENTATION_3 = `${JSON_LD};profile="http://iiif.io/api/presentation/3/context.json"`;

/** Short, because what is withdrawn must be gone, and a conditional request costs next to nothing. */
const FOR_A_MINUTE = 'public, max-age=60';
const FOR_STAFF = 'private, no-store';

/** The IIIF Presentation API 3.0. @see https://iiif.io/api/presentation/3.0/ */
export function presentationRoutes(parts: Parts): Router {
  const router = Router();
  const presenting = createPresenting(parts);

  router.get('/iiif/presentation/:item/manifest', async (req, res) => {
    const itemId = parseId(req.params.item, 'manifest');
    const presented = await presenting.present(req, itemId);
    if (presented.etag === null) {
      res.setHeader('Cache-Control', FOR_STAFF);
      return sendJsonLd(req, res, await presented.json());
    }
    if (isAnswered(req, res, presented.etag)) return undefined;
    return sendJsonLd(req, res, await presented.json());
  });
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
    if (!isAnswered(req, res, etag, untilThen(next, now))) sendJsonLd(req, res, json);
  });
  return router;
}

/** Sets what a cache needs to know. @returns whether 304 was the answer, and has been given. */
function isAnswered(req: Request, res: Response, etag: string, caching = FOR_A_MINUTE): boolean {
  const own = typeOf(req) === PRESENTATION_3 ? etag : `${etag.slice(0, -1)}.j"`;
  res.setHeader('ETag', own);
  res.setHeader('Cache-Control', caching);
  res.vary('Accept');
  if (!isNotModified(req.headers, own)) return false;
  res.status(304).end();
  return true;
}

/** A minute, but no longer than until the next item opens by itself. */
function untilThen(opening: number | null, now: number): string {
  if (opening === null || opening - now >= 60_000) return FOR_A_MINUTE;
  return `public, max-age=${Math.max(0, Math.floor((opening - now) / 1_000))}`;
}

/** Plain JSON is for who asks for that and not for JSON-LD. */
function typeOf(req: Request): string {
  const best = req.accepts([JSON_LD, 'application/json']);
  return best === 'application/json' ? 'application/json' : PRESENTATION_3;
}

function sendJsonLd(req: Request, res: Response, json: string): void {
  const body = Buffer.from(json);
  res.vary('Accept');
  res.setHeader('Content-Type', typeOf(req));
  res.setHeader('Content-Length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
}
