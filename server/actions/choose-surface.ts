import { newId } from '../../model/ids.ts';
import { type Surface, sortKeyOf, surfaceNameOf } from '../../model/surface.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findSurfaceByName, insertSurface, nextPosition } from '../../storage/records/surfaces.ts';
import type { ArrivedFile } from './accept-upload.ts';

/** The surface that an arrived file is a scan of: the one of its name, made where there is none yet. */
export async function chooseSurface(rows: Rows, arrival: ArrivedFile, at: number): Promise<Surface> {
  const name = surfaceNameOf(arrival.fileName);
  const standing = await findSurfaceByName(rows, arrival.itemId, name);
  if (standing !== undefined) return standing;
  const surface: Surface = {
    id: newId(),
    itemId: arrival.itemId,
    name,
    label: {},
    state: 'expected',
    position: await nextPosition(rows, arrival.itemId),
    sortKey: sortKeyOf(name),
    canvasWidth: null,
    canvasHeight: null,
    latestVersionId: null,
    currentVersionId: null,
    createdAt: at,
  };
  await insertSurface(rows, surface);
  return surface;
}
