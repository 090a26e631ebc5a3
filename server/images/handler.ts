import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseImagePath } from '../../image/request.ts';
import { errorCode, Fault } from '../../model/fault.ts';
import { parseImageId } from '../../model/ids.ts';
import { imageLimits } from '../../runtime/config.ts';
import { allowEveryone, answerOptions } from '../http/cors.ts';
import type { PassingOn } from '../http/pass-on.ts';
import { createPublicBase } from '../http/public-base.ts';
import { createRecent } from '../http/recent.ts';
import { createPublishedRights } from '../items/published-rights.ts';
import { Withdrawn } from '../items/withdrawn.ts';
import { answerGonePage, readsPages } from '../pages/gone-page.ts';
import { answerProblem, sendProblem } from '../problems.ts';
import { type PreparedInfo, prepareInfo, sendInfo } from './descriptions.ts';
import { createImageMeasures } from './measures.ts';
import { type PreparedPicture, preparePicture } from './pictures.ts';
import { createRecentRefusals } from './recent-refusals.ts';
import { leadToInfo, leadToVersion } from './redirects.ts';
import type { ImageRenders } from './renders.ts';
import { NoSuchPart, sendPicture } from './send-picture.ts';
import { type Asked, type ImageParts, type ImageServing, PassOn, privacyOf } from './serving.ts';
import { createImageSources, type OpenImage } from './sources.ts';
import { createTileMemory } from './tile-memory.ts';

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
  readonly passOn?: PassingOn['passOn'];
}

const SERVICE = /^\/iiif\/[23]\//;
/**
 * About a kilobyte each, and where each is of another image, which it holds on to, up to twenty: a page of thumbnails of a
 * whole collection must not keep every pack's index.
 */
const PREPARED_PICTURES = 5_000;
/** About four kilobytes, and the same. */
const PREPARED_INFOS = 1_000;
/** Addresses are kept as they came, with what strangers write behind them: longer ones than any viewer's are not. */
const LONGEST_ADDRESS = 500;

/** The IIIF Image API 3.0 and 2.1 over tile packs. @see https://iiif.io/api/image/3.0/ */
export function createImageHandler(parts: ImageParts, { renders, passOn }: ImageHandling): ImageHandler {
  const serving: ImageServing = {
    ...parts,
    renders,
    sources: createImageSources(parts),
    tiles: createTileMemory(parts.config.RECTO_TILE_MEMORY_MB * 1_000_000),
    rights: createPublishedRights(parts),
    limits: imageLimits(parts.config),
    isFront: passOn !== undefined,
    refusals: passOn && createRecentRefusals(parts.metrics),
    note: createImageMeasures(parts.metrics),
    fail(asked, thrown) {
      if (thrown instanceof PassOn) passOn?.(asked.req, asked.res, thrown.errand);
      else answerFailure(serving, asked, thrown);
    },
  };
  const baseOf = createPublicBase(parts.config);
  const prepared = createPrepared(parts.config.publicUrl);

  return {
    forget: (itemId) => serving.sources.forget(itemId),
    handle(req, res) {
      const url = req.url ?? '';
      if (!SERVICE.test(url)) return false;
      const asked = { req, res, base: baseOf(req), startedMs: performance.now() };
      try {
        if (answerPrepared(serving, asked, prepared)) return true;
      } catch (thrown) {
        serving.fail(asked, thrown);
        return true;
      }
      answer(serving, asked, prepared).catch((thrown) => serving.fail(asked, thrown));
      return true;
    },
  };
}

/** What was answered of late and is the same for everybody, by the address under which it was asked for. */
interface Prepared {
  readonly pictures: ByAddress<PreparedPicture>;
  readonly infos: ByAddress<PreparedInfo>;
}

interface ByAddress<T> {
  get(asked: Asked): T | undefined;
  set(asked: Asked, it: T): void;
}

