import { expect } from 'chai';
import { type Kysely, sql } from 'kysely';
import { createSpine } from '../../../storage/records/migrations/0001-spine.ts';
import { addDesk } from '../../../storage/records/migrations/0016-desk.ts';
import { createDiscovery } from '../../../storage/records/migrations/0017-discovery.ts';
import { openBareDatabases } from '../../fixtures/bare-databases.ts';

const ITEM = sql`insert into items (id, reference, kind, label, summary, required_statement, viewing_direction,
  access, edition, search_text, created_at, updated_at)`;

interface Old {
  readonly access?: string;
  readonly updatedAt?: number;
  readonly revision?: number;
  readonly withdrawnAt?: number;
}

async function addItem(db: Kysely<unknown>, id: string, old: Old = {}): Promise<void> {
  const { access = 'open', updatedAt = 1, revision = null, withdrawnAt = null } = old;
  await sql`${ITEM} values (${id}, ${`ref ${id}`}, 'poster', '{}', '{}', '{}', 'left-to-right', ${access}, 1, '',
    1, ${updatedAt})`.execute(db);
  await sql`insert into manifests (id, item_id, published_revision, withdrawn_at, created_at)
    values (${id}, ${id}, ${revision}, ${withdrawnAt}, 1)`.execute(db);
}

async function addRevision(db: Kysely<unknown>, id: string, revision: number, at: number): Promise<void> {
  await sql`insert into revisions (manifest_id, revision, object_key, sha256, size_bytes, note, published_by,
    published_at, label) values (${id}, ${revision}, 'k', 's', 1, '', 'a', ${at}, '{}')`.execute(db);
  await addEvent(db, id, { type: 'publication', detail: `Published as revision ${revision}. A note.`, at });
}

async function addEvent(
  db: Kysely<unknown>,
  itemId: string,
  { type, detail, at }: { type: string; detail: string; at: number },
): Promise<void> {
  await sql`insert into events (id, type, outcome, detail, agent, item_id, at)
    values (${`${itemId} ${type} ${at}`}, ${type}, 'success', ${detail}, 'a', ${itemId}, ${at})`.execute(db);
}

describe('a database from before the world was told of changes', function () {
  this.timeout(60_000);
  const bare = openBareDatabases();
  for (const name of ['sqlite', 'postgres'] as const) {
    it(`has told of what was published, withdrawn and closed, in order (${name})`, async () => {
      const db = await bare.open(name);
      await createSpine(db, name);
      await addDesk(db);
      await addItem(db, 'never');
      await addItem(db, 'twice', { revision: 2 });
      await addRevision(db, 'twice', 1, 10);
      await addItem(db, 'back', { revision: 1 });
      await addRevision(db, 'back', 1, 20);
      await addEvent(db, 'back', { type: 'withdrawal', detail: 'Withdrawn: wrong.', at: 30 });
      await addRevision(db, 'twice', 2, 40);
      await addEvent(db, 'back', { type: 'publication', detail: 'Published as revision 1.', at: 50 });
      await addItem(db, 'gone', { revision: 1, withdrawnAt: 60 });
      await addRevision(db, 'gone', 1, 55);
      await addEvent(db, 'gone', { type: 'withdrawal', detail: 'Withdrawn: wrong.', at: 60 });
      await addItem(db, 'closed', { access: 'closed', updatedAt: 45, revision: 1 });
      await addRevision(db, 'closed', 1, 15);

      await createDiscovery(db);
      const { rows } = await sql<Record<string, unknown>>`select * from activities order by number`.execute(
        db,
      );
      const pids = await sql`select pid, item_id from pids order by pid`.execute(db);
      await db.destroy();
      expect(rows.map((row) => Number(row['number']))).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      const told = rows.map((row) => [row['item_id'], row['type'], row['revision'], Number(row['at'])]);
      expect(told).to.deep.equal([
        ['twice', 'Create', 1, 10],
        ['closed', 'Create', 1, 15],
        ['back', 'Create', 1, 20],
        ['back', 'Delete', 1, 30],
        ['twice', 'Update', 2, 40],
        ['closed', 'Delete', 1, 45],
        ['back', 'Create', 1, 50],
        ['gone', 'Create', 1, 55],
        ['gone', 'Delete', 1, 60],
      ]);
      const standing = rows.filter((row) => row['stands'] === 1).map((row) => Number(row['number']));
      expect(standing).to.deep.equal([5, 6, 7, 9]);
      expect(pids.rows).to.have.length(5);
      expect(pids.rows[0]).to.deep.equal({ pid: 'ref back', item_id: 'back' });
    });
  }
});
