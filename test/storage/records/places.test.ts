import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { scansAside, scansOfSameBytes } from '../../../storage/records/places.ts';
import type { Records } from '../../../storage/records/records.ts';
import { openSqlite } from '../../../storage/records/sqlite.ts';
import { store } from '../../fixtures/holdings.ts';
import { EXPLAIN, plansOf } from '../../fixtures/plans.ts';

describe('looking where a scan stands', () => {
  const dir = mkdtempSync(join(tmpdir(), 'recto-places-'));
  let records: Records;
  before(async () => {
    records = await openSqlite(join(dir, 'records.db'));
  });
  after(async () => {
    await records.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('goes by an index in each query, and never through a whole table', async () => {
    const { surface, file } = await store(records);
    const { id: fileVersionId, sha256 } = file;
    const place = { fileVersionId, surface, sha256 };
    // A page before it whose scan is asked for too.
    const around = { ...surface, sortKey: `${surface.sortKey}z` };
    const plans = [
      ...(await plansOf(records, EXPLAIN.sqlite, (rows) => scansAside(rows, around))),
      ...(await plansOf(records, EXPLAIN.sqlite, (rows) => scansOfSameBytes(rows, place))),
    ];
    const text = plans.join('\n');
    expect(text).to.not.match(/^SCAN/m);
    const pages = plans.filter((line) => line.includes('surfaces_in_order'));
    expect(pages, text).to.have.length(2);
    for (const line of pages) expect(line).to.match(/item_id=\? AND \(position,sort_key,id\)[<>]/);
    expect(text).to.match(/file_versions_by_sha256 \(sha256=\?/);
    expect(
      plans.filter((line) => line.startsWith('SEARCH')),
      text,
    ).to.have.length(6);
  });
});