/** A query means nothing here, so it makes no other address. */
function createPrepared(usualBase: string): Prepared {
  const keyOf = ({ req, base }: Asked): string => {
    const { url = '' } = req;
    const query = url.indexOf('?');
    const path = query < 0 ? url : url.slice(0, query);
    return base === usualBase ? path : `${base} ${path}`;
  };
  const byAddress = <T>(most: number): ByAddress<T> => {
    const recent = createRecent<T>(most);
    return {
      get: (asked) => recent.get(keyOf(asked)),
      set(asked, it) {
        const { url = '' } = asked.req;
        if (url.length + asked.base.length <= LONGEST_ADDRESS) recent.set(keyOf(asked), it);
      },
    };
  };
  return { pictures: byAddress(PREPARED_PICTURES), infos: byAddress(PREPARED_INFOS) };
}

/** Answers what was prepared for others, without waiting for anything. @returns whether it could. */
function answerPrepared(serving: ImageServing, asked: Asked, prepared: Prepared): boolean {
  const { method } = asked.req;
  if (method !== 'GET' && method !== 'HEAD') return false;
  const picture = prepared.pictures.get(asked);
  if (picture !== undefined) {
    if (!isForEveryone(serving, picture.image)) return false;
    sendPicture(serving, asked, picture);
    return true;
  }
  const info = prepared.infos.get(asked);
  if (info === undefined || !isForEveryone(serving, info.image)) return false;
  if (info.revision !== info.image.source.publishedRevision) return false;
  sendInfo(serving, asked, info);
  return true;
}

function isForEveryone({ sources }: ImageServing, image: OpenImage): boolean {
  return sources.isFresh(image) && image.visibility === 'public';
}

async function answer(serving: ImageServing, asked: Asked, prepared: Prepared): Promise<void> {
  const { req, res, base } = asked;
  if (req.method !== 'GET' && req.method !== 'HEAD') return answerOther(serving, asked);
  const path = parseImagePath(req.url ?? '');
  const id = parseImageId(path.id);
  if (id === undefined) throw new Fault('not-found', 'There is no image at this address.');
  const { surfaceId, version } = id;
  if (version === undefined) return leadToVersion(serving, asked, { path, surfaceId });
  if (path.kind === 'base') return leadToInfo(serving, asked, { path, id: { surfaceId, version } });
  const image = await serving.sources.open({ surfaceId, version });
  const privacy = await privacyOf(serving, req, image);
  if (res.destroyed) throw new Fault('busy', 'The client has hung up.');
  if (path.kind === 'info') {
    const info = await prepareInfo(serving, path, { image, base, privacy });
    if (privacy === undefined) prepared.infos.set(asked, info);
    return sendInfo(serving, asked, info);
  }
  const picture = preparePicture(serving, path, { image, base, privacy });
  if (privacy === undefined) prepared.pictures.set(asked, picture);
  return sendPicture(serving, asked, picture);
}

function answerOther(serving: ImageServing, { req, res, startedMs }: Asked): void {
  if (req.method === 'OPTIONS') answerOptions(res);
  else {
    allowEveryone(res);
    res.setHeader('Allow', 'GET, HEAD, OPTIONS');
    answerProblem(req, res, {
      status: 405,
      code: 'bad-request',
      detail: 'An image can be read, and nothing else.',
    });
  }
  serving.note({ plan: 'none', status: res.statusCode, startedMs });
}

/** What nginx says of a client that hung up before the answer: for the metrics alone. */
const HUNG_UP = 499;
const HANG_UPS = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'EPIPE', 'ECONNRESET']);

function answerFailure(serving: ImageServing, { req, res, startedMs }: Asked, thrown: unknown): void {
  const isTheirs = thrown instanceof Fault ? thrown.code === 'busy' : HANG_UPS.has(errorCode(thrown) ?? '');
  if (res.destroyed && isTheirs) {
    serving.note({ plan: 'none', status: HUNG_UP, startedMs });
    return;
  }
  if (!res.headersSent) allowEveryone(res);
  if (thrown instanceof Withdrawn && readsPages(req)) answerGonePage(serving, { req, res }, thrown);
  else if (thrown instanceof NoSuchPart) answerProblem(req, res, thrown.problem);
  else sendProblem(req, res, thrown, serving.log);
  serving.note({ plan: 'none', status: res.statusCode, startedMs });
}
