import { Fault } from '../../model/fault.ts';
import type { FileVersion } from '../../model/file-version.ts';
import type { Surface } from '../../model/surface.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findFileVersion } from '../../storage/records/file-versions.ts';
import { touchItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findUndone, newestCounting, setUndone } from '../../storage/records/stand.ts';
import { findSurface, updateSurface } from '../../storage/records/surfaces.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';
import { announceStations } from './announce-stations.ts';
import { publishIfWaiting } from './publish-waiting.ts';
import { announceReopening, reopenItem } from './reopen-item.ts';
import { revisitRescans, standingState } from './rescan-states.ts';

interface Taking {
  readonly fileVersionId: string;
  /** true: it counts for nothing from now on. false: it counts again. */
  readonly isTakenBack: boolean;
  /** Id of a user or a token. */
  readonly agent: string;
}

/**
 * Takes back a scan that should not have been made, or takes that back. Nothing is removed: its side shows the scan
 * that it had before, or is left out where it had none. Twice is once.
 *
 * @returns the id of its item.
 * @throws Fault('not-found')
 */
export async function takeBack(parts: Parts, taking: Taking): Promise<string> {
  const at = Date.now();
  const itemId = await parts.records.write(async (rows) => {
    const file = await findFileVersion(rows, taking.fileVersionId);
    const surface = file && (await findSurface(rows, file.surfaceId));
    if (file === undefined || surface === undefined) throw new Fault('not-found', 'There is no such scan.');
    const isBack = (await findUndone(rows, file.id)) !== null;
    if (isBack !== taking.isTakenBack) await noteTaking(rows, { ...taking, file, surface, at });
    return file.itemId;
  });
  await announce(parts, { kind: 'item', itemId });
  await announceStations(parts, taking.fileVersionId);
  await announceReopening(parts, itemId);
  await publishIfWaiting(parts, itemId);
  return itemId;
}

async function noteTaking(
  rows: Rows,
  { file, surface, isTakenBack, agent, at }: Taking & { file: FileVersion; surface: Surface; at: number },
): Promise<void> {
  const { itemId, originalName, version } = file;
  await setTakenBack(rows, surface, { fileVersionId: file.id, undoneAt: isTakenBack ? at : null, at });
  const scan = `${originalName}, version ${version} of ${surface.name},`;
  const detail = isTakenBack ? `${scan} was taken back at the stand.` : `${scan} counts again.`;
  const about = { agent, itemId, at };
  await appendEvent(rows, {
    ...{ type: 'metadata modification', detail, ...about },
    ...{ surfaceId: surface.id, fileVersionId: file.id },
  });
  if (isTakenBack) {
    const why = `${originalName} was taken back after the end.`;
    await reopenItem(rows, { ...about, cause: 'taken-back', fileName: originalName, why });
  }
  await touchItem(rows, itemId, at);
}

/**
 * Lets a scan count for nothing, or count again. A side shows the newest of its scans that count; where none is left it is left out. One that was left out though it had
 * such scans was left out by a person, and stays so.
 */
export async function setTakenBack(
  rows: Rows,
  { id, state: before }: Surface,
  { fileVersionId, undoneAt, at }: { fileVersionId: string; undoneAt: number | null; at: number },
): Promise<void> {
  const isLeftOut = before === 'suppressed' && (await newestCounting(rows, id)) !== undefined;
  await setUndone(rows, fileVersionId, { undoneAt, at });
  const latestVersionId = await newestCounting(rows, id);
  if (latestVersionId === undefined) return updateSurface(rows, id, { state: 'suppressed' });
  const currentVersionId = (await newestCounting(rows, id, ['ready'])) ?? null;
  await revisitRescans(rows, { id, currentVersionId }, at);
  const state = isLeftOut ? 'suppressed' : await standingState(rows, { id, currentVersionId });
  await updateSurface(rows, id, { latestVersionId, currentVersionId, state });
  // Strips look for what has changed.
  await setUndone(rows, latestVersionId, { undoneAt: null, at });
}

/**
 * What an arrived file means to the stand: an item that was finished is open again, and a side whose scans had all been
 * taken back counts again. Bytes that had been taken back and are sent once more are meant after all.
 */
export async function noteAtStand(
  rows: Rows,
  arrived: {
    surface: Surface;
    fileVersionId: string;
    fileName: string;
    isNew: boolean;
    agent: string;
    at: number;
  },
): Promise<void> {
  const { surface, fileVersionId, fileName, isNew, agent, at } = arrived;
  const { itemId, name } = surface;
  if (!isNew) {
    if (typeof (await findUndone(rows, fileVersionId)) !== 'number') return;
    await setTakenBack(rows, surface, { fileVersionId, undoneAt: null, at });
  } else if (surface.state === 'suppressed' && surface.latestVersionId !== null) {
    const isTakenBack = typeof (await findUndone(rows, surface.latestVersionId)) === 'number';
    if (isTakenBack) await updateSurface(rows, surface.id, { state: 'expected', currentVersionId: null });
  }
  const why = `${name} came in after the end.`;
  await reopenItem(rows, { itemId, cause: 'came', fileName, why, agent, at });
}
