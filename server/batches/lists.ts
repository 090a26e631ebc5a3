import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { readBatchList } from '../../intake/batch-list.ts';
import type { BatchListRead } from '../../intake/batch-list-read.ts';
import { type BatchPlan, planBatch } from '../../intake/batch-plan.ts';
import { decodeTable } from '../../intake/csv.ts';
import type { BatchList, ListReading } from '../../model/batch.ts';
import { deliveryListKey } from '../../storage/objects/keys.ts';
import type { Parts } from '../parts.ts';

/** A list, read and planned. */
export interface PlannedList {
  readonly read: BatchListRead;
  readonly plan: BatchPlan;
}

/** As many as are worked on at once; each of the largest takes some 30 MB. */
const MOST_KEPT = 4;
const kept = new Map<string, PlannedList>();

/**
 * Reads and plans the text of a list. What is no text is a finding too.
 *
 * @throws Fault('bad-request') where a pattern for names is none.
 */
export function planList(bytes: Uint8Array, reading: ListReading): PlannedList {
  const read = readBatchList(decodeTable(bytes) ?? '\0', reading);
  return { read, plan: planBatch(read.list) };
}

/** Puts the text of a list into the store. @returns its digest. */
export async function storeList(parts: Pick<Parts, 'objects'>, bytes: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await parts.objects.write(deliveryListKey(sha256), Readable.from([bytes]), { sha256 });
  return sha256;
}

/** The text of a list, as it was given. */
export async function fetchListBytes(
  parts: Pick<Parts, 'objects'>,
  { sha256 }: Pick<BatchList, 'sha256'>,
): Promise<Buffer> {
  return buffer(await parts.objects.read(deliveryListKey(sha256)));
}

/** The list of a delivery out of the store, read and planned: the same text and reading is the same list for ever. */
export async function fetchList(
  parts: Pick<Parts, 'objects'>,
  { sha256, reading }: BatchList,
): Promise<PlannedList> {
  const key = `${sha256} ${JSON.stringify(reading)}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const planned = planList(await fetchListBytes(parts, { sha256 }), reading);
  kept.set(key, planned);
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
  return planned;
}
