import { Agent, type IncomingMessage, request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { type PublishedScan, publishScan } from '../fixtures/published-images.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

const ADDRESSES = 3_000;
const QUERY = 'x'.repeat(14_000);

describe('the memory of the image services', function () {
  this.timeout(60_000);
  let server: TestServer;
  let scan: PublishedScan;
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });

  before(async () => {
    setFlagsFromString('--expose_gc');
    server = await startTestServer({ env: { RECTO_RENDER_MEMORY_MB: '128' } });
    scan = await publishScan(server, server.env, { width: 1_003, height: 707 });
  });
  after(async () => {
    agent.destroy();
    await server?.stop();
  });

  /** What is held on to, in bytes. */
  function heap(): number {
    runInNewContext('gc')();
    return process.memoryUsage().heapUsed;
  }

  function head(path: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const asked = request(`${server.url}${path}`, { method: 'HEAD', agent });
      asked.on('response', (answer: IncomingMessage) => {
        answer.resume().on('end', () => resolve(answer.statusCode));
      });
      asked.on('error', reject).end();
    });
  }

  async function askMany(first: number, query: string): Promise<void> {
    const numbers = Array.from({ length: ADDRESSES }, (_, index) => first + index);
    for (let at = 0; at < numbers.length; at += 50) {
      const part = numbers.slice(at, at + 50);
      const region = (number: number) => `${number % 900},${Math.floor(number / 900)},50,50`;
      const asked = part.map((number) =>
        head(`${scan.service}/${region(number)}/max/0/default.jpg?${query}${number}`),
      );
      expect(new Set(await Promise.all(asked))).to.deep.equal(new Set([200]));
    }
  }

  it('is too small for some pictures, which HEAD is told as GET is', async () => {
    const path = `${scan.service}/full/%5Emax/0/default.tif`;
    const got = await fetch(`${server.url}${path}`);
    expect(got.status).to.equal(400);
    expect(await got.text()).to.include('not enough memory');
    expect(await head(path)).to.equal(400);
    expect(await head(`${scan.service}/full/!300,300/0/default.tif`)).to.equal(200);
  });

  it('keeps nothing of what a stranger writes behind addresses', async () => {
    await askMany(0, '');
    const before = heap();
    await askMany(ADDRESSES, QUERY);
    expect((heap() - before) / 1_000_000).to.be.below((ADDRESSES * QUERY.length) / 3_000_000);
  });
});
