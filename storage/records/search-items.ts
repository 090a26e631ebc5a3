import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { ItemState } from '../../model/item.ts';
import { type AskedTerms, termsAsked } from '../../model/search-terms.ts';
import { type ItemSummary, itemsOfIds, summarise } from './items.ts';
import type { Rows } from './records.ts';
import type { Tables } from './tables.ts';

export interface ItemSearch {
  readonly query?: string | undefined;
  readonly state?: ItemState | undefined;
  readonly limit: number;
  readonly offset: number;
}

type Filter = ExpressionBuilder<Tables, 'items'>;

/** All of them: asked for by name each, so that counting goes by the index of states. */
const STATES: readonly ItemState[] = [
  'registered',
  'capturing',
  'attention',
  'in_qa',
  'published',
  'withdrawn',
];

/** Items, most recently changed first; every word of `query` begins a word that is said of them. */
export async function searchItems(
  rows: Rows,
  { query = '', state, limit, offset }: ItemSearch,
): Promise<{ items: ItemSummary[]; total: number }> {
  const asked = termsAsked(query);
  if (asked.length === 0 && query.trim() !== '') return { items: [], total: 0 };
  const isFound = (eb: Filter) => eb.and(asked.map((terms) => isUnder(eb, terms)));
  const ids = await rows
    .selectFrom('items')
    .select('items.id')
    .where(isFound)
    .$if(state !== undefined, (found) => found.where('items.state', '=', state ?? ''))
    .orderBy('items.updated_at', 'desc')
    .orderBy('items.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  const { total } = await rows
    .selectFrom('items')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(isFound)
    .where('items.state', 'in', state === undefined ? STATES : [state])
    .executeTakeFirstOrThrow();
  const items = await itemsOfIds(
    rows,
    ids.map(({ id }) => id),
  );
  return { items: await summarise(rows, items), total: Number(total) };
}

function isUnder(eb: Filter, { from, to }: AskedTerms): Expression<SqlBool> {
  const under = eb.selectFrom('item_terms').select('item_terms.item_id').where('item_terms.term', '>=', from);
  return eb('items.id', 'in', under.where('item_terms.term', '<=', to));
}
