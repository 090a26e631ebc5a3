import type { PlannedItem } from '../../intake/batch-plan.ts';
import type { ListReading } from '../../model/batch.ts';
import type { ListPreview, PlannedItemView } from '../../model/list-preview.ts';
import { findItemByReference } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { surfaceIdsByName } from '../../storage/records/surfaces.ts';
import type { Parts } from '../parts.ts';
import { planList } from './lists.ts';

const MOST_FINDINGS = 1_000;
const MOST_ITEMS = 500;
/** Items that are looked up in one read, so that none holds up the others. */
const AT_ONCE = 200;

/**
 * What giving a delivery this list would do: the items and pages that would be made, those that are there, and what is
 * wrong with it. Nothing is written.
 *
 * @throws Fault('bad-request') where a pattern for names is none.
 */
export async function previewList(
  parts: Pick<Parts, 'records'>,
  bytes: Uint8Array,
  reading: ListReading,
): Promise<ListPreview> {
  const { read, plan } = planList(bytes, reading);
  const planned = [...plan.items.values()];
  const list: PlannedItemView[] = [];
  for (let from = 0; from < planned.length; from += AT_ONCE) {
    const some = planned.slice(from, from + AT_ONCE);
    list.push(...(await parts.records.read((rows) => Promise.all(some.map((item) => lookUp(rows, item))))));
  }
  const errors = read.findings.filter(({ severity }) => severity === 'error').length;
  const matched = list.filter(({ itemId }) => itemId !== null).length;
  return {
    isReadable: read.isReadable && read.list.length > 0,
    columns: read.columns,
    errors,
    warnings: read.findings.length - errors,
    findings: read.findings.slice(0, MOST_FINDINGS),
    items: { made: list.length - matched, matched },
    surfaces: { made: sumOf(list, 'made'), matched: sumOf(list, 'matched') },
    attachments: plan.files.filter(({ file }) => file.use !== 'master').length,
    list: list.slice(0, MOST_ITEMS),
  };
}

function sumOf(items: readonly PlannedItemView[], name: 'made' | 'matched'): number {
  return items.reduce((sum, item) => sum + item[name], 0);
}

async function lookUp(rows: Rows, planned: PlannedItem): Promise<PlannedItemView> {
  const { reference, objectNumber, pages, attachments } = planned;
  const item = await findItemByReference(rows, reference);
  const standing = item === undefined ? 0 : (await surfaceIdsByName(rows, item.id, [...pages.keys()])).size;
  const itemId = item?.id ?? null;
  return { reference, objectNumber, itemId, made: pages.size - standing, matched: standing, attachments };
}
