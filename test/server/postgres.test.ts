import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { askOffset, createUpload, upload } from '../fixtures/tus.ts';

describe('a server on PostgreSQL', function () {
  this.timeout(60_000);
  let postgres: TestPostgres;
  let server: TestServer;

  before(async () => {
    postgres = await startPostgres();
    server = await startTestServer({ env: { DATABASE_URL: await postgres.freshDatabase() } });
  });
  after(async () => {
    await server?.stop();
    await postgres?.stop();
  });

  it('numbers files of one name that come at once, and takes the same bytes as one', async () => {
    const { id: item } = await server.makeItem();
    const files = Array.from({ length: 8 }, (_, n) => randomBytes(1_000 + n));
    const twice = [...files, ...files];
    const all = await Promise.all(twice.map((bytes) => upload(server, { item, filename: 'p1.tif', bytes })));
    expect(all.map(({ answer }) => answer.status)).to.deep.equal(twice.map(() => 204));
    const { surfaces } = await server.item(item);
    expect(surfaces).to.have.length(1);
    expect(surfaces[0]?.versions.map((file) => file.version)).to.deep.equal([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(surfaces[0]?.versions.every((file) => file.state === 'checking')).to.equal(true);
  });

  it('tells a sender to ask again while the database is away, and not to begin again', async () => {
    const { id: item } = await server.makeItem();
    const made = await createUpload(server, { item, filename: 'p1.tif', sizeBytes: 10 });
    const location = made.headers.get('location') ?? '';
    expect((await askOffset(server, location)).status).to.equal(200);
    await postgres.stop();
    expect((await askOffset(server, location)).status).to.equal(423);
    expect((await fetch(`${server.url}/health/ready`)).status).to.equal(503);
  });
});
