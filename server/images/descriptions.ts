import { createHash } from 'node:crypto';
import { buildInfo } from '../../image/info.ts';
import type { ImagePath } from '../../image/request.ts';
import { uris } from '../../manifests/uris.ts';
import { wishFor } from '../http/accept.ts';
import { isNotModified } from '../http/conditional.ts';
import { FOR_EVERYONE } from '../http/cors.ts';
import {
  type Asked,
  cachingHeaders,
  type ImageServing,
  MINUTE,
  profileLink,
  type RawHeaders,
  send,
} from './serving.ts';
import type { OpenImage } from './sources.ts';

/** An info.json as it is answered for as long as its image stands in the revision that it was made for. */
export interface PreparedInfo {
  readonly image: OpenImage;
  readonly apiVersion: 2 | 3;
  readonly revision: number | null;
  readonly body: Buffer;
  /** The same bytes under either name are two representations. */
  readonly as: Readonly<Record<InfoType, InfoHeaders>>;
}

interface InfoHeaders {
  readonly etag: string;
  readonly whole: RawHeaders;
  readonly unchanged: RawHeaders;
}

type InfoType = 'json' | 'linked';

const JSON_TYPE = 'application/json';
const LINKED_TYPE = 'application/ld+json';
const MEDIA_TYPES = {
  2: { json: JSON_TYPE, linked: LINKED_TYPE },
  3: { json: JSON_TYPE, linked: `${LINKED_TYPE};profile="http://iiif.io/api/image/3/context.json"` },
} as const;

/** Plain JSON says by this what makes linked data of it. @see https://iiif.io/api/image/2.1/#image-information-request */
const CONTEXT_LINK =
  '<http://iiif.io/api/image/2/context.json>;rel="http://www.w3.org/ns/json-ld#context";type="application/ld+json"';

/**
 * Builds an info.json. Its rights are those that the image was published under; before that, those of the draft.
 *
 * @param privacy how it may be cached, where not everybody may see it
 */
export async function prepareInfo(
  serving: Pick<ImageServing, 'limits' | 'rights'>,
  { apiVersion, rawId }: ImagePath,
  { image, base, privacy }: { image: OpenImage; base: string; privacy: string | undefined },
): Promise<PreparedInfo> {
  const { itemId, surfaceId, publishedRevision: revision, rights: draftRights } = image.source;
  const isPublished = privacy === undefined && revision !== null;
  const info = buildInfo(apiVersion, {
    id: `${base}/iiif/${apiVersion}/${rawId}`,
    width: image.index.width,
    height: image.index.height,
    tileSize: image.index.tileSize,
    sizes: image.index.sizes,
    limits: serving.limits,
    rights: isPublished ? await serving.rights.of(itemId, revision) : draftRights,
    partOf: [
      { id: uris.canvas(base, itemId, surfaceId), type: 'Canvas' },
      { id: uris.manifest(base, itemId), type: 'Manifest' },
    ],
  });
  const body = Buffer.from(JSON.stringify(info));
  const as = {
    json: headersOf('json', { apiVersion, body, privacy }),
    linked: headersOf('linked', { apiVersion, body, privacy }),
  };
  return { image, apiVersion, revision, body, as };
}

function headersOf(
  type: InfoType,
  { apiVersion, body, privacy }: { apiVersion: 2 | 3; body: Buffer; privacy: string | undefined },
): InfoHeaders {
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const etag = `"${digest}.${type}"`;
  const unchanged = [...FOR_EVERYONE, 'ETag', etag, ...cachingHeaders(privacy, MINUTE, 'Accept')];
  const links = [profileLink(apiVersion), ...(apiVersion === 2 && type === 'json' ? [CONTEXT_LINK] : [])];
  const contentType = ['Content-Type', MEDIA_TYPES[apiVersion][type], 'Content-Length', String(body.length)];
  return { etag, unchanged, whole: [...unchanged, 'Link', links.join(', '), ...contentType] };
}

/** Answers with an info.json, or that the client has it already. */
export function sendInfo(serving: ImageServing, { req, res, startedMs }: Asked, info: PreparedInfo): void {
  const { etag, whole, unchanged } = info.as[chooseType(info.apiVersion, req.headers.accept)];
  if (isNotModified(req.headers, etag)) {
    send(res, 304, unchanged);
    serving.note({ plan: 'info', status: 304, startedMs });
  } else if (req.method === 'HEAD') {
    send(res, 200, whole);
    serving.note({ plan: 'info', status: 200, startedMs });
  } else {
    send(res, 200, whole, info.body);
    serving.note({ plan: 'info', status: 200, sentBytes: info.body.length, startedMs });
  }
}

/**
 * 3.0 is linked data unless plain JSON is wanted more; 2.1 is plain unless linked data is asked for by its name.
 * Nobody is refused for what they accept.
 *
 * @see https://iiif.io/api/image/3.0/#51-image-information-request
 * @see https://iiif.io/api/image/2.1/#image-information-request
 */
export function chooseType(apiVersion: 2 | 3, accept: string | undefined): InfoType {
  if (accept === undefined || accept === '*/*') return apiVersion === 3 ? 'linked' : 'json';
  const json = wishFor(JSON_TYPE, accept);
  const linked = wishFor(LINKED_TYPE, accept);
  const isNamed = linked.exactness === 3 && linked.weight > 0;
  if (apiVersion === 2) return isNamed && linked.weight >= json.weight ? 'linked' : 'json';
  if (json.weight !== linked.weight) return json.weight > linked.weight ? 'json' : 'linked';
  return json.exactness > linked.exactness && json.weight > 0 ? 'json' : 'linked';
}
