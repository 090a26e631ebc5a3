import { Fault } from '../model/fault.ts';
import { type Format, formatFormat, parseFormat } from './format.ts';
import { formatQuality, parseQuality, type Quality } from './quality.ts';
import { formatRegion, parseRegion, type Region } from './region.ts';
import { type ApiVersion, formatRotation, parseRotation, type Rotation } from './rotation.ts';
import { formatSize, parseSize, type Size } from './size.ts';

/** The five parameters of an image request, as they were asked for. */
export interface ImageRequest {
  readonly apiVersion: ApiVersion;
  readonly region: Region;
  readonly size: Size;
  readonly rotation: Rotation;
  readonly quality: Quality;
  readonly format: Format;
}

interface ImagePathBase {
  readonly apiVersion: ApiVersion;
  /** The identifier exactly as the client wrote it: goes back into info.json. */
  readonly rawId: string;
  /** The identifier, percent-decoded once. */
  readonly id: string;
}

/** What a path under `/iiif/` asks for. */
export type ImagePath =
  | (ImagePathBase & { readonly kind: 'base' })
  | (ImagePathBase & { readonly kind: 'info' })
  | (ImagePathBase & { readonly kind: 'image'; readonly params: ImageRequest });

const PREFIX = /^\/iiif\/([23])\/(.+)$/;

/**
 * Reads a raw, still encoded URL path: `/iiif/{2|3}/{id}`, `…/info.json` or
 * `…/{region}/{size}/{rotation}/{quality}.{format}`. It is split before it is decoded, from the right, and decoded
 * once; a query is ignored. An identifier may hold unescaped slashes where that is not ambiguous.
 *
 * @throws Fault('bad-request') on a parameter or an escape that makes no sense, 'not-found' on any other shape
 * @see https://iiif.io/api/image/3.0/#2-uri-syntax
 */
export function parseImagePath(rawUrlPath: string): ImagePath {
  const [path = ''] = rawUrlPath.split(/[?#]/, 1);
  const [, version, rest] = PREFIX.exec(path) ?? [];
  if (version === undefined || rest === undefined) throw noSuchPath();
  const apiVersion: ApiVersion = version === '2' ? 2 : 3;
  const segments = rest.split('/');
  if (segments.length === 1) return { kind: 'base', apiVersion, ...identify(segments) };
  if (segments.at(-1) === 'info.json') {
    return { kind: 'info', apiVersion, ...identify(segments.slice(0, -1)) };
  }
  if (segments.length < 5) throw noSuchPath();
  const base = { apiVersion, ...identify(segments.slice(0, -4)) };
  return { kind: 'image', ...base, params: parseSegments(segments.slice(-4), apiVersion) };
}

/** Reads `{region}/{size}/{rotation}/{quality}.{format}`, still encoded. @throws Fault('bad-request') */
export function parseImageRequest(text: string, apiVersion: ApiVersion): ImageRequest {
  return parseSegments(text.split('/'), apiVersion);
}

/** Writes `{region}/{size}/{rotation}/{quality}.{format}`, fit for a URI: `^` as `%5E`. */
export function formatImageRequest(request: ImageRequest): string {
  const size = formatSize(request.size).replace('^', '%5E');
  const file = `${formatQuality(request.quality)}.${formatFormat(request.format)}`;
  return `${formatRegion(request.region)}/${size}/${formatRotation(request.rotation, request.apiVersion)}/${file}`;
}

function parseSegments(segments: readonly string[], apiVersion: ApiVersion): ImageRequest {
  const [region, size, rotation, file, more] = segments.map(decodeSegment);
  if (region === undefined || size === undefined || rotation === undefined || file === undefined) {
    throw noSuchPath();
  }
  const dot = file.lastIndexOf('.');
  if (more !== undefined || dot < 0) {
    throw new Fault('bad-request', 'An image request ends with a quality, a point and a format.');
  }
  return {
    apiVersion,
    region: parseRegion(region),
    size: parseSize(size, apiVersion),
    rotation: parseRotation(rotation),
    quality: parseQuality(file.slice(0, dot)),
    format: parseFormat(file.slice(dot + 1)),
  };
}

function identify(segments: readonly string[]): { rawId: string; id: string } {
  const rawId = segments.join('/');
  if (segments.some((segment) => segment === '')) throw noSuchPath();
  const id = segments.map(decodeSegment).join('/');
  if (/\p{Cc}/u.test(id) || id.split(/[/\\]/).includes('..')) {
    throw new Fault('bad-request', 'The identifier holds characters that no identifier has.');
  }
  return { rawId, id };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new Fault('bad-request', 'The address holds a broken % escape.', { cause });
  }
}

function noSuchPath(): Fault {
  return new Fault('not-found', 'There is no image at this address.');
}
