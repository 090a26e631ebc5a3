import { type NameParts, readName } from '../../intake/file-names.ts';
import { newSurface, type Surface, surfaceNameOf } from '../../model/surface.ts';
import { findExpectedByName } from '../../storage/records/expected-files.ts';
import { findNamePattern } from '../../storage/records/profiles.ts';
import type { Rows } from '../../storage/records/records.ts';
import { surfacesAskedFor } from '../../storage/records/rescans.ts';
import {
  findSurface,
  findSurfaceByName,
  insertSurface,
  nextPosition,
} from '../../storage/records/surfaces.ts';
import type { ArrivedFile } from './accept-upload.ts';
import { profileOfArrival } from './pin-profile.ts';

/**
 * The surface that an arrived file is a scan of: the one of its name; else the one that a delivery expects it as, whatever
 * the capitals in its name; else one that is asked for again and has, by the
 * name pattern of its profile, the same number and side; else a new one.
 */
export async function chooseSurface(rows: Rows, arrival: ArrivedFile, at: number): Promise<Surface> {
  const name = surfaceNameOf(arrival.fileName);
  const standing =
    (await findSurfaceByName(rows, arrival.itemId, name)) ??
    (await findDelivered(rows, arrival)) ??
    (await findAskedFor(rows, arrival));
  if (standing !== undefined) return standing;
  const { itemId } = arrival;
  const surface = newSurface({ itemId, name, position: await nextPosition(rows, itemId) }, at);
  await insertSurface(rows, surface);
  return surface;
}

async function findDelivered(rows: Rows, { itemId, fileName }: ArrivedFile): Promise<Surface | undefined> {
  const expected = await findExpectedByName(rows, itemId, fileName);
  return expected?.surfaceId == null ? undefined : findSurface(rows, expected.surfaceId);
}

/** Undefined too where there are several: which of them it is nobody can know. */
async function findAskedFor(rows: Rows, arrival: ArrivedFile): Promise<Surface | undefined> {
  const asked = await surfacesAskedFor(rows, arrival.itemId);
  if (asked.length === 0) return undefined;
  const versionId = await profileOfArrival(rows, arrival);
  const pattern = versionId === undefined ? null : await findNamePattern(rows, versionId);
  const said = pattern === null ? undefined : readName(pattern, arrival.fileName);
  if (pattern === null || said === undefined) return undefined;
  const found: Surface[] = [];
  for (const id of asked) {
    const surface = await findSurface(rows, id);
    if (surface?.state === 'suppressed') continue;
    // A surface's name is a file's without its extension, and may have a dot itself.
    const own = surface && readName(pattern, `${surface.name}.tif`);
    if (surface !== undefined && own !== undefined && isSamePage(said, own)) found.push(surface);
  }
  return found.length === 1 ? found[0] : undefined;
}

/** Whether two names say the same page. One that names another item is of another item, wherever it was dropped. */
function isSamePage(one: NameParts, other: NameParts): boolean {
  if (one.sequence === undefined || one.sequence !== other.sequence) return false;
  const isSame = (part: 'archive' | 'item') => one[part]?.toLowerCase() === other[part]?.toLowerCase();
  return one.side === other.side && one.role === other.role && isSame('archive') && isSame('item');
}
