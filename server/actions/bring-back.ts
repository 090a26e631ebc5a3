import { Fault } from '../../model/fault.ts';
import type { FileVersion } from '../../model/file-version.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findFileVersion, versionsOfSurfaces } from '../../storage/records/file-versions.ts';
import { touchItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { moveRescans } from '../../storage/records/rescans.ts';
import { findUndone, newestCounting, setUndone } from '../../storage/records/stand.ts';
import { findSurface, updateSurface } from '../../storage/records/surfaces.ts';
import type { Parts } from '../parts.ts';
import { standingState } from './rescan-states.ts';
import { tell } from './review-surfaces.ts';

/** What is to be shown of a surface, and who says so. */
export interface BringingBack {
  readonly surfaceId: string;
  /** The number of the version. */
  readonly version: number;
  readonly agent: string;
}

/**
 * Shows another scan of a surface that is ready: an older one, or a newer one again. It stays until a newer scan than
 * all that are there is ready. No scan is lost by it, no address changes, and the public sees it once the item is
 * published again.
 *
 * @returns the number of the version that was shown before, by which it is undone; null where none was.
 * @throws Fault('not-found') where there is no such page or version, Fault('conflict') where there is no picture of it.
 */
export async function bringBack(parts: Parts, asked: BringingBack): Promise<number | null> {
  const { itemId, before } = await parts.records.write((rows) => show(rows, asked));
  await tell(parts, new Set([itemId]));
  return before;
}

async function show(rows: Rows, { surfaceId, version, agent }: BringingBack) {
  const surface = await findSurface(rows, surfaceId);
  if (surface === undefined) throw new Fault('not-found', 'There is no such page.');
  const { itemId, name, state, currentVersionId } = surface;
  const file = (await versionsOfSurfaces(rows, [surfaceId])).find((one) => one.version === version);
  checkShowable(name, version, file);
  const shown = currentVersionId === null ? undefined : await findFileVersion(rows, currentVersionId);
  const before = shown?.version ?? null;
  if (file.id === currentVersionId) return { itemId, before };
  const at = Date.now();
  await moveRescans(rows, { surfaceId, from: ['replaced'] }, { state: 'settled', endedAt: at });
  // Whoever wants to see it does not want it taken back.
  if ((await findUndone(rows, file.id)) !== null) await setUndone(rows, file.id, { undoneAt: null, at });
  await updateSurface(rows, surfaceId, {
    latestVersionId: (await newestCounting(rows, surfaceId)) ?? file.id,
    currentVersionId: file.id,
    ...(state !== 'suppressed' && {
      state: await standingState(rows, { id: surfaceId, currentVersionId: file.id }),
    }),
  });
  const instead = before === null ? '' : ` instead of version ${before}`;
  await appendEvent(rows, {
    type: 'restoration',
    detail: `Version ${version} of ${name} is shown again${instead}.`,
    ...{ agent, itemId, surfaceId, fileVersionId: file.id, at },
  });
  await touchItem(rows, itemId, at);
  return { itemId, before };
}

function checkShowable(
  name: string,
  version: number,
  file: FileVersion | undefined,
): asserts file is FileVersion {
  if (file === undefined) throw new Fault('not-found', `There is no version ${version} of ${name}.`);
  if (file.state !== 'ready')
    throw new Fault(
      'conflict',
      `There is no picture of version ${version} of ${name}, so it cannot be shown.`,
    );
}
