import type { Region } from '../model/finding.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a box of the stored image lies when it stands upright; with `end`, what is left beyond the box. */
const PLACES: Readonly<
  Record<number, (box: Region, end: Pick<Region, 'x' | 'y'>) => Pick<Region, 'x' | 'y'>>
> = {
  2: (box, end) => ({ x: end.x, y: box.y }),
  3: (_box, end) => end,
  4: (box, end) => ({ x: box.x, y: end.y }),
  5: (box) => ({ x: box.y, y: box.x }),
  6: (box, end) => ({ x: end.y, y: box.x }),
  7: (_box, end) => ({ x: end.y, y: end.x }),
  8: (box, end) => ({ x: box.y, y: end.x }),
};

/**
 * A region of an image as stored, as a region of the same image upright. An orientation that does not exist is 1.
 *
 * TIFF 6.0, section 8: Orientation.
 *
 * @param region in pixels of the stored image, within it
 * @param size of the stored image, in pixels
 * @param orientation of EXIF or TIFF, 1–8
 */
export function toUpright(region: Region, size: Size, orientation: number): Region {
  const place = PLACES[orientation];
  if (place === undefined) return region;
  const { x, y, width, height } = region;
  const at = place(region, { x: size.width - x - width, y: size.height - y - height });
  return orientation >= 5 ? { ...at, width: height, height: width } : { ...at, width, height };
}
