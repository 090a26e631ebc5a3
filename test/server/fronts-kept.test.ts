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

/** Of noise, so that it is well above what is read at once. */
const picture = (number: number) => `${number},0,1500,1301/max/0/default.png`;
const REQUESTS = 'recto_image_requests_total';

describe('fronts, and the pictures that are made for them', function () {
  this.timeout(120_000);
  let server: TestServer;
  let scan: PublishedScan;
  let number = 0;

  before(async () => {
    server = await startTestServer({ processes: 2 });
    scan = await publishScan(server, server.env, { width: 1601, height: 1301 });
  });
  after(() => server?.stop());

  const ask = (rest: string, headers = {}) => askAlone(`${server.url}${scan.service}/${rest}`, { headers });
  const count = async (labels: string) =>
    sumOf((await askAlone(`${server.url}/metrics`)).body.toString(), REQUESTS, labels);

  it('send them from the cache: whole, in part, again, and count each once', async () => {
    const before = await count('plan="render"');
    const rest = picture(++number);
    const whole = await ask(rest);
    expect([whole.status, whole.headers['content-type']]).to.deep.equal([200, 'image/png']);
    expect(whole.body.length).to.be.greaterThan(262_144);
    expect(whole.headers['content-length']).to.equal(String(whole.body.length));
    expect(whole.headers).not.to.have.property('x-recto-kept');
    const again = await ask(rest);
    expect(again.body.equals(whole.body)).to.equal(true);
    const other = picture(++number);
    const part = await ask(other, { range: 'bytes=1000-300999' });
    expect([part.status, part.body.length]).to.deep.equal([206, 300_000]);
    expect((await ask(other)).body.subarray(1_000, 301_000).equals(part.body)).to.equal(true);
    expect(await count('plan="render"')).to.equal(before + 4);
    expect(await count('lane="normal",cache="made"')).to.equal(2);
    // The process that made them has sent none.
    expect(sumOf(await server.parts.metrics.text(), REQUESTS, 'plan="render"')).to.equal(0);
    expect(sumOf(await server.parts.metrics.text(), 'recto_renders_total', 'outcome="made"')).to.equal(2);
  });

  it('answer nobody who sends their header himself', async () => {
    const rest = picture(++number);
    const { status, headers, body } = await ask(rest, { 'x-recto-kept': 'say' });
    expect([status, headers['content-type'], body.length > 262_144]).to.deep.equal([200, 'image/png', true]);
    const alone = await startTestServer({ processes: 0 });
    try {
      const { service } = await publishScan(alone, alone.env, { width: 1601, height: 1301 });
      const url = `${alone.url}${service}/${rest}`;
      expect((await askAlone(url, { headers: { 'x-recto-kept': 'say' } })).status).to.equal(200);
    } finally {
      await alone.stop();
    }
  });

  it('ask again for the bytes themselves when the picture has been driven out in the meantime', async () => {
    const front = await openFront();
    const answer = await askAlone(`${front.url}/${picture(++number)}`);
    expect([answer.status, answer.body.toString()]).to.deep.equal([200, 'the bytes']);
    expect(front.errands).to.deep.equal(['say', undefined]);
    front.close();
  });

  it('ask for the bytes at once where the request has a body, which can be passed on but once', async () => {
    const front = await openFront();
    const headers = { 'content-length': '4' };
    const answer = await askAlone(`${front.url}/${picture(++number)}`, { headers }, 'body');
    expect([answer.status, answer.body.toString()]).to.deep.equal([200, 'the bytes']);
    expect(front.errands).to.deep.equal([undefined]);
    front.close();
  });

  it('ask anew for a picture of what was withdrawn while it was made', async () => {
    const other = await publishScan(server, server.env, { width: 1601, height: 1301 });
    const rest = picture(++number);
    const front = await openFront(async (forget) => {
      // By now it is made and kept, and so nothing else keeps the front from sending it.
      expect((await askAlone(`${server.url}${other.service}/${rest}`)).status).to.equal(200);
      const withdrawn = await server.ask(`/api/items/${other.itemId}/withdraw`, {
        method: 'POST',
        json: { reason: 'x' },
      });
      expect(withdrawn.status, await withdrawn.text()).to.be.below(300);
      forget(other.itemId);
    });
    const { origin } = new URL(front.url);
    const answer = await askAlone(`${origin}${other.service}/${rest}`);
    expect([answer.status, answer.body.toString()]).to.deep.equal([200, 'the bytes']);
    expect(front.errands).to.deep.equal(['say', undefined]);
    front.close();
  });

  /** The handler of a front; the process behind it says that pictures are kept, which they are not. */
  async function openFront(meanwhile?: (forget: (itemId: string) => void) => Promise<void>) {
    const errands: (string | undefined)[] = [];
    const metrics = createMetrics('front-test');
    const images = createImageHandler(
      { ...server.parts, metrics },
      {
        renders: createFoundRenders(server.parts.config),
        passOn(_req, res, errand) {
          const asks = errand?.headers?.[0]?.[1];
          errands.push(asks);
          if (asks === undefined) return void res.end('the bytes');
          const answer = () => errand?.answered?.(204, { 'x-recto-kept': 'normal made' });
          void (meanwhile?.(images.forget) ?? Promise.resolve()).then(answer);
        },
      },
    );
    const listening = createServer((req, res) => void images.handle(req, res)).listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    const close = (): void => {
      listening.close();
      metrics.close();
    };
    return { url: `http://127.0.0.1:${port}${scan.service}`, errands, close };
  }
});
