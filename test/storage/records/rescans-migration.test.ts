import { DatabaseSync } from '@photostructure/sqlite';
import { expect } from 'chai';
import { type Dialect, Kysely, PostgresDialect, type SqliteDatabase, SqliteDialect, sql } from 'kysely';
import pg from 'pg';
import { createSpine } from '../../../storage/records/migrations/0001-spine.ts';
import { createReviews } from '../../../storage/records/migrations/0002-reviews.ts';
import { createRescans } from '../../../storage/records/migrations/0007-rescans.ts';
import { startPostgres, type TestPostgres } from '../../fixtures/postgres.ts';

function openSqlite(): SqliteDatabase {
  const database = new DatabaseSync(':memory:');
  return {
    close: () => database.close(),
    prepare(text) {
      const statement = database.prepare(text);
      type Values = Parameters<typeof statement.all>;
      return {
        reader: statement.columns().length > 0,
        all: (values) => statement.all(...(values as Values)),
        run: (values) => statement.run(...(values as Values)),
        iterate: (values) => statement.iterate(...(values as Values)) as IterableIterator<unknown>,
      };
    },
  };
}

describe('a database from before there was a list of rescans', function () {
  this.timeout(60_000);
  let postgres: TestPostgres;
  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres?.stop());

  const dialects: Record<'sqlite' | 'postgres', () => Promise<Dialect>> = {
    sqlite: async () => new SqliteDialect({ database: openSqlite() }),
    postgres: async () =>
      new PostgresDialect({ pool: new pg.Pool({ connectionString: await postgres.freshDatabase() }) }),
  };
  for (const name of ['sqlite', 'postgres'] as const) {
    it(`has its items in the order of the shelves, and rejected pages on the list (${name})`, async () => {
      const db = new Kysely<unknown>({ dialect: await dialects[name]() });
      await createSpine(db, name);
      await createReviews(db);
      for (const [id, reference] of [
        ['i1', 'ARCH00293.10'],
        ['i2', 'arch00293.2'],
      ])
        await sql`insert into items (id, reference, kind, label, summary, required_statement, viewing_direction,
          access, edition, search_text, created_at, updated_at)
          values (${id}, ${reference}, 'poster', '{}', '{}', '{}', 'left-to-right', 'open', 1, '', 1, 1)`.execute(
          db,
        );
      for (const [id, state] of [
        ['s1', 'rescan_requested'],
        ['s2', 'captured'],
      ]) {
        await sql`insert into surfaces (id, item_id, name, label, state, position, sort_key, current_version_id,
          created_at) values (${id}, 'i1', ${id}, '{}', ${state}, 0, ${id}, ${`f-${id}`}, 1)`.execute(db);
        await sql`insert into file_versions (id, surface_id, item_id, version, original_name, size_bytes, sha256,
          digest_origin, state, created_at, updated_at)
          values (${`f-${id}`}, ${id}, 'i1', 1, 'a.tif', 1, ${id}, 'server', 'ready', 1, 1)`.execute(db);
        await sql`insert into reviews (id, act_id, item_id, surface_id, file_version_id, number, verdict, reason,
          state_before, agent, at) values (${`r-${id}`}, ${id}, 'i1', ${id}, ${`f-${id}`}, 1, 'rejected', 'dirt',
          'captured', 'somebody', 5)`.execute(db);
      }
      await createRescans(db, name);
      const { rows: items } = await sql`select id from items order by shelf_key`.execute(db);
      const asked = await sql`select surface_id, review_id, reason, state from rescans`.execute(db);
      await db.destroy();
      expect(items).to.deep.equal([{ id: 'i2' }, { id: 'i1' }]);
      expect(asked.rows).to.deep.equal([
        { surface_id: 's1', review_id: 'r-s1', reason: 'dirt', state: 'asked' },
      ]);
    });
  }
});
