import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { FORMAT_FACTS } from '../../image/format.ts';
import { buildInfo } from '../../image/info.ts';
import { planImage } from '../../image/plan.ts';
import type { ImagePath } from '../../image/request.ts';
import type { Limits } from '../../image/size.ts';
import { uris } from '../../manifests/uris.ts';
import { Fault } from '../../model/fault.ts';
import { formatImageId, type ImageId } from '../../model/ids.ts';
import { identifyRequest } from '../auth/identify.ts';
import { isNotModified } from '../http/conditional.ts';
import type { Parts } from '../parts.ts';
import { type ImageRenders, patienceOf } from './renders.ts';
import type { ImageSources, OpenImage } from './sources.ts';

/** What the image services take of a process, a front or a whole server. */
export type ImageParts = Pick<Parts, 'config' | 'log' | 'metrics' | 'objects' | 'records'>;

/** What an answer of an image service is made with. */
export interface ImageServing extends ImageParts {
  readonly sources: ImageSources;
  readonly renders: ImageRenders;
  readonly limits: Limits;
  /** Whether this process leaves to another what depends on who asks, and what must be made. */
  readonly isFront: boolean;
}

/** Thrown in a front by what is not for it to answer. */
export const PASS_ON = Symbol('pass on');

/** A request for one version of a surface's image. */
export interface AskedImage<Path extends ImagePath = ImagePath> {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly path: Path;
  readonly id: ImageId & { readonly version: number };
}

export const MINUTE = 'public, max-age=60';
const YEAR = 'public, max-age=31536000, immutable';
const PRIVATE = 'private, no-store';

/**
 * How an image may be cached: undefined where everybody may see it and keep it.
 *
 * @throws to strangers Fault('gone') once it has been withdrawn, 'forbidden' while it is closed, 'not-found' before
 *   it is published.
 */
export async function privacyOf(
  parts: Pick<ImageServing, 'records' | 'isFront'>,
  req: IncomingMessage,
  image: OpenImage,
): Promise<string | undefined> {
  if (image.visibility === 'public') return undefined;
  if (parts.isFront) throw PASS_ON;
  if ((await identifyRequest(parts, req)) !== undefined) return PRIVATE;
  if (image.visibility === 'withdrawn') throw new Fault('gone', 'This image has been withdrawn.');
  if (image.visibility === 'closed') throw new Fault('forbidden', 'This image is closed to the public.');
  throw new Fault('not-found', 'There is no image at this address.');
}

/** Answers with the picture. @returns the kind of plan that it took, for the metrics. */
export async function answerImage(
  serving: ImageServing,
  { req, res, path, id }: AskedImage<ImagePath & { kind: 'image' }>,
): Promise<string> {
  const image = await serving.sources.open(id);
  const privacy = await privacyOf(serving, req, image);
  const plan = planImage(path.params, image.index, serving.limits);
  const base = `${serving.config.publicUrl}/iiif/${path.apiVersion}/${formatImageId(id)}`;
  const etag = `"${image.source.packSha256.slice(0, 16)}.${plan.key.replaceAll(',', '.')}"`;
  res.setHeader('ETag', etag);
  res.setHeader('Cache-Control', privacy ?? YEAR);
  res.setHeader('Link', [`<${base}/${plan.canonical}>;rel="canonical"`, profileLink(path.apiVersion)]);
  res.setHeader('Last-Modified', new Date(image.source.createdAt).toUTCString());
  if (isNotModified(req.headers, etag, image.source.createdAt)) return end(res, 304, plan.kind);
  res.setHeader('Content-Type', FORMAT_FACTS[plan.format].mediaType);
  if (req.method === 'HEAD') {
    if (plan.kind === 'tile') res.setHeader('Content-Length', rangeOf(image, plan.entry).length);
    return end(res, 200, plan.kind);
  }
  if (plan.kind === 'render') {
    const found = serving.isFront ? await serving.renders.find(plan, image) : undefined;
    if (serving.isFront && found === undefined) throw PASS_ON;
    const made = found ?? (await serving.renders.render(plan, image, patienceOf(res)));
    res.setHeader('Content-Length', made.sizeBytes);
    await pipeline(made.read(), res);
    return plan.kind;
  }
  const { offset, length } = rangeOf(image, plan.entry);
  const bytes = await serving.objects.readRange(image.source.packKey, offset, length);
  res.setHeader('Content-Length', bytes.length);
  return end(res, 200, plan.kind, bytes);
}

function rangeOf(image: OpenImage, entry: string) {
  const range = image.index.find(entry);
  if (range === undefined) throw new Fault('internal', 'A tile is not where it was a moment ago.');
  return range;
}

/** Answers with the info.json. */
export async function answerInfo(serving: ImageServing, { req, res, path, id }: AskedImage): Promise<string> {
  const image = await serving.sources.open(id);
  const privacy = await privacyOf(serving, req, image);
  const { publicUrl } = serving.config;
  const { itemId, surfaceId, rights } = image.source;
  const info = buildInfo(path.apiVersion, {
    id: `${publicUrl}/iiif/${path.apiVersion}/${path.rawId}`,
    width: image.index.width,
    height: image.index.height,
    tileSize: image.index.tileSize,
    sizes: image.index.sizes,
    limits: serving.limits,
    rights,
    partOf: [
      { id: uris.canvas(publicUrl, itemId, surfaceId), type: 'Canvas' },
      { id: uris.manifest(publicUrl, itemId), type: 'Manifest' },
    ],
  });
  const body = Buffer.from(JSON.stringify(info));
  res.setHeader('Cache-Control', privacy ?? MINUTE);
  res.setHeader('Vary', 'Accept');
  res.setHeader('Link', profileLink(path.apiVersion));
  res.setHeader('Content-Type', infoType(path.apiVersion, req.headers.accept ?? ''));
  res.setHeader('Content-Length', body.length);
  return end(res, 200, 'info', req.method === 'HEAD' ? undefined : body);
}

/** Ends an answer. @returns the plan's kind, so that the caller can end with it too. */
export function end(res: ServerResponse, status: number, plan: string, body?: Buffer): string {
  res.statusCode = status;
  res.end(body);
  return plan;
}

function profileLink(apiVersion: 2 | 3): string {
  return `<http://iiif.io/api/image/${apiVersion}/level2.json>;rel="profile"`;
}

/** @see https://iiif.io/api/image/3.0/#51-image-information-request */
function infoType(apiVersion: 2 | 3, accept: string): string {
  const asksLinked = accept.includes('application/ld+json');
  if (apiVersion === 2) return asksLinked ? 'application/ld+json' : 'application/json';
  return accept.includes('application/json') && !asksLinked
    ? 'application/json'
    : 'application/ld+json;profile="http://iiif.io/api/image/3/context.json"';
}
