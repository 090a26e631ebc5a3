import type { TableSide, TableVersion, TableView } from '../../model/table-view.ts';

/** Where pictures come from, and how large the tiles of a pack are. */
export type PictureSource = Pick<TableView, 'images' | 'tileSize'>;

/** One scan as it can be shown: the address of its image service, as this page reaches it, and its sizes. */
export interface Picture extends TableVersion {
  readonly service: string;
  readonly tileSize: number;
}

/** A box in pixels of an image. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The largest picture of a whole page that every pack holds: longer sides are drawn by the server on request. */
const LISTED_UP_TO_PX = 2048;
/** The smaller ones that every pack holds beside its levels: no side is longer. */
const THUMBNAILS = [200, 400] as const;

/** A version of a side as a picture; undefined where there is none of it. */
export function pictureOf(
  { images, tileSize }: PictureSource,
  side: TableSide,
  version: number | null,
): Picture | undefined {
  const found = side.versions.find((one) => one.version === version);
  return found && { ...found, tileSize, service: `${images}/${side.id}~${found.version}` };
}

/**
 * The version before the one that is shown, `back` steps; where an older one was brought back, the newer ones after
 * those. undefined where there are not so many.
 */
export function olderPicture(source: PictureSource, side: TableSide, back: number): Picture | undefined {
  return pictureOf(source, side, othersOf(side)[back - 1]?.version ?? null);
}

/** Every version with a picture that is not shown: the older ones, newest first, then the newer ones. */
export function othersOf({ versions, shown }: TableSide): readonly TableVersion[] {
  const older = versions.filter(({ version }) => version < (shown ?? 0));
  return [...older, ...versions.filter(({ version }) => version > (shown ?? 0))];
}

/**
 * The address of the whole page at the smallest size in its pack that fills so many pixels of the screen: what is listed
 * there is read and never made.
 */
export function wholeUrl(picture: Picture, wanted: { widthPx: number; heightPx: number }): string {
  const { service, width, height, tileSize } = picture;
  let factor = 1;
  const at = (scale: number) => ({ width: Math.ceil(width / scale), height: Math.ceil(height / scale) });
  const isListed = () => Math.max(at(factor).width, at(factor).height) <= LISTED_UP_TO_PX;
  // The page is fitted into the box, so its larger share of it decides.
  const fills = (size: { width: number; height: number }) =>
    size.width >= wanted.widthPx || size.height >= wanted.heightPx;
  while (!isListed() || (fills(at(factor * 2)) && Math.max(width, height) / factor > tileSize)) factor *= 2;
  const size = at(factor);
  const longest = longestOf(fitInto(picture, wanted));
  const thumbnail = THUMBNAILS.find((side) => side >= longest && side < Math.max(size.width, size.height));
  const asked = factor === 1 ? 'max' : `${size.width},${size.height}`;
  return `${service}/full/${thumbnail ? `!${thumbnail},${thumbnail}` : asked}/0/default.jpg`;
}

function longestOf({ widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }): number {
  return Math.max(widthPx, heightPx);
}

/** The tiles of the full size that show in a box, with their addresses: the pack's own, row by row. */
export function tilesIn(picture: Picture, box: Box): (Box & { readonly url: string })[] {
  const { service, width, height, tileSize } = picture;
  const tiles: (Box & { url: string })[] = [];
  const firstX = Math.max(0, Math.floor(box.x / tileSize)) * tileSize;
  const firstY = Math.max(0, Math.floor(box.y / tileSize)) * tileSize;
  for (let y = firstY; y < Math.min(height, box.y + box.height); y += tileSize) {
    for (let x = firstX; x < Math.min(width, box.x + box.width); x += tileSize) {
      const tile = { x, y, width: Math.min(tileSize, width - x), height: Math.min(tileSize, height - y) };
      const isWhole = tile.width === width && tile.height === height;
      const region = isWhole
        ? 'full/max'
        : `${x},${y},${tile.width},${tile.height}/${tile.width},${tile.height}`;
      tiles.push({ ...tile, url: `${service}/${region}/0/default.jpg` });
    }
  }
  return tiles;
}

/** A place on a page as fractions of its sides, so that it is the same place on the next page. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * The box of an image that a view of so many pixels shows at 1:1, around a place. At the edges it stops, so that no
 * more is empty than must be; an image smaller than the view lies in its middle.
 */
export function boxAround(
  place: Place,
  image: { readonly width: number; readonly height: number },
  view: { readonly widthPx: number; readonly heightPx: number },
): Box {
  const start = (fraction: number, side: number, seen: number) =>
    side <= seen ? (side - seen) / 2 : Math.max(0, Math.min(side - seen, fraction * side - seen / 2));
  return {
    x: Math.round(start(place.x, image.width, view.widthPx)),
    y: Math.round(start(place.y, image.height, view.heightPx)),
    width: view.widthPx,
    height: view.heightPx,
  };
}

/** The part of a box that lies on the page, in whole pixels; null where none does. */
export function onPage(box: Box, image: { readonly width: number; readonly height: number }): Box | null {
  const x = Math.max(0, Math.floor(box.x));
  const y = Math.max(0, Math.floor(box.y));
  const width = Math.min(image.width, Math.ceil(box.x + box.width)) - x;
  const height = Math.min(image.height, Math.ceil(box.y + box.height)) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** The box between two places on a page, in whole pixels of it; what lies beside the page is cut off. */
export function boxBetween(
  one: Place,
  other: Place,
  image: { readonly width: number; readonly height: number },
): Box {
  const along = (a: number, b: number, side: number) => {
    const from = Math.max(0, Math.min(side - 1, Math.floor(Math.min(a, b) * side)));
    const to = Math.max(from + 1, Math.min(side, Math.ceil(Math.max(a, b) * side)));
    return [from, to - from] as const;
  };
  const [x, width] = along(one.x, other.x, image.width);
  const [y, height] = along(one.y, other.y, image.height);
  return { x, y, width, height };
}

/** A place moved by so many pixels of an image; it stays on the page, and where the view can show more of it. */
export function movePlace(
  place: Place,
  by: { readonly x: number; readonly y: number },
  image: { readonly width: number; readonly height: number },
  view: { readonly widthPx: number; readonly heightPx: number },
): Place {
  const moved = (fraction: number, step: number, side: number, seen: number) => {
    if (side <= seen) return fraction;
    const half = seen / 2 / side;
    const from = Math.max(half, Math.min(1 - half, fraction));
    return Math.max(half, Math.min(1 - half, from + step / side));
  };
  return {
    x: moved(place.x, by.x, image.width, view.widthPx),
    y: moved(place.y, by.y, image.height, view.heightPx),
  };
}

/** The size at which an image is wholly seen in a space, in pixels of the screen; never larger than 1:1. */
export function fitInto(
  image: { readonly width: number; readonly height: number },
  space: { readonly widthPx: number; readonly heightPx: number },
): { readonly widthPx: number; readonly heightPx: number } {
  const scale = Math.min(1, space.widthPx / image.width, space.heightPx / image.height);
  return {
    widthPx: Math.max(1, Math.floor(image.width * scale)),
    heightPx: Math.max(1, Math.floor(image.height * scale)),
  };
}
