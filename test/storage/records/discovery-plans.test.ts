import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect } from 'chai';
import pg from 'pg';
import { activitiesFrom, newestActivity, noteForWorld } from '../../../storage/records/activities.ts';
import { findPid, pidsOf } from '../../../storage/records/pids.ts';
import { openPostgres } from '../../../storage/records/postgres.ts';
import { publishedAfter, visibleOf } from '../../../storage/records/published.ts';
import type { Records, Rows } from '../../../storage/records/records.ts';
import { openSqlite } from '../../../storage/records/sqlite.ts';
import { insertMany } from '../../fixtures/many-records.ts';
import { EXPLAIN, plansOf } from '../../fixtures/plans.ts';
import { startPostgres, type TestPostgres } from '../../fixtures/postgres.ts';

const ITEMS = 60_000;
const AT = Date.UTC(2026, 0, 1);

/** Sixty thousand items, published once each, and what the world was told of them. */
function fill(): string[] {
  const id = `'item-' || i`;
  return [
    insertMany('items', ITEMS, {
      ...{ id, reference: `'REF-' || i`, kind: `'pamphlet'`, label: `'{}'`, summary: `'{}'` },
      ...{ required_statement: `'{}'`, viewing_direction: `'left-to-right'`, access: `'open'`, edition: '1' },
      ...{ shelf_key: `'ref-' || i`, created_at: `${AT}`, updated_at: `${AT}` },
    }),
    insertMany('manifests', ITEMS, { id, item_id: id, published_revision: '1', created_at: `${AT}` }),
    insertMany('revisions', ITEMS, {
      ...{ manifest_id: id, revision: '1', object_key: `'k'`, sha256: `'s'`, size_bytes: '1', note: `''` },
      ...{ published_by: `'a'`, published_at: `${AT} + i`, label: `'{}'` },
    }),
    insertMany('pids', ITEMS, { pid: `'REF-' || i`, item_id: id, added_at: `${AT}` }),
    insertMany('activities', ITEMS, {
      ...{ number: 'i + 1', type: `'Create'`, item_id: id, revision: '1', at: `${AT} + i`, stands: '1' },
    }),
  ];
}

/** What is asked by strangers, and in the transaction that publishes. */
const QUESTIONS: Readonly<Record<string, (rows: Rows) => Promise<unknown>>> = {
  newest: newestActivity,
  page: (rows) => activitiesFrom(rows, 30_001, 100),
  names: (rows) => pidsOf(rows, ['item-7', 'item-8']),
  name: (rows) => findPid(rows, 'REF-7'),
  told: (rows) => noteForWorld(rows, 'item-7', AT),
  sitemap: (rows) => visibleOf(rows, { first: 20_001, last: 21_000 }),
  catalogue: (rows) => publishedAfter(rows, { changedAt: AT + 50_000, number: 50_000 }, 1_000),
};

describe('asking an archive of sixty thousand published items', function () {
  this.timeout(120_000);
  const dir = mkdtempSync(join(tmpdir(), 'recto-plans-'));
  let server: TestPostgres;
  const opened: Partial<Record<'sqlite' | 'postgres', Records>> = {};

  before(async () => {
    const path = join(dir, 'records.db');
    opened.sqlite = await openSqlite(path);
    const filling = new DatabaseSync(path);
    for (const statement of fill()) filling.exec(statement);
    filling.close();
    server = await startPostgres();
    const url = await server.freshDatabase();
    opened.postgres = await openPostgres(url, () => undefined);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const statement of fill()) await client.query(statement);
    await client.query('vacuum analyze');
    await client.end();
  });
  after(async () => {
    for (const records of Object.values(opened)) await records.close();
    await server?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  for (const kind of ['sqlite', 'postgres'] as const) {
    for (const [name, work] of Object.entries(QUESTIONS)) {
      it(`goes by an index for the ${name}, and never through a whole table (${kind})`, async () => {
        const records = opened[kind];
        if (records === undefined) throw new Error('The records are not open.');
        const plans = (await plansOf(records, EXPLAIN[kind], work)).join('\n');
        expect(plans).to.not.equal('');
        expect(plans, plans).to.not.match(
          /^SCAN|Seq Scan on (activities|pids|items|manifests|revisions)|TEMP B-TREE FOR ORDER/m,
        );
      });
    }
  }
});
