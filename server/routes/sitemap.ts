import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { uris } from '../../manifests/uris.ts';
import { Fault } from '../../model/fault.ts';
import { newestActivity } from '../../storage/records/activities.ts';
import { answerWhole } from '../http/answer-whole.ts';
import { isNotModified } from '../http/conditional.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { sitemapFile, sitemapFiles, sitemapIndex } from '../items/sitemap.ts';
import type { Parts } from '../parts.ts';

const FOR_A_MINUTE = 'public, max-age=60';
const FOR_AN_HOUR = 'public, max-age=3600';

/** All that a stranger has any use for: everything else is the staff's, and crawlers need not know of it. */
const FOR_EVERYBODY = ['/view/', '/id/', '/iiif/', '/dataset', '/sitemap', '/pages/', '/vendor/'];

/** What crawlers are told: where the pages of items are, and what is not for them. */
export function sitemapRoutes(parts: Parts): Router {
  const router = Router();
  router.get('/sitemap.xml', async (req, res) => {
    const activities = await countActivities(parts);
    const base = publicBaseOf(parts, req);
    await answerXml({ req, res, of: [activities, base] }, sitemapIndex(parts, { activities, base }));
  });
  router.get('/sitemap-:file.xml', async (req, res) => {
    const activities = await countActivities(parts);
    const file = /^[1-9]\d{0,5}$/.test(req.params.file) ? Number(req.params.file) : 0;
    if (file < 1 || file > sitemapFiles(activities))
      throw new Fault('not-found', 'There is no such part of the sitemap.');
    const base = publicBaseOf(parts, req);
    await answerXml({ req, res, of: [activities, base, file] }, sitemapFile(parts, { file, base }));
  });
  router.get('/robots.txt', (req, res) => {
    const allowed = FOR_EVERYBODY.map((path) => `Allow: ${path}\n`).join('');
    const body = `User-agent: *\n${allowed}Disallow: /\n\nSitemap: ${uris.sitemap(publicBaseOf(parts, req))}\n`;
    answerWhole(req, res, { body, type: 'text/plain; charset=utf-8', cache: FOR_AN_HOUR });
  });
  return router;
}

async function countActivities({ records }: Parts): Promise<number> {
  return (await records.read(newestActivity))?.number ?? 0;
}

interface XmlAnswer {
  readonly req: Request;
  readonly res: Response;
  /** All that its bytes depend on. */
  readonly of: readonly (string | number)[];
}

/** Answers with XML as it is read, or that the client has it already, which is known without reading. */
async function answerXml({ req, res, of }: XmlAnswer, xml: AsyncGenerator<string>): Promise<void> {
  const etag = `"${createHash('sha256').update(of.join(' ')).digest('base64url').slice(0, 22)}"`;
  res.setHeader('ETag', etag);
  res.setHeader('Cache-Control', FOR_A_MINUTE);
  if (isNotModified(req.headers, etag)) {
    res.status(304).end();
    return;
  }
  res.setHeader('Content-Type', 'application/xml; charset=utf-8');
  if (req.method === 'HEAD') res.end();
  else await pipeline(xml, res);
}
