import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { upload } from '../fixtures/tus.ts';
import { until } from '../fixtures/until.ts';

describe('what pages hear of changes', function () {
  this.timeout(30_000);
  let server: TestServer;
  let item: string;

  before(async () => {
    server = await startTestServer();
  });
  after(() => server?.stop());
  beforeEach(async () => {
    item = (await server.makeItem()).id;
  });

  async function listen(query = ''): Promise<{ answer: IncomingMessage; heard: () => string }> {
    const request = get(`${server.url}/api/events${query}`, { headers: server.headers });
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    answer.on('error', () => undefined);
    let text = '';
    answer.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    return { answer, heard: () => text };
  }

  it('is what is announced of the item that they look at, and of no other', async () => {
    const other = (await server.makeItem()).id;
    const one = await listen(`?item=${item}`);
    const all = await listen();
    expect(one.answer.statusCode).to.equal(200);
    expect(one.answer.headers['content-type']).to.match(/^text\/event-stream/);
    await upload(server, { item: other, filename: 'p1.tif', bytes: Buffer.from(other) });
    await upload(server, { item, filename: 'p1.tif', bytes: Buffer.from(item) });
    await until(() => /event: item\n/.test(one.heard()) && /event: file\n/.test(one.heard()));
    await until(() => all.heard().includes(item) && all.heard().includes(other));
    expect(one.heard()).to.not.include(other);
    const [fileVersion] = (await server.item(item)).surfaces[0]?.versions ?? [];
    const said = { itemId: item, fileVersionId: fileVersion?.id, state: 'checking' };
    expect(one.heard()).to.include(`event: file\ndata: ${JSON.stringify(said)}\n\n`);

    const progress = { fileVersionId: fileVersion?.id ?? '', step: 'cut-tiles' as const, fraction: 0.5 };
    await server.parts.jobs.announce({ kind: 'progress', progress });
    await until(() => one.heard().includes(`event: progress\ndata: ${JSON.stringify(progress)}\n\n`));
    one.answer.destroy();
    all.answer.destroy();
  });

  it('is what is announced of a delivery and of a station, together where both are asked for', async () => {
    const [batchId, stationId] = [newId(), newId()];
    const both = await listen(`?batch=${batchId}&station=${stationId}`);
    const one = await listen(`?station=${stationId}`);
    await server.parts.jobs.announce({ kind: 'batch', batchId });
    await server.parts.jobs.announce({ kind: 'item', itemId: item });
    await server.parts.jobs.announce({ kind: 'station', stationId });
    const told = [
      `event: batch\ndata: ${JSON.stringify({ batchId })}\n\n`,
      `event: station\ndata: ${JSON.stringify({ stationId })}\n\n`,
    ];
    await until(() => both.heard().includes(told[1] ?? '') && one.heard().includes(told[1] ?? ''));
    expect(both.heard()).to.include(told[0]);
    expect(one.heard()).to.not.include('event: batch');
    expect(both.heard()).to.not.include('event: item');
    for (const { answer } of [both, one]) answer.destroy();
  });

  it('is nothing for strangers, nor of what is no item', async () => {
    expect((await fetch(`${server.url}/api/events`)).status).to.equal(401);
    for (const query of ['item=x', 'batch=', `station=${item}&station=${item}`])
      expect((await server.ask(`/api/events?${query}`)).status, query).to.equal(400);
  });

  it('ends for a page that does not read, and for nobody else', async () => {
    const slow = await listen(`?item=${item}`);
    const quick = await listen(`?item=${item}`);
    slow.answer.removeAllListeners('data');
    slow.answer.pause();
    const closed = once(slow.answer.socket, 'close');
    const watching = server.parts.live.count();
    const state = 'x'.repeat(1_000_000);
    for (let n = 0; server.parts.live.count() === watching; n += 1) {
      if (n > 100) throw new Error('a page that does not read is kept for ever');
      await server.parts.jobs.announce({ kind: 'file', itemId: item, fileVersionId: item, state });
      await new Promise((done) => setTimeout(done, 20));
    }
    slow.answer.resume();
    await closed;
    await server.parts.jobs.announce({ kind: 'item', itemId: item });
    await until(() => quick.heard().includes('event: item\n'));
    quick.answer.destroy();
  });

  it('ends when the server stops, which does not wait for it', async () => {
    const { answer } = await listen();
    const ended = once(answer, 'end');
    const from = Date.now();
    server = await server.restart();
    await ended;
    expect(Date.now() - from).to.be.below(5_000);
  });
});
