import { expect } from 'chai';
import { getDocumentProxy } from 'unpdf';
import { keysUnder } from '../contract/store-under-test.ts';
import { spawnTestWorkers, startTestServer, type TestProcess, type TestServer } from '../fixtures/server.ts';
import { addTiledItem, publish, untilMade } from '../fixtures/taken-away.ts';
import { until } from '../fixtures/until.ts';

const PAGES = 8;

describe('killing the worker that makes a file to take away', function () {
  this.timeout(180_000);
  let server: TestServer;
  let workers: TestProcess | undefined;

  before(async () => {
    server = await startTestServer({ sweepEveryMs: 500 });
  });
  after(async () => {
    await workers?.end('SIGKILL');
    await server?.stop();
  });

  const images = async () => {
    const keys = await keysUnder(server.parts.objects, 'renderings/');
    return keys.filter((key) => key.endsWith('.jpg'));
  };
  const pagesOf = async (id: string) => {
    const answer = await fetch(`${server.url}/iiif/presentation/${id}/pdf`);
    expect(answer.status).to.equal(200);
    return (await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()))).numPages;
  };

  it('goes on without making a finished page again, though Redis is lost too; and takes the pages of the last file', async () => {
    const { records, objects } = server.parts;
    const item = await addTiledItem(server, {
      reference: 'Killed',
      label: { en: ['Killed'] },
      pages: Array.from({ length: PAGES }, () => ({})),
      width: 5000,
      height: 7000,
      isApart: true,
    });
    workers = await spawnTestWorkers(server.env);
    await publish(server, item.id);
    await until(async () => (await images()).length >= 2, 60_000);
    await workers.end('SIGKILL');

    const made = await images();
    expect(made.length).to.be.within(2, PAGES - 1);
    const packOf = await records.read((rows) =>
      rows.selectFrom('derivatives').select(['file_version_id', 'object_key']).execute(),
    );
    // What is finished cannot be made again: its tiles are away.
    const away = packOf.filter(({ file_version_id }) => made.some((key) => key.includes(file_version_id)));
    expect(away).to.have.length(made.length);
    for (const { object_key } of away) await objects.remove(object_key);
    await server.redis.kill();
    await server.redis.lose();
    await server.redis.again();

    workers = await spawnTestWorkers(server.env);
    await untilMade(server, item.id, 'pdf');
    expect(await pagesOf(item.id)).to.equal(PAGES + 1);
    expect(await images()).to.deep.equal([]);

    // The next revision says something else, and shows the same: no tile is needed for that.
    for (const key of item.packs) await objects.remove(key);
    await server.ask(`/api/items/${item.id}`, {
      method: 'PATCH',
      json: { label: { en: ['Said otherwise'] } },
      headers: { 'if-match': `"${(await server.item(item.id)).edition}"` },
    });
    await publish(server, item.id);
    await untilMade(server, item.id, 'pdf');
    expect(await pagesOf(item.id)).to.equal(PAGES + 1);
  });
});
