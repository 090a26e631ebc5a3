import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import type { LanguageMap } from '../../model/language.ts';
import {
  RENDERING_KINDS,
  RENDERING_TYPES,
  type RenderedFile,
  type Rendering,
  type RenderingKind,
} from '../../model/rendering.ts';
import { countBefore, renderingsOf } from '../../storage/records/renderings.ts';
import { findRevision } from '../../storage/records/revisions.ts';
import { chooseDownloads, makeDownload } from '../actions/change-downloads.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { contentDisposition } from '../http/file-name.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import { sendObject } from '../http/send-object.ts';
import { requireAllShown } from '../items/all-shown.ts';
import { createDownloadsViews } from '../items/downloads-view.ts';
import { createPresenting } from '../items/presented.ts';
import { sayMaking } from '../pages/download-words.ts';
import { renderWords } from '../pages/view-page.ts';
import type { Parts } from '../parts.ts';
import { answerProblem } from '../problems.ts';
import { frameOf, isPerson } from './view.ts';

const choice = z.strictObject({
  kinds: z
    .array(z.enum(RENDERING_KINDS))
    .max(RENDERING_KINDS.length)
    .nullable()
    .transform((kinds) => kinds && RENDERING_KINDS.filter((kind) => kinds.includes(kind))),
});

/** When to look again at the latest and at the earliest, in seconds. */
const LATEST = 3_600;
const EARLIEST = 5;
/** Where nobody knows how long it takes. */
const USUAL = 60;

/** Files that readers take away, and what curators say of them. */
export function downloadsRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');
  const curator = requireRole(parts, 'curator');
  const presenting = createPresenting(parts);
  const views = createDownloadsViews(parts);
  const show = async (req: Request, res: Response, status = 200) => {
    const itemId = parseId(req.params['item'], 'item');
    res.status(status).json(await views.build(itemId, publicBaseOf(parts, req)));
  };

  router.get('/iiif/presentation/:item/:kind', async (req, res, next) => {
    const kind = RENDERING_KINDS.find((one) => one === req.params.kind);
    if (kind === undefined) return next();
    const itemId = parseId(req.params.item, 'item');
    const presented = await presenting.present(req, itemId);
    const { item } = presented;
    await requireAllShown(parts, presented, publicBaseOf(parts, req));
    res.setHeader(
      'Cache-Control',
      presented.kind === 'published' ? 'public, max-age=60' : 'private, no-store',
    );
    const found = await findFile(parts, { itemId, revision: item.publishedRevision, kind });
    const { file } = found.rendering;
    if (file === null) return sayWhen(parts, req, res, found);
    const name = [item.reference, firstOf(found.label)].join(' ');
    return send(parts, req, res, { rendering: found.rendering, file, name });
  });
  router.get('/api/items/:item/downloads', technician, (req, res) => show(req, res));
  router.put('/api/items/:item/downloads', curator, readJson, async (req, res) => {
    const itemId = parseId(req.params['item'], 'item');
    const { kinds } = parseInput(choice, req.body);
    await chooseDownloads(parts, { itemId, kinds, agent: agentOf(res).id });
    await show(req, res);
  });
  router.post('/api/items/:item/downloads/:kind', curator, async (req, res) => {
    const itemId = parseId(req.params['item'], 'item');
    const kind = RENDERING_KINDS.find((one) => one === req.params['kind']);
    if (kind === undefined) throw new Fault('not-found', 'No such file is ever made: ask for pdf or zip.');
    await makeDownload(parts, { itemId, kind, agent: agentOf(res).id });
    await show(req, res, 202);
  });
  return router;
}

interface Found {
  readonly rendering: Rendering;
  /** What the item was called when it was published. */
  readonly label: LanguageMap;
  readonly before: number;
}

/** What was offered once is gone and not unknown. */
function noFile(all: readonly Rendering[], kind: RenderingKind): Fault {
  const name = kind.toUpperCase();
  return all.some((one) => one.kind === kind)
    ? new Fault('gone', `There was a ${name} of this item, and it is not offered any more.`)
    : new Fault('not-found', `There is no ${name} of this item.`);
}

/** @throws Fault('not-found') where the published revision has no such file, and none was asked for; 'gone' where an older one had */
async function findFile(
  { records }: Parts,
  of: { readonly itemId: string; readonly revision: number | null; readonly kind: RenderingKind },
): Promise<Found> {
  const { itemId, revision, kind } = of;
  return records.read(async (rows) => {
    const all = await renderingsOf(rows, itemId);
    const rendering = all.find((one) => one.revision === revision && one.kind === kind);
    if (rendering === undefined || revision === null) throw noFile(all, kind);
    const published = await findRevision(rows, itemId, revision);
    const before = rendering.state === 'due' ? await countBefore(rows, rendering) : 0;
    return { rendering, label: published?.label ?? {}, before };
  });
}

function send(
  { objects }: Parts,
  req: Request,
  res: Response,
  { rendering, file, name }: { rendering: Rendering; file: RenderedFile; name: string },
): Promise<void> {
  const { kind, settledAt, createdAt } = rendering;
  // A browser shows a PDF, from which it can be kept; a ZIP is nothing to look at.
  res.setHeader(
    'Content-Disposition',
    contentDisposition(kind === 'pdf' ? 'inline' : 'attachment', name, kind),
  );
  res.append('Access-Control-Expose-Headers', 'Content-Disposition, Content-Length');
  return sendObject(objects, req, res, {
    key: file.key,
    sizeBytes: file.sizeBytes,
    etag: `"${Buffer.from(file.sha256, 'hex').toString('base64url').slice(0, 22)}"`,
    modifiedAt: settledAt ?? createdAt,
    contentType: RENDERING_TYPES[kind],
  });
}

/** 503 with how far it is: a page for a person, which looks again by itself, a problem for a program. */
function sayWhen(parts: Parts, req: Request, res: Response, { rendering, before }: Found): void {
  const { state, expectedAt } = rendering;
  if (state === 'ready') throw new Fault('internal', 'A file that is ready says not where it is.');
  const secondsLeft = expectedAt === null ? null : Math.max(0, (expectedAt - Date.now()) / 1000);
  const frame = frameOf(parts, req);
  const { title, detail } = sayMaking({ ...rendering, state, secondsLeft, before }, frame.language);
  const seconds = state === 'failed' ? LATEST : (secondsLeft ?? USUAL);
  const again = String(Math.ceil(Math.min(Math.max(seconds, EARLIEST), LATEST)));
  res.vary('Accept').vary('Accept-Language');
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Retry-After', again);
  if (!isPerson(req)) {
    answerProblem(req, res, { status: 503, code: 'unavailable', detail });
    return;
  }
  if (state !== 'failed') res.setHeader('Refresh', '10');
  res
    .status(503)
    .type('html')
    .send(renderWords(frame, title, detail));
}

function firstOf(label: LanguageMap): string {
  return Object.values(label).flat()[0] ?? '';
}
