import { openPostgres } from '../../../storage/records/postgres.ts';
import { describeRecords } from '../../contract/records.ts';
import { startPostgres, type TestPostgres } from '../../fixtures/postgres.ts';

describe('with a real PostgreSQL', () => {
  let server: TestPostgres;
  let url: Promise<string> | undefined;
  before(async function () {
    this.timeout(60_000);
    server = await startPostgres();
  });
  after(() => server?.stop());

  describeRecords('PostgreSQL', async () => {
    url ??= server.freshDatabase();
    return openPostgres(await url, (error) => {
      throw error;
    });
  });
});
