import { createHash } from 'node:crypto';
import { FORMAT_FACTS } from '../../image/format.ts';
import type { ByteRange } from '../../image/pack.ts';
import { type ImagePlan, planImage, type RenderPlan } from '../../image/plan.ts';
import type { ImagePath } from '../../image/request.ts';
import { Fault } from '../../model/fault.ts';
import { formatImageId } from '../../model/ids.ts';
import { FOR_EVERYONE } from '../http/cors.ts';
import { RENDER_RECIPE } from './render-recipe.ts';
import { cachingHeaders, type ImageServing, profileLink, type RawHeaders, YEAR } from './serving.ts';
import type { OpenImage } from './sources.ts';

/** A tile or a size as it stands in a pack. */
export interface StoredTile extends ByteRange {
  readonly kind: 'tile';
  readonly packKey: string;
  /** What it is called in memory. */
  readonly key: string;
}

/**
 * Everything that is the same in every answer to an address: made once, sent for as long as everybody may see it.
 * All of it is of one pack.
 */
export interface PreparedPicture {
  readonly image: OpenImage;
  /** What stands in the pack, or what must be made. */
  readonly from: StoredTile | RenderPlan;
  readonly etag: string;
  /** In milliseconds since 1970, and as it stands in Last-Modified. */
  readonly modifiedAt: number;
  readonly lastModified: string;
  /** For 200 and 206, but for what depends on how much is sent. */
  readonly headers: RawHeaders;
  /** For the whole of a tile, its length with it. */
  readonly whole: RawHeaders;
  /** For 304. */
  readonly unchanged: RawHeaders;
}

/** Short, because it is in every ETag of what is made. */
const RECIPE = createHash('sha256').update(RENDER_RECIPE).digest('hex').slice(0, 6);

/**
 * Plans a picture, and how it will be answered.
 *
 * @param base what its ids begin with
 * @param privacy how it may be cached, where not everybody may see it
 * @throws Fault('bad-request') as `planImage` does
 */
export function preparePicture(
  serving: Pick<ImageServing, 'limits'>,
  path: ImagePath & { kind: 'image' },
  { image, base, privacy }: { image: OpenImage; base: string; privacy: string | undefined },
): PreparedPicture {
  const { source, index } = image;
  const plan = planImage(path.params, index, serving.limits);
  const etag = etagOf(source.packSha256, plan);
  const lastModified = new Date(source.createdAt).toUTCString();
  const service = `${base}/iiif/${path.apiVersion}/${formatImageId(source)}`;
  const links = `<${service}/${plan.canonical}>;rel="canonical", ${profileLink(path.apiVersion)}`;
  const unchanged = [...FOR_EVERYONE, 'ETag', etag, ...cachingHeaders(privacy, YEAR)];
  const type = ['Content-Type', FORMAT_FACTS[plan.format].mediaType];
  const headers = [
    ...unchanged,
    'Last-Modified',
    lastModified,
    'Link',
    links,
    ...type,
    'Accept-Ranges',
    'bytes',
  ];
  const from = plan.kind === 'tile' ? storedTile(image, plan.entry) : plan;
  const whole = from.kind === 'tile' ? [...headers, 'Content-Length', String(from.length)] : headers;
  return { image, from, etag, modifiedAt: source.createdAt, lastModified, headers, whole, unchanged };
}

/** What is made also depends on how it is made. A comma would part it in a list of tags. */
function etagOf(packSha256: string, plan: ImagePlan): string {
  const key = plan.key.replaceAll(',', '.');
  const pack = packSha256.slice(0, 16);
  return plan.kind === 'tile' ? `"${pack}.${key}"` : `"${pack}.${RECIPE}.${key}"`;
}

function storedTile({ index, source }: OpenImage, entry: string): StoredTile {
  const range = index.find(entry);
  if (range === undefined) throw new Fault('internal', 'A tile is not where it was a moment ago.');
  return { kind: 'tile', ...range, packKey: source.packKey, key: `${source.packKey} ${range.offset}` };
}
