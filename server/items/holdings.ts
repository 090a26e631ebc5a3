import type { CanvasInput } from '../../manifests/canvas.ts';
import type { FileVersion } from '../../model/file-version.ts';
import type { Item } from '../../model/item.ts';
import type { Surface } from '../../model/surface.ts';
import { packSizes } from '../../storage/records/derivatives.ts';
import { versionsOfItem } from '../../storage/records/file-versions.ts';
import { findItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
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
  return { item, holdings, sizes };
}

function toHolding(surface: Surface, versions: readonly FileVersion[], sizes: Holdings['sizes']): Holding {
  const latest = versions.find((file) => file.id === surface.latestVersionId);
  const current = versions.find((file) => file.id === surface.currentVersionId);
  const size = current && sizes.get(current.id);
  return { surface, versions, latest, shown: current && size && { file: current, ...size } };
}

/** The canvases that an item has: its surfaces that can be shown and are not suppressed. */
export function canvasesOf({ holdings }: Pick<Holdings, 'holdings'>): CanvasInput[] {
  const kept = holdings.filter(({ surface }) => surface.state !== 'suppressed');
  return kept.flatMap(({ surface, shown }, index) => {
    if (shown === undefined) return [];
    const image = { version: shown.file.version, width: shown.width, height: shown.height };
    return [{ surface, number: index + 1, image }];
  });
}
