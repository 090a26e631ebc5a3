import { expect } from 'chai';
import { listTokens } from '../../../storage/records/agents.ts';
import { openPostgres, openPostgresToRead } from '../../../storage/records/postgres.ts';
import { describeRecords } from '../../contract/records.ts';
import { faultOf } from '../../fixtures/holdings.ts';
import { startPostgres, type TestPostgres } from '../../fixtures/postgres.ts';

describe('with a real PostgreSQL', () => {
  let server: TestPostgres;
  let url: Promise<string> | undefined;
  before(async function () {
    this.timeout(60_000);
    server = await startPostgres();
  });
  after(() => server?.stop());

  const lost = (error: Error) => {
    throw error;
  };
  const same = async () => {
    url ??= server.freshDatabase();
    return url;
  };
  describeRecords(
    'PostgreSQL',
    async () => openPostgres(await same(), lost),
    async () => openPostgresToRead(await same(), lost),
  );
});

describe('a PostgreSQL that has stopped', function () {
  this.timeout(60_000);

  it('is unavailable, not broken: the fault is not ours', async () => {
    const server = await startPostgres();
    const records = await openPostgres(await server.freshDatabase(), () => undefined);
    await records.read(listTokens);
    await server.stop();
    for (const asked of [records.read(listTokens), records.write(listTokens)])
      expect((await faultOf(asked)).code).to.equal('unavailable');
    await records.close();
  });
});
