import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Upload } from 'tus-js-client';
import { isAlive } from '../../runtime/alive.ts';
import { loadConfig } from '../../runtime/config.ts';
import { startServer } from '../../server/main.ts';
import { freePort } from '../fixtures/free-port.ts';
import { faultOf } from '../fixtures/holdings.ts';
import { frontsOf } from '../fixtures/processes.ts';
import { startRedis, type TestRedis } from '../fixtures/redis.ts';
import { spawnTestServer, type TestServerProcess } from '../fixtures/server.ts';
import { sha256Of } from '../fixtures/tus.ts';
import { until } from '../fixtures/until.ts';

describe('the server process', function () {
  this.timeout(60_000);
  let redis: TestRedis;
  let dataDir: string;
  let server: TestServerProcess | undefined;

  before(async () => {
    redis = await startRedis();
  });
  after(() => redis?.stop());
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'recto-main-'));
  });
  afterEach(async () => {
    await server?.end('SIGKILL');
    server = undefined;
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = async (port?: number, processes = 0) => {
    const on = { dataDir, redisUrl: redis.url, processes };
    server = await spawnTestServer({ ...on, ...(port !== undefined && { port }) });
    return server;
  };

  it('says how to get a Redis where it has none', async () => {
    const fault = await faultOf(startServer(loadConfig({ RECTO_DATA: dataDir, LOG_LEVEL: 'silent' })));
    expect(fault.detail).to.match(/REDIS_URL is not set.*npm start/);
  });

  for (const [processes, name] of [
    ['0', 'alone'],
    ['2', 'with fronts'],
  ] as const) {
    it(`says which port is taken, ${name}`, async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const address = other.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const env = { RECTO_DATA: dataDir, REDIS_URL: redis.url, PORT: String(port), LOG_LEVEL: 'silent' };
      const fault = await faultOf(startServer(loadConfig({ ...env, RECTO_PROCESSES: processes })));
      expect([fault.code, fault.detail]).to.deep.equal([
        'conflict',
        `Port ${port} is taken by another program. Stop that one, or give Recto a port with PORT.`,
      ]);
      other.close();
    });
  }

  it('ends cleanly when it is told to, and when its parent has gone', async () => {
    const one = await start();
    expect((await one.ask('/health/ready')).status).to.equal(200);
    expect(await one.end('SIGTERM')).to.equal(0);
    const another = await start(undefined, 2);
    const fronts = frontsOf(another.pid);
    expect(fronts).to.have.length(2);
    expect(await another.orphan()).to.equal(0);
    for (const pid of fronts) expect(isAlive(pid)).to.equal(false);
  });

  it('takes its fronts with it when it is killed', async () => {
    const killed = await start(undefined, 2);
    const fronts = frontsOf(killed.pid);
    expect(fronts).to.have.length(2);
    await killed.end('SIGKILL');
    await until(() => !fronts.some(isAlive));
  });

  for (const processes of [0, 2])
    it(`finishes a request that is running when it is told to end, with processes: ${processes}`, async () => {
      const running = await start(undefined, processes);
      const item = (await running.makeItem()).id;
      const bytes = randomBytes(200_000);
      const digest = createHash('sha256').update(bytes).digest('base64');
      const put = request(`${running.url}/api/items/${item}/files/p1.tif`, {
        method: 'PUT',
        headers: { ...running.headers, 'content-digest': `sha-256=:${digest}:`, 'content-length': '200000' },
      });
      put.write(bytes.subarray(0, 100_000));
      await until(async () => (await readdir(join(dataDir, 'uploads', 'put'))).length === 1);
      const ended = running.end('SIGTERM');
      const isClosed = () =>
        fetch(`${running.url}/health/live`).then(
          () => false,
          () => true,
        );
      await until(isClosed);
      put.end(bytes.subarray(100_000));
      const [answer] = (await once(put, 'response')) as [{ statusCode: number; resume(): void }];
      answer.resume();
      expect(answer.statusCode).to.equal(201);
      expect(await ended).to.equal(0);
    });

  for (const processes of [0, 2])
    it(`goes on with an upload in the middle of which it was killed, with processes: ${processes}`, async () => {
      const port = await freePort();
      const first = await start(port, processes);
      const item = (await first.makeItem()).id;
      const bytes = randomBytes(6_000_000);
      const asked: string[] = [];
      let killed: Promise<unknown> | undefined;
      await new Promise<void>((resolve, reject) => {
        new Upload(bytes, {
          endpoint: `${first.url}/api/uploads`,
          headers: { ...first.headers },
          metadata: { item, filename: 'p1.tif', sha256: sha256Of(bytes) },
          chunkSize: 1_000_000,
          retryDelays: [100, 500, 1_000, 2_000, 4_000, 8_000],
          onBeforeRequest: (req) => {
            asked.push(req.getMethod());
          },
          onChunkComplete: (_size, accepted) => {
            if (accepted >= 3_000_000) killed ??= first.end('SIGKILL').then(() => start(port, processes));
          },
          onError: reject,
          onSuccess: () => resolve(),
        }).start();
      });
      await killed;
      expect(asked.filter((method) => method === 'POST')).to.have.length(1);
      expect(asked).to.include('HEAD');
      expect(asked.filter((method) => method === 'PATCH').length).to.be.below(10);
      const found = await first.item(item);
      expect(found.surfaces[0]?.versions[0]?.sha256).to.equal(sha256Of(bytes));
    });
});
