import type { Batch, DeliveredFile } from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import { batchesOfFile, findDeliveredFile } from '../../storage/records/delivered-files.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findFileVersion } from '../../storage/records/file-versions.ts';
import { findFileOfBatch, forgetDelivered, setAside } from '../../storage/records/files-aside.ts';
import { touchItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { stationsOfFile } from '../../storage/records/station-files.ts';
import { findSurface, updateSurface } from '../../storage/records/surfaces.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';
import { publishIfWaiting } from './publish-waiting.ts';
import { requireOpen } from './put-right.ts';
import { announceReopening, reopenItem } from './reopen-item.ts';
import { setTakenBack } from './take-back.ts';

interface Undoing {
  readonly fileId: string;
  readonly agent: string;
}

/**
 * Puts a file back into its delivery, under the name that it came with. What its bytes were taken for is expected again,
 * unless another file has come there since; the scan that they became counts for nothing, and is kept. Twice is once.
 *
 * @throws Fault('not-found'), Fault('conflict') where the delivery is not open.
 */
export async function undoPutRight(parts: Parts, batch: Batch, { fileId, agent }: Undoing): Promise<void> {
  const at = Date.now();
  const itemId = await parts.records.write(async (rows) => {
    await requireOpen(rows, batch.id);
    const file = await findFileOfBatch(rows, batch.id, fileId);
    if (file === undefined) throw new Fault('not-found', 'There is no such file in this delivery.');
    if (!(await setAside(rows, file.id, null))) return undefined;
    const detail = `Delivery ${batch.code}: ${file.path} belongs to it again, under this name.`;
    await appendEvent(rows, { type: 'delivery', detail, agent, at });
    return giveBack(rows, file, { agent, at });
  });
  await announce(parts, { kind: 'batch', batchId: batch.id });
  if (itemId === undefined) return;
  await announce(parts, { kind: 'item', itemId });
  await announceReopening(parts, itemId);
  await publishIfWaiting(parts, itemId);
}

/** @returns the item that lost a scan by it; undefined where none did. */
async function giveBack(
  rows: Rows,
  { batchId, sha256, aside, at: cameAt }: DeliveredFile,
  { agent, at }: { readonly agent: string; readonly at: number },
): Promise<string | undefined> {
  if (aside === null || aside.became === null) return undefined;
  const taken = await findDeliveredFile(rows, batchId, aside.became);
  // What somebody else has sent under the right name since came by itself.
  if (taken?.sha256 !== sha256 || taken.agent !== aside.by) return undefined;
  await forgetDelivered(rows, batchId, aside.became);
  const { fileVersionId } = taken;
  const scan = fileVersionId === null ? undefined : await findFileVersion(rows, fileVersionId);
  const surface = scan && (await findSurface(rows, scan.surfaceId));
  if (scan === undefined || surface === undefined) return undefined;
  const { id: scanId } = scan;
  if (scan.createdAt < cameAt || (await isOfOthers(rows, scanId))) return undefined;
  await setTakenBack(rows, surface, { fileVersionId: scanId, undoneAt: at, at });
  const left = await findSurface(rows, surface.id);
  // Its page is in the list: it is not left out, as one that should never have been is, but expected.
  if (left?.state === 'suppressed' && surface.state !== 'suppressed')
    await updateSurface(rows, surface.id, {
      state: 'expected',
      latestVersionId: null,
      currentVersionId: null,
    });
  const { itemId, originalName } = scan;
  const about = { agent, itemId, at };
  const detail = `${originalName}, version ${scan.version} of ${surface.name}, was not that page after all: it counts for nothing.`;
  await appendEvent(rows, {
    ...{ type: 'metadata modification', detail, ...about },
    ...{ surfaceId: surface.id, fileVersionId: scanId },
  });
  const why = `${originalName} was taken back after the end.`;
  await reopenItem(rows, { ...about, cause: 'taken-back', fileName: originalName, why });
  await touchItem(rows, itemId, at);
  return itemId;
}

/** A scan that another delivery or a station brought as well is not this one's to take back. */
async function isOfOthers(rows: Rows, scanId: string): Promise<boolean> {
  return (await batchesOfFile(rows, scanId)).length + (await stationsOfFile(rows, scanId)).length > 0;
}
