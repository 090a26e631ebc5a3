import { expect } from 'chai';
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

  it('answer all else meanwhile, and pass on again what can be made', async () => {
    const crowd = Array.from({ length: 3 * AT_ONCE }, (_, number) => askAlone(large(ASKED + number)));
    const { status } = await askAlone(`${server.url}${scan.service}/full/137,/0/default.png`);
    expect(status).to.equal(200);
    await Promise.all(crowd);
    await until(async () => (await askAlone(large(99))).status === 200);
  });
});
