import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { openSqlite } from '../../../storage/records/sqlite.ts';
import { type PublishedScan, publishScan } from '../../fixtures/published-images.ts';
import { startTestServer, type TestServer } from '../../fixtures/server.ts';

const ASKED = ['info.json', '0,0,512,512/512,512/0/default.jpg', 'full/90,/0/default.jpg'];

describe('who may see an image, while it is asked for all the time', function () {
  this.timeout(60_000);
  let server: TestServer;
  let scans: PublishedScan[];

  before(async () => {
    server = await startTestServer();
    scans = [];
    for (const width of [601, 701]) scans.push(await publishScan(server, server.env, { width, height: 613 }));
  });
  after(() => server?.stop());

  const statuses = (scan: PublishedScan) =>
    Promise.all(
      ASKED.map(async (path) => {
        const answer = await fetch(`${server.url}${scan.service}/${path}`);
        await answer.arrayBuffer();
        return answer.status;
      }),
    );

  it('is known within moments where a server that tells nobody has changed it, and of no other image', async () => {
    const [closed, open] = scans;
    if (closed === undefined || open === undefined) throw new Error('There are two scans.');
    for (const scan of scans) expect(await statuses(scan)).to.deep.equal([200, 200, 200]);
    const elsewhere = await openSqlite(`${server.dataDir}/records.db`);
    try {
      await elsewhere.write(async (rows) => {
        await rows
          .updateTable('items')
          .set({ access: 'closed' })
          .where('id', '=', closed.itemId)
          .executeTakeFirstOrThrow();
      });
    } finally {
      await elsewhere.close();
    }
    let seen = await statuses(closed);
    for (const late = Date.now() + 20_000; seen.includes(200) && Date.now() < late; ) {
      await sleep(50);
      expect(await statuses(open)).to.deep.equal([200, 200, 200]);
      seen = await statuses(closed);
    }
    expect(seen).to.deep.equal([403, 403, 403]);
  });
});
