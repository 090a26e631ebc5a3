import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Limits } from '../../image/size.ts';
import { visibilityOf } from '../../model/access.ts';
import { Fault } from '../../model/fault.ts';
import { identifyRequest } from '../auth/identify.ts';
import type { Errand } from '../http/pass-on.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { Closed, closingOf, hiddenSide } from '../items/closed.ts';
import type { PublishedRights } from '../items/published-rights.ts';
import { readWithdrawn } from '../items/withdrawn.ts';
import type { Parts } from '../parts.ts';
import type { Took } from './measures.ts';
import type { RecentRefusals } from './recent-refusals.ts';
import type { ImageRenders } from './renders.ts';
import type { ImageSources, OpenImage } from './sources.ts';
import type { TileMemory } from './tile-memory.ts';

/** What the image services take of a process, a front or a whole server. */
export type ImageParts = Pick<Parts, 'config' | 'log' | 'metrics' | 'objects' | 'records'>;

/** What an answer of an image service is made with. */
export interface ImageServing extends ImageParts {
  readonly sources: ImageSources;
  readonly renders: ImageRenders;
  readonly tiles: TileMemory;
  readonly rights: PublishedRights;
  readonly limits: Limits;
  /** Whether this process leaves to another what depends on who asks, and what must be made. */
  readonly isFront: boolean;
  /** In a front: what it need not pass on, because it would be refused. */
  readonly refusals: RecentRefusals | undefined;
  note(took: Took): void;
  /** Answers with what went wrong, or passes the request on where that is what was thrown. */
  fail(asked: Asked, thrown: unknown): void;
}

/** A request that is being answered. */
export interface Asked {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** What every id in the answer begins with. */
  readonly base: string;
  /** As `performance.now()` has it. */
  readonly startedMs: number;
}

/** Thrown in a front by what is not for it to answer. */
export class PassOn {
  readonly errand: Errand | undefined;

  constructor(errand?: Errand) {
    this.errand = errand;
  }
}

/** Header names and values in turn: what node sends with the least ado. */
export type RawHeaders = readonly string[];

export const MINUTE = 'public, max-age=60';
export const YEAR = 'public, max-age=31536000, immutable';
const PRIVATE = 'private, no-store';
/** What an answer depends on that not everybody gets. */
const WHO_ASKS = 'Authorization, Cookie';

/**
 * How an image may be cached: undefined where everybody may see it and keep it.
 *
 * @throws to strangers Fault('gone') once it has been withdrawn, 'forbidden' while it is closed, 'not-found' before
 *   it is published. A side that is not shown is closed as its item may be, in all its versions.
 */
export async function privacyOf(
  parts: Pick<ImageServing, 'config' | 'records' | 'isFront'>,
  req: IncomingMessage,
  image: OpenImage,
): Promise<string | undefined> {
  if (image.visibility === 'public') return undefined;
  if (parts.isFront) throw new PassOn();
  if ((await identifyRequest(parts, req)) !== undefined) return PRIVATE;
  if (image.visibility === 'withdrawn')
    throw await readWithdrawn(parts, image.source.itemId, publicBaseOf(parts, req));
  if (image.visibility === 'closed') throw closedImage(image, parts.config.RECTO_TIME_ZONE);
  throw new Fault('not-found', 'There is no image at this address.');
}

/** As it was when it was asked who may see it. */
function closedImage({ source, checkedAt }: OpenImage, timeZone: string): Fault {
  if (visibilityOf(source, checkedAt) === 'public') return hiddenSide(source.absence?.statement ?? {});
  return new Closed(closingOf(source, checkedAt), timeZone);
}

/**
 * How long an answer may be kept, and by what it varies.
 *
 * @param privacy as {@link privacyOf} says
 * @param usual Cache-Control of what everybody may see
 * @param varies by what else it varies
 */
export function cachingHeaders(privacy: string | undefined, usual: string, varies?: string): RawHeaders {
  const vary = [varies, privacy === undefined ? undefined : WHO_ASKS].filter((each) => each !== undefined);
  return ['Cache-Control', privacy ?? usual, ...(vary.length > 0 ? ['Vary', vary.join(', ')] : [])];
}

/** Sends an answer whole. */
export function send(res: ServerResponse, status: number, headers: RawHeaders, body?: Buffer): void {
  // Node takes an array that it does not change, but says that it might.
  res.writeHead(status, headers as string[]);
  res.end(body);
}

/** The Link that tells what is offered. @see https://iiif.io/api/image/3.0/#6-compliance-level-and-profile-document */
export function profileLink(apiVersion: 2 | 3): string {
  return `<http://iiif.io/api/image/${apiVersion}/level2.json>;rel="profile"`;
}
