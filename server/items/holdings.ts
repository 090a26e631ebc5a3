import type { CanvasInput, ImageOfSide } from '../../manifests/canvas.ts';
import type { ImageOnCanvas } from '../../manifests/images.ts';
import type { FileVersion } from '../../model/file-version.ts';
import type { Item } from '../../model/item.ts';
import { type RenderingKind, usualDownloads } from '../../model/rendering.ts';
import type { RangeNode } from '../../model/structure.ts';
import type { Placement, Surface } from '../../model/surface.ts';
import { packSizes } from '../../storage/records/derivatives.ts';
import { versionsOfItem } from '../../storage/records/file-versions.ts';
import { findItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findDownloads } from '../../storage/records/renderings.ts';
import { structureOf } from '../../storage/records/structures.ts';
import { surfacesOfItem } from '../../storage/records/surfaces.ts';

/** A surface with its scans. */
export interface Holding {
  readonly surface: Surface;
  /** Newest first. */
  readonly versions: readonly FileVersion[];
  /** The newest scan, whatever became of it. */
  readonly latest: FileVersion | undefined;
  /** The scan that is shown, and its size in pixels, upright; undefined as long as none is ready. */
  readonly shown: { readonly file: FileVersion; readonly width: number; readonly height: number } | undefined;
}

/** An item and all its surfaces in their order: the facts that views, drafts and publications are made from. */
export interface Holdings {
  readonly item: Item;
  readonly holdings: readonly Holding[];
  readonly ranges: readonly RangeNode[];
  /** The files to take away that the next revision offers. */
  readonly downloads: readonly RenderingKind[];
  /** The size of each version's pack in pixels, by file version. */
  readonly sizes: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
}

/** Reads an item with everything in it; undefined if there is none. */
export async function readHoldings(rows: Rows, itemId: string): Promise<Holdings | undefined> {
  const item = await findItem(rows, itemId);
  if (item === undefined) return undefined;
  const surfaces = await surfacesOfItem(rows, itemId);
  const versions = await versionsOfItem(rows, itemId);
  const ready = versions.filter((file) => file.state === 'ready').map((file) => file.id);
  const sizes = await packSizes(rows, ready);
  const bySurface = new Map<string, FileVersion[]>();
  for (const file of versions)
    bySurface.set(file.surfaceId, [file, ...(bySurface.get(file.surfaceId) ?? [])]);
  const holdings = surfaces.map((surface) => toHolding(surface, bySurface.get(surface.id) ?? [], sizes));
  const downloads = (await findDownloads(rows, itemId)) ?? usualDownloads(item.kind);
  return { item, holdings, ranges: await structureOf(rows, itemId), downloads, sizes };
}

function toHolding(surface: Surface, versions: readonly FileVersion[], sizes: Holdings['sizes']): Holding {
  const latest = versions.find((file) => file.id === surface.latestVersionId);
  const current = versions.find((file) => file.id === surface.currentVersionId);
  const size = current && sizes.get(current.id);
  return { surface, versions, latest, shown: current && size && { file: current, ...size } };
}

/**
 * The canvases that an item has: one for each side that can be shown, with its views and parts on it; and an empty one
 * for each that is missing or suppressed, where readers are to be told so. Where nobody has said, such a side is left out.
 */
export function canvasesOf({ holdings }: Pick<Holdings, 'holdings'>): CanvasInput[] {
  const placed = new Map<string, Holding[]>();
  for (const holding of holdings) {
    const on = holding.surface.placement?.on;
    if (on !== undefined) placed.set(on, [...(placed.get(on) ?? []), holding]);
  }
  const own = holdings.filter(
    ({ surface: { placement, state, absence } }) =>
      placement === null && (state !== 'suppressed' || absence?.shownAs === 'empty'),
  );
  return own.flatMap((holding, index) => toCanvas(holding, index + 1, placed.get(holding.surface.id) ?? []));
}

function toCanvas({ surface, shown }: Holding, number: number, placed: readonly Holding[]): CanvasInput[] {
  const isHidden = isAbsent(surface);
  // Of a side that must not be seen nothing is: neither another view nor a part of it.
  const sides = surface.state === 'suppressed' ? [] : placed.filter((side) => !isAbsent(side.surface));
  const image = isHidden ? undefined : imageOf(shown);
  const views = sidesShown(sides, 'view');
  const parts = sidesShown(sides, 'part').filter((part) => isWithin(part, surface));
  if (image !== undefined || views.length + parts.length > 0)
    return [{ surface, number, image, views, parts }];
  if (!isHidden || surface.absence?.shownAs !== 'empty') return [];
  return [{ surface, number, image, statement: surface.absence.statement }];
}

/** A canvas that was published once grows no more: what would stick out of it is not laid on it. */
function isWithin({ surface }: ImageOfSide, { canvasWidth, canvasHeight }: Surface): boolean {
  const region = surface.placement?.region;
  if (canvasWidth === null || canvasHeight === null || !region) return true;
  return region.x + region.width <= canvasWidth && region.y + region.height <= canvasHeight;
}

function isAbsent({ state }: Surface): boolean {
  return state === 'missing' || state === 'suppressed';
}

function imageOf(shown: Holding['shown']): ImageOnCanvas | undefined {
  return shown && { version: shown.file.version, width: shown.width, height: shown.height };
}

function sidesShown(sides: readonly Holding[], as: Placement['as']): ImageOfSide[] {
  return sides.flatMap(({ surface, shown }) => {
    const image = imageOf(shown);
    return image !== undefined && surface.placement?.as === as ? [{ surface, image }] : [];
  });
}
