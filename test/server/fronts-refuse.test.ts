import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createMetrics } from '../../runtime/metrics.ts';
import { createImageHandler } from '../../server/images/handler.ts';
import { createFoundRenders } from '../../server/images/renders.ts';
import { sumOf } from '../fixtures/counts.ts';
import { askAlone } from '../fixtures/plain-http.ts';
import { type PublishedScan, publishScan } from '../fixtures/published-images.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

/** One is made at a time, and four wait. */
const AT_ONCE = 5;
const ASKED = 40;

describe('fronts, when more is asked for than can be made', function () {
  this.timeout(120_000);
  let server: TestServer;
  let scan: PublishedScan;

  before(async () => {
    // So little memory that an AVIF of two megapixels is large.
    server = await startTestServer({ processes: 2, env: { RECTO_RENDER_MEMORY_MB: '512' } });
    scan = await publishScan(server, server.env, { width: 1601, height: 1301 });
  });
  after(() => server?.stop());

  const large = (number: number) => `${server.url}${scan.service}/${number},0,1500,1301/max/0/default.avif`;

  it('refuse by themselves for a moment what was refused, say when to come again, and count it', async () => {
    const answers = await Promise.all(Array.from({ length: ASKED }, (_, number) => askAlone(large(number))));
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length + answers.filter(({ status }) => status === 200).length).to.equal(ASKED);
    expect(refused.length).to.be.greaterThan(ASKED / 2);
    for (const { headers, body } of refused) {
      expect(headers['retry-after']).to.equal('2');
      expect(headers['access-control-allow-origin']).to.equal('*');
      expect(JSON.parse(body.toString())).to.include({ status: 503, code: 'busy' });
    }
    await until(async () => {
      const metrics = (await askAlone(`${server.url}/metrics`)).body.toString();
      return sumOf(metrics, 'recto_renders_total', 'outcome="refused"') === refused.length;
    });
  });

  it('pass on nothing for a moment after a refusal, in its lane alone', async () => {
    const passedOn: string[] = [];
    let retryAfter = '5';
    const metrics = createMetrics('front-test');
    const { config } = server.parts;
    const images = createImageHandler(
      { ...server.parts, metrics },
      {
        renders: createFoundRenders(config),
        passOn(req, res, errand) {
          passedOn.push(req.url ?? '');
          errand?.answered?.(503, { 'retry-after': retryAfter });
          res.writeHead(503).end();
        },
      },
    );
    const front = createServer((req, res) => void images.handle(req, res)).listen(0, '127.0.0.1');
    await once(front, 'listening');
    const { port } = front.address() as AddressInfo;
    const ask = (rest: string) => askAlone(`http://127.0.0.1:${port}${scan.service}/${rest}`);
    const picture = (number: number) => ask(`${number},1,1400,1300/max/0/default.avif`);
    for (const number of [1, 2]) expect((await picture(number)).status).to.equal(503);
    expect(passedOn).to.have.length(2);
    retryAfter = '2';
    await picture(3);
    const { status, headers } = await picture(4);
    expect([status, headers['retry-after'], passedOn.length]).to.deep.equal([503, '2', 3]);
    // What would never fit is not told to come again.
    const never = await ask('full/%5E9900,/0/default.avif');
    expect([never.status, passedOn.length]).to.deep.equal([400, 3]);
    expect(JSON.parse(never.body.toString()).detail).to.contain('not enough memory');
    expect((await ask('1,1,90,90/max/0/default.png')).status).to.equal(503);
    expect(passedOn).to.have.length(4);
    await until(async () => (await picture(5)) && passedOn.length === 5);
    front.close();
    metrics.close();
  });

  it('answer all else meanwhile, and pass on again what can be made', async () => {
    const crowd = Array.from({ length: 3 * AT_ONCE }, (_, number) => askAlone(large(ASKED + number)));
    const { status } = await askAlone(`${server.url}${scan.service}/full/137,/0/default.png`);
    expect(status).to.equal(200);
    await Promise.all(crowd);
    await until(async () => (await askAlone(large(99))).status === 200);
  });
});
