import { searchTerms } from '../../model/search-terms.ts';
import type { Rows } from './records.ts';

/** Databases know a most of values in one statement. */
const ROWS_AT_ONCE = 400;

/** Makes an item to be found by these texts, and by no others. */
export async function setItemTerms(rows: Rows, itemId: string, texts: readonly string[]): Promise<void> {
  const wanted = new Set(searchTerms(texts));
  const standing = await rows.selectFrom('item_terms').select('term').where('item_id', '=', itemId).execute();
  const old = standing.map(({ term }) => term).filter((term) => !wanted.delete(term));
  for (const part of inParts(old))
    await rows.deleteFrom('item_terms').where('item_id', '=', itemId).where('term', 'in', part).execute();
  for (const part of inParts([...wanted]))
    await rows
      .insertInto('item_terms')
      .values(part.map((term) => ({ term, item_id: itemId })))
      .execute();
}

function inParts(terms: readonly string[]): string[][] {
  const parts = Math.ceil(terms.length / ROWS_AT_ONCE);
  return Array.from({ length: parts }, (_, at) => terms.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE));
}
