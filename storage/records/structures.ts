import type { RangeNode } from '../../model/structure.ts';
import type { Rows } from './records.ts';

/** The ranges of an item, in their order; none where nobody has made any. */
export async function structureOf(rows: Rows, itemId: string): Promise<RangeNode[]> {
  const row = await rows
    .selectFrom('structures')
    .select('ranges')
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return row === undefined ? [] : (JSON.parse(row.ranges) as RangeNode[]);
}

/** Gives an item this structure in the place of the one that it had. */
export async function setStructure(rows: Rows, itemId: string, ranges: readonly RangeNode[]): Promise<void> {
  const text = JSON.stringify(ranges);
  await rows
    .insertInto('structures')
    .values({ item_id: itemId, ranges: text })
    .onConflict((conflict) => conflict.column('item_id').doUpdateSet({ ranges: text }))
    .execute();
}
