import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { asFault, type FaultCode } from '../../model/fault.ts';
import { institutionOf } from '../../runtime/config.ts';
import { protectViewer } from '../http/protect.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { parseId } from '../http/read-body.ts';
import { Closed, dayOf } from '../items/closed.ts';
import { formatItemSchema } from '../items/pid-views.ts';
import { createPresenting, type Presented } from '../items/presented.ts';
import { Withdrawn } from '../items/withdrawn.ts';
import { answerGonePage } from '../pages/gone-page.ts';
import {
  type ClosedWords,
  type PageFrame,
  renderClosedPage,
  renderItemPage,
  renderMissingPage,
  type ShownManifest,
} from '../pages/view-page.ts';
import type { Parts } from '../parts.ts';

/** The pages for the public. */
export function viewRoutes(parts: Parts): Router {
  const router = Router();
  const presenting = createPresenting(parts);
  router.get('/view/:item', protectViewer(parts.config), async (req, res) => {
    res.vary('Accept-Language');
    const { item } = req.params;
    const presented = await presenting.present(req, parseId(item, 'item'));
    const manifest = JSON.parse(await presented.json()) as ShownManifest;
    res.setHeader('Cache-Control', presented.kind === 'draft' ? 'private, no-store' : 'public, max-age=60');
    const schema =
      presented.kind === 'draft'
        ? undefined
        : await formatItemSchema(parts, presented, publicBaseOf(parts, req));
    const beside = { notice: noticeOf(presented), schema };
    sendPage(res, 200, renderItemPage(manifest, frameOf(parts, req), beside));
  });
  return router;
}

/** What people are told where there is no item to be seen. */
const WORDS_FOR: Partial<
  Record<FaultCode, { status: number; render: (frame: PageFrame, closing?: ClosedWords) => string }>
> = {
  forbidden: { status: 403, render: renderClosedPage },
  'not-found': { status: 404, render: renderMissingPage },
};

/**
 * Where a person looks for an item that is not there, or not any more, the answer is a page; it has the status
 * that a program would be given. Anything else goes on to be a problem.
 */
export function answerPeople(parts: Parts): ErrorRequestHandler {
  return (thrown, req, res, next) => {
    const fault = asFault(thrown);
    const page = WORDS_FOR[fault.code];
    const isForPeople = /^\/(view|id|iiif\/presentation)\//.test(req.path) && isPerson(req);
    if (res.headersSent || !isForPeople) return next(thrown);
    if (fault instanceof Withdrawn) return answerGonePage(parts, { req, res }, fault);
    if (page === undefined) return next(thrown);
    res.vary('Accept').vary('Accept-Language');
    res.setHeader('Cache-Control', 'no-cache');
    const frame = frameOf(parts, req);
    const closing = fault instanceof Closed ? inWords(fault, frame.language, parts) : undefined;
    return sendPage(res, page.status, page.render(frame, closing));
  };
}

function inWords({ closing }: Closed, language: PageFrame['language'], { config }: Parts): ClosedWords {
  const { until, reason } = closing;
  const day = until === null ? null : dayOf(until, { timeZone: config.RECTO_TIME_ZONE, language });
  return { day, reason };
}

/** Whether whoever asks reads pages, and is no program. */
export function isPerson(req: Request): boolean {
  return req.accepts(['application/json', 'text/html']) === 'text/html';
}

/** In which language, and whose the page is. */
export function frameOf({ config }: Parts, req: Request): PageFrame {
  const language = req.acceptsLanguages('en', 'nl') === 'nl' ? 'nl' : 'en';
  return { language, institution: institutionOf(config) };
}

function noticeOf({ kind, item }: Presented): 'draft' | 'withdrawn' | undefined {
  if (kind === 'published') return undefined;
  return item.withdrawnAt === null ? 'draft' : 'withdrawn';
}

function sendPage(res: Response, status: number, page: string): void {
  res.status(status).type('html').send(page);
}
