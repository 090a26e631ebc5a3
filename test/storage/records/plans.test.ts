import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect } from 'chai';
import pg from 'pg';
import type { Surface } from '../../../model/surface.ts';
import { scansAside, scansOfSameBytes } from '../../../storage/records/places.ts';
import { openPostgres } from '../../../storage/records/postgres.ts';
import type { Records, Rows } from '../../../storage/records/records.ts';
import { openSqlite } from '../../../storage/records/sqlite.ts';
import {
  arrivalsByQuarter,
  arrivalsBySender,
  findingsByRule,
  openSteps,
  rejectionsByQuarter,
  secondsUntil,
} from '../../../storage/records/statistics.ts';
import { makeSurface } from '../../fixtures/holdings.ts';
import { EVERY_MS, fillStatements } from '../../fixtures/many-records.ts';
import { EXPLAIN, plansOf } from '../../fixtures/plans.ts';
import { startPostgres, type TestPostgres } from '../../fixtures/postgres.ts';

const FROM = Date.UTC(2026, 0, 1);
const ITEMS = 25;
/** One of the seventeen days that 25,000 scans take at one a minute. */
const DAY = { from: FROM + 86_400_000, until: FROM + 2 * 86_400_000 };
const SCANS_A_DAY = 86_400_000 / EVERY_MS;

/** What a day's statistics ask, but for the backlog, which is no matter of a day. */
const QUESTIONS: Readonly<Record<string, (rows: Rows) => Promise<unknown>>> = {
  arrivals: (rows) => arrivalsByQuarter(rows, DAY),
  rejections: (rows) => rejectionsByQuarter(rows, DAY),
  rules: (rows) => findingsByRule(rows, DAY),
  senders: (rows) => arrivalsBySender(rows, DAY),
  verdicts: (rows) => secondsUntil(rows, 'verdict', DAY),
  ready: (rows) => secondsUntil(rows, 'ready', DAY),
  backlog: openSteps,
};

/** Where SQLite is to begin, other than with the scans of the day. */
const FIRST: Readonly<Record<string, RegExp>> = {
  rejections: /^SEARCH reviews USING INDEX reviews_by_time /,
  backlog: /^SEARCH due_steps USING INDEX due_steps_open /,
};

/** A page in the middle of its item. */
const page: Surface = makeSurface('item-7', 'p-7500', { id: 'page-7500', sortKey: 'p-7500' });

async function countOfDay(records: Records): Promise<number> {
  const found = await records.read((rows) => arrivalsByQuarter(rows, DAY));
  return found.reduce((sum, { count }) => sum + count, 0);
}

describe('asking a large archive', function () {
  this.timeout(120_000);

  describe('in SQLite', () => {
    const dir = mkdtempSync(join(tmpdir(), 'recto-plans-'));
    let records: Records;
    before(async () => {
      const path = join(dir, 'records.db');
      records = await openSqlite(path);
      const filling = new DatabaseSync(path);
      for (const statement of fillStatements({ items: ITEMS, from: FROM })) filling.exec(statement);
      filling.close();
    });
    after(async () => {
      await records.close();
      rmSync(dir, { recursive: true, force: true });
    });

    for (const [name, work] of Object.entries(QUESTIONS)) {
      it(`goes by an index for the ${name} of a day, and never through a whole table`, async () => {
        const plans = await plansOf(records, EXPLAIN.sqlite, work);
        expect(plans).to.not.be.empty;
        expect(plans.join('\n')).to.not.match(/^SCAN/m);
        // It begins with the day, or with the few steps that are not done, and goes on from there.
        expect(plans[0]).to.match(
          FIRST[name] ?? /^SEARCH \w+ USING (COVERING )?INDEX file_versions_by_arrival /,
        );
      });
    }

    it('counts a day in the index alone', async () => {
      const plans = await plansOf(records, EXPLAIN.sqlite, QUESTIONS['arrivals']!);
      expect(plans[0]).to.match(
        /USING COVERING INDEX file_versions_by_arrival \(created_at>\? AND created_at<\?\)/,
      );
      expect(await countOfDay(records)).to.equal(SCANS_A_DAY);
    });
  });

  describe('in PostgreSQL', () => {
    let server: TestPostgres;
    let records: Records;
    before(async () => {
      server = await startPostgres();
      const url = await server.freshDatabase();
      records = await openPostgres(url, () => undefined);
      const filling = new pg.Client({ connectionString: url });
      await filling.connect();
      for (const statement of fillStatements({ items: ITEMS, from: FROM })) await filling.query(statement);
      await filling.query('vacuum analyze');
      await filling.end();
    });
    after(async () => {
      await records?.close();
      await server?.stop();
    });

    for (const [name, work] of Object.entries(QUESTIONS)) {
      it(`does not go through all scans for the ${name} of a day`, async () => {
        const plans = await plansOf(records, EXPLAIN.postgres, work);
        expect(plans).to.not.be.empty;
        expect(plans.join('\n'), plans.join('\n')).to.not.match(/Seq Scan on (file_versions|reviews)/);
      });
    }

    it('counts a day by the index', async () => {
      const plans = await plansOf(records, EXPLAIN.postgres, QUESTIONS['arrivals']!);
      expect(plans.join('\n')).to.match(/Index Only Scan using file_versions_by_arrival/);
      expect(await countOfDay(records)).to.equal(SCANS_A_DAY);
    });

    it('goes by an index where a scan stands among others, and never through a whole table', async () => {
      const place = { fileVersionId: 'file-7500', surface: page, sha256: 'sha-7500' };
      const aside = await plansOf(records, EXPLAIN.postgres, (rows) => scansAside(rows, page));
      const same = await plansOf(records, EXPLAIN.postgres, (rows) => scansOfSameBytes(rows, place));
      const text = [...aside, ...same].join('\n');
      expect(text, text).to.not.match(/Seq Scan on (file_versions|surfaces)/);
      expect(
        text.match(/surfaces_in_order[^\n]*\n *Index Cond: .*ROW\("position", sort_key, id\)/g),
      ).to.have.length(2);
      expect(text).to.match(/file_versions_pkey/);
      expect(text).to.match(/file_versions_by_sha256/);
    });
  });
});
