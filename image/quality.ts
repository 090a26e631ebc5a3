import { Fault } from '../model/fault.ts';

/** `default` is `color` here: packs hold sRGB. @see https://iiif.io/api/image/3.0/#44-quality */
export const QUALITIES = ['default', 'color', 'gray', 'bitonal'] as const;
export type Quality = (typeof QUALITIES)[number];

/** Reads a quality (already percent-decoded). @throws Fault('bad-request') */
export function parseQuality(text: string): Quality {
  const quality = QUALITIES.find((known) => known === text);
  if (quality === undefined) {
    throw new Fault('bad-request', `The quality is not one of ${QUALITIES.join(', ')}.`);
  }
  return quality;
}

/** Writes a quality. Inverse of {@link parseQuality}. */
export function formatQuality(quality: Quality): string {
  return quality;
}

/** The same quality by its canonical name: what equals the default is called `default`. */
export function canonicalQuality(quality: Quality): Exclude<Quality, 'color'> {
  return quality === 'color' ? 'default' : quality;
}
