import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect } from 'chai';
import { sql } from 'kysely';
import { insertItem } from '../../../storage/records/items.ts';
import { searchItems } from '../../../storage/records/search-items.ts';
import { openSqlite, openSqliteToRead } from '../../../storage/records/sqlite.ts';
import { describeRecords } from '../../contract/records.ts';
import { faultOf, makeItem } from '../../fixtures/holdings.ts';

const dir = mkdtempSync(join(tmpdir(), 'recto-sqlite-'));
const path = join(dir, 'records.db');
describeRecords(
  'SQLite',
  () => openSqlite(path),
  () => openSqliteToRead(path),
);
after(() => rmSync(dir, { recursive: true, force: true }));

describe('SQLite that cannot be written', function () {
  this.timeout(30_000);

  it('is unavailable, not broken, while another program holds it, and can be read', async () => {
    const path = join(dir, 'held.db');
    const records = await openSqlite(path);
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    const fault = await faultOf(records.write((rows) => insertItem(rows, makeItem())));
    expect([fault.code, fault.detail]).to.deep.equal([
      'unavailable',
      'The database does not answer just now. Try again in a moment.',
    ]);
    await records.read((rows) => searchItems(rows, { limit: 1, offset: 0 }));
    other.exec('rollback');
    other.close();
    await records.write((rows) => insertItem(rows, makeItem()));
    await records.close();
  });

  it('says that its disk is full', async () => {
    const path = join(dir, 'full.db');
    const records = await openSqlite(path);
    // A limit of pages is told in the same words as a full disk.
    await records.write((rows) => sql`pragma max_page_count = 1`.execute(rows));
    const summary = { nl: ['x'.repeat(1_000_000)] };
    const fault = await faultOf(records.write((rows) => insertItem(rows, makeItem({ summary }))));
    expect([fault.code, fault.detail]).to.deep.equal([
      'unavailable',
      'The disk of the database is full: nothing was written. Make room on it, then try again.',
    ]);
    await records.close();
  });
});
