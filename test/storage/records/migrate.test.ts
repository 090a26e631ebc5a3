import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect } from 'chai';
import { findPublishedVersion, notePublished } from '../../../storage/records/file-versions.ts';
import { insertRevision } from '../../../storage/records/revisions.ts';
import { openSqlite } from '../../../storage/records/sqlite.ts';
import { SHA, store } from '../../fixtures/holdings.ts';

describe('a database of an earlier release', () => {
  let dir: string;
  let path: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-migrate-'));
    path = join(dir, 'records.db');
  });
  after(() => rm(dir, { recursive: true, force: true }));

  it('keeps public what was published, and nothing that was not', async () => {
    const before = await openSqlite(path);
    const published = await store(before, { state: 'ready' });
    const unpublished = await store(before, { state: 'ready' });
    const stuck = await store(before, { state: 'rejected' });
    const publishedAt = Date.now() + 1_000;
    await before.write(async (rows) => {
      for (const { item } of [published, stuck])
        await insertRevision(rows, {
          itemId: item.id,
          revision: 1,
          key: 'revisions/1',
          sha256: SHA,
          sizeBytes: 9,
          note: '',
          publishedBy: 'x',
          publishedAt,
        });
      await notePublished(rows, unpublished.file.id, 1);
    });
    await before.close();
    const database = new DatabaseSync(path);
    database.exec(`alter table file_versions drop column published_at;
      delete from kysely_migration where name = '0002-published-scans'`);
    database.close();
    const now = await openSqlite(path);
    const versionOf = ({ surface }: { surface: { id: string } }) =>
      now.read((rows) => findPublishedVersion(rows, surface.id));
    expect(await versionOf(published)).to.equal(1);
    expect(await versionOf(unpublished)).to.equal(undefined);
    expect(await versionOf(stuck)).to.equal(undefined);
    await now.close();
  });
});
