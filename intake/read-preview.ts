import sharp, { type Sharp } from 'sharp';
import type { PixelRows } from './look-of.ts';

/** A small picture of a scan, for people who have to recognise it: a JPEG, upright, and its size in pixels. */
export interface Preview {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** No side of a preview is longer, in pixels. */
export const PREVIEW_SIDE_PX = 512;
const QUALITY = 75;
const WHITE = '#ffffff';

/** How large the preview of a scan is that has this size as stored: as it stands upright. */
export function previewSize({ width, height }: Size, orientation: number): Size {
  const scale = Math.min(1, PREVIEW_SIDE_PX / Math.max(width, height));
  const small = (side: number) => Math.max(1, Math.round(side * scale));
  const [wide, high] = [small(width), small(height)];
  return orientation >= 5 ? { width: high, height: wide } : { width: wide, height: high };
}

/** Of a scan whose rows were kept, squeezed, while it was looked at: it is not decoded again. */
export async function previewOfRows(rows: PixelRows, size: Size, orientation: number): Promise<Preview> {
  const { width, height, channels, data } = rows;
  const small = previewSize(size, 1);
  const raw = { width, height, channels: channels as 1 | 2 | 3 | 4 };
  const drawn = sharp(data, { raw }).resize({ ...small, fit: 'fill' });
  return { bytes: await encode(await stand(drawn, orientation)), ...previewSize(size, orientation) };
}

/**
 * Of a scan that was refused, as much as can be seen of it, so that whoever has to scan it again knows what it is.
 *
 * @param image a file's path, or all of its bytes
 * @returns undefined where nothing of it can be decoded: a preview is never a reason to fail
 */
export async function previewOfRemains(
  image: string | Buffer,
  maxPixels: number,
): Promise<Preview | undefined> {
  try {
    const decoder = sharp(image, { failOn: 'none', sequentialRead: true, limitInputPixels: maxPixels });
    const inside = { width: PREVIEW_SIDE_PX, height: PREVIEW_SIDE_PX, withoutEnlargement: true };
    const picture = decoder.autoOrient().resize({ ...inside, fit: 'inside' });
    const bytes = await encode(picture);
    const { width, height } = await sharp(bytes).metadata();
    return { bytes, width, height };
  } catch {
    return undefined;
  }
}

/** Mirrors before it turns, one after the other, as the eight orientations of TIFF and EXIF are made up. */
async function stand(picture: Sharp, orientation: number): Promise<Sharp> {
  const isMirrored = [2, 4, 5, 7].includes(orientation);
  const turned = TURNS[orientation] ?? 0;
  if (!isMirrored && turned === 0) return picture;
  const { data, info } = await (isMirrored ? picture.flop() : picture)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } }).rotate(turned);
}

/** Clockwise, in degrees, after the mirroring. */
const TURNS: Readonly<Record<number, number>> = { 3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270 };

function encode(picture: Sharp): Promise<Buffer> {
  return picture.flatten({ background: WHITE }).jpeg({ quality: QUALITY }).toBuffer();
}
