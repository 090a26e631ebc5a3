import { type Kysely, sql } from 'kysely';
import { searchTerms } from '../../../model/search-terms.ts';
import type { Dialect } from './0001-spine.ts';

/**
 * Items are found by terms, and listed by their state, without looking at their sides: a list of sixty thousand items
 * with three million sides has to come as fast as one of ten. The database keeps the counts and the state itself, by
 * triggers, so that nobody can change a side and forget them. `itemState` in model/item.ts says what the state is; a
 * test holds the two together.
 */
export async function addFindingItems(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const name of ['sides_total', 'sides_ready', 'sides_stuck'])
    await db.schema
      .alterTable('items')
      .addColumn(name, 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  await db.schema
    .alterTable('items')
    .addColumn('state', 'text', (c) => c.notNull().defaultTo('registered'))
    .execute();
  for (const trigger of TRIGGERS)
    for (const statement of say(trigger, dialect)) await sql.raw(statement).execute(db);
  await countAll(db);
  await db.schema.createIndex('items_by_state').on('items').columns(['state', 'updated_at', 'id']).execute();
  await db.schema
    .createIndex('items_to_publish')
    .on('items')
    .column('publish_when_ready_by')
    .where(sql.ref('publish_when_ready_by'), 'is not', null)
    .execute();
  await createTerms(db, dialect);
}

interface Trigger {
  readonly name: string;
  readonly on: string;
  readonly after: string;
  readonly does: string;
}

/** Whether a side counts: not one that is left out, nor one that nobody could scan. */
const counts = (row: string) =>
  `(${row}.state <> 'suppressed' and not (${row}.state = 'missing' and ${row}.latest_version_id is null))`;
const one = (condition: string) => `(case when ${condition} then 1 else 0 end)`;
const latestIs = (row: string, states: string) =>
  `${counts(row)} and exists (select 1 from file_versions f where f.id = ${row}.latest_version_id and f.state in (${states}))`;
const READY = `'ready'`;
const STUCK = `'rejected', 'failed'`;

/** Adds to the counts of an item what a side counts now, and takes off what it counted. */
function recount(now: string, before: string | undefined): string {
  const change = (column: string, condition: (row: string) => string) =>
    `${column} = ${column} + ${one(condition(now))}${before === undefined ? '' : ` - ${one(condition(before))}`}`;
  return `update items set ${[
    change('sides_total', counts),
    change('sides_ready', (row) => latestIs(row, READY)),
    change('sides_stuck', (row) => latestIs(row, STUCK)),
  ].join(', ')} where id = ${now}.item_id`;
}

const STATE = `case
  when (select m.withdrawn_at from manifests m where m.id = items.id) is not null then 'withdrawn'
  when sides_stuck > 0 then 'attention'
  when sides_total > sides_ready then 'capturing'
  when (select m.published_revision from manifests m where m.id = items.id) is not null then 'published'
  when sides_total = 0 then 'registered'
  else 'in_qa' end`;

const TRIGGERS: readonly Trigger[] = [
  { name: 'count_new_side', on: 'surfaces', after: 'insert', does: recount('new', undefined) },
  {
    name: 'count_changed_side',
    on: 'surfaces',
    after: 'update of state, latest_version_id',
    does: recount('new', 'old'),
  },
  {
    name: 'count_new_scan',
    on: 'file_versions',
    after: 'insert',
    does: `update items set
      sides_ready = sides_ready + ${one(`new.state in (${READY})`)},
      sides_stuck = sides_stuck + ${one(`new.state in (${STUCK})`)}
      where id = new.item_id and exists (
        select 1 from surfaces s where s.id = new.surface_id and s.latest_version_id = new.id and ${counts('s')})`,
  },
  {
    name: 'count_changed_scan',
    on: 'file_versions',
    after: 'update of state',
    does: `update items set
      sides_ready = sides_ready + ${one(`new.state in (${READY})`)} - ${one(`old.state in (${READY})`)},
      sides_stuck = sides_stuck + ${one(`new.state in (${STUCK})`)} - ${one(`old.state in (${STUCK})`)}
      where id = new.item_id and old.state <> new.state and exists (
        select 1 from surfaces s where s.id = new.surface_id and s.latest_version_id = new.id and ${counts('s')})`,
  },
  {
    name: 'state_by_counts',
    on: 'items',
    after: 'update of sides_total, sides_ready, sides_stuck',
    does: `update items set state = ${STATE} where id = new.id`,
  },
  {
    name: 'state_by_publication',
    on: 'manifests',
    after: 'update of published_revision, withdrawn_at',
    does: `update items set state = ${STATE} where id = new.id`,
  },
];

function say({ name, on, after, does }: Trigger, dialect: Dialect): string[] {
  if (dialect === 'sqlite')
    return [`create trigger ${name} after ${after} on ${on} for each row begin ${does}; end`];
  return [
    `create function ${name}() returns trigger language plpgsql as $$ begin ${does}; return null; end $$`,
    `create trigger ${name} after ${after} on ${on} for each row execute function ${name}()`,
  ];
}

/** What stood before the triggers were there. The second statement sets them off, for the states. */
async function countAll(db: Kysely<unknown>): Promise<void> {
  const own = (condition: string) =>
    `(select count(*) from surfaces s where s.item_id = items.id and ${condition})`;
  const counted = [
    `sides_total = ${own(counts('s'))}`,
    `sides_ready = ${own(latestIs('s', READY))}`,
    `sides_stuck = ${own(latestIs('s', STUCK))}`,
  ];
  await sql.raw(`update items set ${counted.join(', ')}`).execute(db);
}

interface Old {
  items: { id: string; reference: string; label: string; summary: string; metadata: string };
  item_terms: { term: string; item_id: string };
}

const AT_ONCE = 200;
/** Databases know a most of values in one statement. */
const ROWS_AT_ONCE = 400;

async function createTerms(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const binaryText = dialect === 'sqlite' ? sql`text` : sql`text collate "C"`;
  await db.schema
    .createTable('item_terms')
    .addColumn('term', binaryText, (c) => c.notNull())
    .addColumn('item_id', 'text', (c) => c.notNull().references('items.id'))
    .addPrimaryKeyConstraint('item_terms_key', ['term', 'item_id'])
    .execute();
  await db.schema.createIndex('item_terms_of_item').on('item_terms').column('item_id').execute();
  await fillTerms(db as Kysely<Old>);
  await db.schema.alterTable('items').dropColumn('search_text').execute();
}

async function fillTerms(db: Kysely<Old>): Promise<void> {
  for (let last = ''; ; ) {
    const items = await db
      .selectFrom('items')
      .select(['id', 'reference', 'label', 'summary', 'metadata'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    const rows = items.flatMap((item) =>
      searchTerms(textsOf(item)).map((term) => ({ term, item_id: item.id })),
    );
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
      await db
        .insertInto('item_terms')
        .values(rows.slice(at, at + ROWS_AT_ONCE))
        .execute();
    if (items.length < AT_ONCE) return;
    last = items.at(-1)?.id ?? '';
  }
}

function textsOf({ reference, label, summary, metadata }: Old['items']): string[] {
  const pairs = JSON.parse(metadata) as { readonly value: Record<string, string[]> }[];
  const maps = [label, summary].map((text) => JSON.parse(text) as Record<string, string[]>);
  return [
    reference,
    ...[...maps, ...pairs.map(({ value }) => value)].flatMap((map) => Object.values(map).flat()),
  ];
}
