import { Fault } from '../model/fault.ts';

/** The formats that are encoded here. @see https://iiif.io/api/image/3.0/#45-format */
export const FORMATS = ['jpg', 'png', 'webp', 'gif', 'tif', 'avif'] as const;
export type Format = (typeof FORMATS)[number];

/** What a format is called on the wire, and the longest side in pixels that it can hold. */
export const FORMAT_FACTS = {
  jpg: { mediaType: 'image/jpeg', maxSidePx: 65_500 },
  png: { mediaType: 'image/png', maxSidePx: 1_000_000 },
  webp: { mediaType: 'image/webp', maxSidePx: 16_383 },
  gif: { mediaType: 'image/gif', maxSidePx: 65_535 },
  tif: { mediaType: 'image/tiff', maxSidePx: 1_000_000 },
  avif: { mediaType: 'image/avif', maxSidePx: 16_384 },
} as const satisfies Record<Format, { mediaType: string; maxSidePx: number }>;

/** Reads a format: exactly the three or four letters of the specification. @throws Fault('bad-request') */
export function parseFormat(text: string): Format {
  const format = FORMATS.find((known) => known === text);
  if (format === undefined) {
    throw new Fault('bad-request', `The format is not one of ${FORMATS.join(', ')}.`);
  }
  return format;
}

/** Writes a format. Inverse of {@link parseFormat}. */
export function formatFormat(format: Format): string {
  return format;
}
