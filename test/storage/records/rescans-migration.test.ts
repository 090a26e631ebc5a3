import { expect } from 'chai';
import { sql } from 'kysely';
import { createSpine } from '../../../storage/records/migrations/0001-spine.ts';
import { createReviews } from '../../../storage/records/migrations/0002-reviews.ts';
import { createRescans } from '../../../storage/records/migrations/0007-rescans.ts';
import { openBareDatabases } from '../../fixtures/bare-databases.ts';

describe('a database from before there was a list of rescans', function () {
  this.timeout(60_000);
  const bare = openBareDatabases();
  for (const name of ['sqlite', 'postgres'] as const) {
    it(`has its items in the order of the shelves, and rejected pages on the list (${name})`, async () => {
      const db = await bare.open(name);
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
