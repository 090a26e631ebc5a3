import { FORMATS } from './format.ts';
import { levelsOf, scaleFactorsOf, type Tiling } from './pyramid.ts';
import type { Dimensions } from './region.ts';
import type { ApiVersion } from './rotation.ts';
import { isWithinLimits, type Limits } from './size.ts';

/** What an info.json is made from. */
export interface InfoSource extends Tiling {
  /** The service's own URI, as the client spelled it, without a slash at its end. */
  readonly id: string;
  /** The sizes of the whole image that stand in the pack. */
  readonly sizes: readonly Dimensions[];
  readonly limits: Limits;
  /** A Creative Commons or rightsstatements.org URI. */
  readonly rights?: string | null;
  /** The manifests and canvases that show this image (3.0 alone). */
  readonly partOf?: readonly { readonly id: string; readonly type: 'Manifest' | 'Canvas' | 'Collection' }[];
}

/** A JSON object, ready to be sent; `@context` comes first. */
export type InfoJson = Readonly<Record<string, unknown>>;

/** What is offered beyond level 2 of 3.0. The server sends both Link headers on every image. */
const EXTRA_FEATURES = [
  'canonicalLinkHeader',
  'mirroring',
  'profileLinkHeader',
  'rotationArbitrary',
  'sizeUpscaling',
] as const;

/** What is offered beyond level 2 of 2.1. */
const SUPPORTS = [
  'canonicalLinkHeader',
  'mirroring',
  'profileLinkHeader',
  'regionSquare',
  'rotationArbitrary',
  'sizeAboveFull',
] as const;

/**
 * The image information document of a version.
 *
 * @see https://iiif.io/api/image/3.0/#5-image-information
 * @see https://iiif.io/api/image/2.1/#image-information
 */
export function buildInfo(apiVersion: ApiVersion, source: InfoSource): InfoJson {
  return apiVersion === 3 ? buildInfo3(source) : buildInfo2(source);
}

function buildInfo3(source: InfoSource): InfoJson {
  return {
    '@context': 'http://iiif.io/api/image/3/context.json',
    id: source.id,
    type: 'ImageService3',
    protocol: 'http://iiif.io/api/image',
    profile: 'level2',
    width: source.width,
    height: source.height,
    ...limitsOf(source.limits),
    sizes: sizesOf(source),
    ...tilesOf(source),
    ...(source.rights ? { rights: source.rights } : {}),
    preferredFormats: ['jpg'],
    extraFormats: FORMATS.filter((format) => format !== 'jpg' && format !== 'png'),
    extraQualities: ['color', 'gray', 'bitonal'],
    extraFeatures: EXTRA_FEATURES,
    ...(source.partOf === undefined || source.partOf.length === 0 ? {} : { partOf: source.partOf }),
  };
}

function buildInfo2(source: InfoSource): InfoJson {
  return {
    '@context': 'http://iiif.io/api/image/2/context.json',
    '@id': source.id,
    protocol: 'http://iiif.io/api/image',
    width: source.width,
    height: source.height,
    sizes: sizesOf(source),
    ...tilesOf(source),
    profile: [
      'http://iiif.io/api/image/2/level2.json',
      {
        formats: FORMATS,
        qualities: ['default', 'color', 'gray', 'bitonal'],
        supports: SUPPORTS,
        ...limitsOf(source.limits),
      },
    ],
    ...(source.rights ? { license: source.rights } : {}),
  };
}

function limitsOf({ maxWidth, maxHeight, maxArea }: Limits): InfoJson {
  return { maxWidth, maxHeight, maxArea };
}

/**
 * The levels that stand in the pack, smallest first and none beyond the limits. Other sizes there (thumbnails) are
 * not told: OpenSeadragon takes the list for its levels wherever it has as many entries as there are levels.
 */
function sizesOf(source: InfoSource): readonly Dimensions[] {
  const listed = new Set(source.sizes.map(({ width, height }) => `${width},${height}`));
  return levelsOf(source)
    .filter(({ width, height }) => listed.has(`${width},${height}`))
    .filter((level) => isWithinLimits(level, source.limits))
    .map(({ width, height }) => ({ width, height }))
    .reverse();
}

/** No tiles are told of where one would be beyond the limits. */
function tilesOf(source: InfoSource): InfoJson {
  const side = { width: source.tileSize, height: source.tileSize };
  if (!isWithinLimits(side, source.limits)) return {};
  return { tiles: [{ width: source.tileSize, scaleFactors: scaleFactorsOf(source) }] };
}
