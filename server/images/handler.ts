import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ImagePath, parseImagePath } from '../../image/request.ts';
import { Fault } from '../../model/fault.ts';
import { formatImageId, parseImageId } from '../../model/ids.ts';
import { imageLimits } from '../../runtime/config.ts';
import { identifyRequest } from '../auth/identify.ts';
import { allowEveryone, answerOptions } from '../http/cors.ts';
import { sendProblem } from '../problems.ts';
import {
  answerImage,
  answerInfo,
  end,
  type ImageParts,
  type ImageServing,
  MINUTE,
  PASS_ON,
  privacyOf,
} from './answers.ts';
import type { ImageRenders } from './renders.ts';
import { createImageSources } from './sources.ts';

/** Takes image requests ahead of Express, which costs more than a tile does. */
export interface ImageHandler {
  /** @returns false where the request is not for an image service: nothing has been done with it. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
  /** An item was published, changed or withdrawn: what its images may show is asked anew. */
  forget(itemId: string): void;
}

/** How a process serves images. */
export interface ImageHandling {
  readonly renders: ImageRenders;
  /**
   * In a front: takes what a front does not answer by itself, which is whatever depends on who asks and every picture
   * that must be made. Nothing has been written to the answer, and no header is set.
   */
  readonly passOn?: (req: IncomingMessage, res: ServerResponse) => void;
}

const SERVICE = /^\/iiif\/[23]\//;

/** What nginx says of a client that hung up before the answer: for the metrics alone. */
const HUNG_UP = 499;

/** From a tile that the system has in memory to a large picture that is drawn. */
const ANSWER_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The IIIF Image API 3.0 and 2.1 over tile packs. @see https://iiif.io/api/image/3.0/ */
export function createImageHandler(parts: ImageParts, { renders, passOn }: ImageHandling): ImageHandler {
  const sources = createImageSources(parts);
  const limits = imageLimits(parts.config);
  const serving: ImageServing = { ...parts, sources, renders, limits, isFront: passOn !== undefined };
  const count = parts.metrics.counter({
    name: 'recto_image_requests_total',
    help: 'Answers of the image services, by what they took and how they ended.',
    labels: ['plan', 'status'],
  });
  const took = parts.metrics.histogram({
    name: 'recto_image_seconds',
    help: 'From a request of the image services to its answer, by what it took.',
    labels: ['plan'],
    buckets: ANSWER_SECONDS,
  });
  return {
    forget: (itemId) => serving.sources.forget(itemId),
    handle(req, res) {
      if (!SERVICE.test(req.url ?? '')) return false;
      const startedMs = performance.now();
      const note = (plan: string, status = res.statusCode): void => {
        count({ plan, status });
        took((performance.now() - startedMs) / 1000, { plan });
      };
      allowEveryone(res);
      answer(serving, req, res).then(note, (thrown: unknown) => {
        if (thrown === PASS_ON && passOn !== undefined) {
          for (const name of res.getHeaderNames()) res.removeHeader(name);
          return passOn(req, res);
        }
        if (res.destroyed) return note('none', HUNG_UP);
        sendProblem(req, res, thrown, parts.log);
        return note('none');
      });
      return true;
    },
  };
}

/** @returns the kind of plan that the answer took. */
async function answer(serving: ImageServing, req: IncomingMessage, res: ServerResponse): Promise<string> {
  if (req.method === 'OPTIONS') {
    answerOptions(res);
    return 'none';
  }
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    res.setHeader('Allow', 'GET, HEAD, OPTIONS');
    return end(res, 405, 'none');
  }
  const url = req.url ?? '';
  const path = parseImagePath(url);
  const parsed = parseImageId(path.id);
  if (parsed === undefined) throw new Fault('not-found', 'There is no image at this address.');
  const { surfaceId } = parsed;
  if (serving.isFront && parsed.version === undefined) throw PASS_ON;
  const id = { surfaceId, version: parsed.version ?? (await versionFor(serving, req, surfaceId)) };
  if (path.kind !== 'base' && parsed.version !== undefined) {
    const asked = { req, res, id };
    return path.kind === 'info'
      ? answerInfo(serving, { ...asked, path })
      : answerImage(serving, { ...asked, path });
  }
  res.setHeader('Cache-Control', (await privacyOf(serving, req, await serving.sources.open(id))) ?? MINUTE);
  const isBase = path.kind === 'base';
  res.setHeader('Location', isBase ? `${path.rawId}/info.json` : beside(url, path, formatImageId(id)));
  return end(res, isBase ? 303 : 302, 'redirect');
}

/** What a bare surface means: the scan that was published last, and to staff the one that is shown next. */
async function versionFor(serving: ImageServing, req: IncomingMessage, surfaceId: string): Promise<number> {
  const current = await serving.sources.currentVersion(surfaceId);
  const published = await serving.sources.publishedVersion(surfaceId);
  if (published === undefined || published === current) return current;
  return (await identifyRequest(serving, req)) === undefined ? published : current;
}

/** The same request for another id, as a reference that holds behind any proxy. */
function beside(url: string, path: ImagePath, id: string): string {
  const [whole = ''] = url.split('?', 1);
  const tail = whole.slice(whole.indexOf(path.rawId) + path.rawId.length);
  return `${'../'.repeat(tail.split('/').length - 1)}${id}${tail}`;
}
