import { expect } from 'chai';
import { type Kysely, sql } from 'kysely';
import { createSpine } from '../../../storage/records/migrations/0001-spine.ts';
import { addDesk } from '../../../storage/records/migrations/0016-desk.ts';
import { addFindingItems } from '../../../storage/records/migrations/0020-finding-items.ts';
import { openBareDatabases } from '../../fixtures/bare-databases.ts';

async function addItem(
  db: Kysely<unknown>,
  id: string,
  label: string,
  revision: number | null,
): Promise<void> {
  await sql`insert into items (id, reference, kind, label, summary, required_statement, viewing_direction, access,
    edition, search_text, created_at, updated_at) values (${id}, ${`REF ${id}`}, 'poster', ${label}, '{}', '{}',
    'left-to-right', 'open', 1, '', 1, 1)`.execute(db);
  await sql`insert into manifests (id, item_id, published_revision, withdrawn_at, created_at)
    values (${id}, ${id}, ${revision}, null, 1)`.execute(db);
}

async function addSide(db: Kysely<unknown>, id: string, item: string, state: string, scan: string | null) {
  const latest = scan === null ? null : `f-${id}`;
  await sql`insert into surfaces (id, item_id, name, label, state, position, sort_key, latest_version_id, created_at)
    values (${id}, ${item}, ${id}, '{}', ${state}, 0, ${id}, ${latest}, 1)`.execute(db);
  if (scan !== null)
    await sql`insert into file_versions (id, surface_id, item_id, version, original_name, size_bytes, sha256,
      digest_origin, state, created_at, updated_at) values (${latest}, ${id}, ${item}, 1, 'a.tif', 1, ${id}, 'server',
      ${scan}, 1, 1)`.execute(db);
}

describe('a database from before items were found by terms and listed by a state that is kept', function () {
  this.timeout(60_000);
  const bare = openBareDatabases();
  for (const name of ['sqlite', 'postgres'] as const) {
    it(`has its items counted, in their states, and found by their words (${name})`, async () => {
      const db = await bare.open(name);
      await createSpine(db, name);
      await addDesk(db);
      await addItem(db, 'out', '{"nl":["Spoorwegstaking"]}', 1);
      await addSide(db, 'a', 'out', 'captured', 'ready');
      await addSide(db, 'b', 'out', 'suppressed', 'rejected');
      await addSide(db, 'c', 'out', 'missing', null);
      await addItem(db, 'stuck', '{}', null);
      await addSide(db, 'd', 'stuck', 'captured', 'rejected');
      await addSide(db, 'e', 'stuck', 'expected', null);
      await addItem(db, 'empty', '{}', null);
      await addFindingItems(db, name);
      const items =
        await sql`select id, state, sides_total as total, sides_ready as ready, sides_stuck as stuck
        from items order by id`.execute(db);
      const found = await sql`select item_id from item_terms where term = 'staking'`.execute(db);
      await db.destroy();
      expect(items.rows).to.deep.equal([
        { id: 'empty', state: 'registered', total: 0, ready: 0, stuck: 0 },
        { id: 'out', state: 'published', total: 1, ready: 1, stuck: 0 },
        { id: 'stuck', state: 'attention', total: 2, ready: 0, stuck: 1 },
      ]);
      expect(found.rows).to.deep.equal([{ item_id: 'out' }]);
    });
  }
});
