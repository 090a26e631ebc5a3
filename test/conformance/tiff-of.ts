import sharp from 'sharp';
import type { Pixels } from '../fixtures/make-tiffs.ts';

/** Pixels as a plain TIFF. */
export function tiffOf({ width, height, data }: Pixels): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .tiff({ compression: 'none' })
    .toBuffer();
}
