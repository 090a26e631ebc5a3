import type { Request, Response } from 'express';
import { wishFor } from './accept.ts';
import { isNotModified } from './conditional.ts';

/** The versions of the Presentation API that a manifest is given out in. */
export type PresentationVersion = 2 | 3;

const JSON_LD = 'application/ld+json';
const contextOf = (version: PresentationVersion) => `http://iiif.io/api/presentation/${version}/context.json`;

/** Short, because what is withdrawn must be gone, and a conditional request costs next to nothing. */
export const FOR_A_MINUTE = 'public, max-age=60';
export const FOR_STAFF = 'private, no-store';

/** An element of an Accept header that names a type of ours, and in which version. */
const ELEMENT = /(?:[^,"]|"(?:\\.|[^"\\])*"?)+/g;

/**
 * Which version is asked for. 3, unless 2 is named in a profile and not wanted less than anything of JSON else; where
 * both are named and wanted alike, 3.
 *
 * @see https://iiif.io/api/cookbook/recipe/0057-publishing-v2-and-v3/
 */
export function versionAsked(accept: string | undefined): PresentationVersion {
  const elements = (accept ?? '').match(ELEMENT) ?? [];
  const older = elements.filter((element) => element.includes(contextOf(2)));
  const newer = elements.filter((element) => element.includes(contextOf(3)));
  const others = elements.filter((element) => !older.includes(element) && !newer.includes(element));
  const [wanted, wantedNewer, wantedElse] = [older, newer, others].map(weightOf);
  if (wanted === undefined || wanted === 0 || wanted < (wantedElse ?? 0)) return 3;
  return wanted > (wantedNewer ?? 0) ? 2 : 3;
}

/** How much these elements want JSON, by its name: what is wanted as anything is counts for nothing. */
function weightOf(elements: readonly string[]): number {
  const wishes = [JSON_LD, 'application/json'].map((type) =>
    wishFor(type, elements.join(',') || 'none/none'),
  );
  return Math.max(...wishes.map(({ weight, exactness }) => (exactness === 3 ? weight : 0)));
}

/** Sets what a cache needs to know. @returns whether 304 was the answer, and has been given. */
export function isAnswered(
  req: Request,
  res: Response,
  { etag, caching = FOR_A_MINUTE, version = 3 }: Representation,
): boolean {
  const ends = [...(version === 2 ? ['2'] : []), ...(isPlain(req) ? ['j'] : [])];
  const own = `${[etag.slice(0, -1), ...ends].join('.')}"`;
  res.setHeader('ETag', own);
  res.setHeader('Cache-Control', caching);
  res.vary('Accept');
  if (!isNotModified(req.headers, own)) return false;
  res.status(304).end();
  return true;
}

/** What is known of an answer before it is made. */
interface Representation {
  /** Strong, with its quotes: of what is told, in whichever version and type. */
  readonly etag: string;
  readonly caching?: string;
  readonly version?: PresentationVersion;
}

/** Plain JSON is for who asks for that and not for JSON-LD. */
function isPlain(req: Request): boolean {
  return req.accepts([JSON_LD, 'application/json']) === 'application/json';
}

export function sendJsonLd(
  req: Request,
  res: Response,
  json: string,
  version: PresentationVersion = 3,
): void {
  const body = Buffer.from(json);
  res.vary('Accept');
  const type = isPlain(req) ? 'application/json' : `${JSON_LD};profile="${contextOf(version)}"`;
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
}
