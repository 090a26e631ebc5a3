import { createServer } from 'node:http';
import { expect } from 'chai';
import { createImageHandler } from '../../server/images/handler.ts';
import { createFoundRenders } from '../../server/images/renders.ts';
import { sumOf } from '../fixtures/counts.ts';
import { freePort } from '../fixtures/free-port.ts';
import { type PublishedScan, publishScan } from '../fixtures/published-images.ts';
import { readJson, startTestServer, type TestServer } from '../fixtures/server.ts';

const TILE = '0,0,512,512/512,512/0/default.jpg';
const PICTURE = '10,10,200,150/100,75/0/default.png';
const LINKED_3 = 'application/ld+json;profile="http://iiif.io/api/image/3/context.json"';

describe('what the image services answer', function () {
  this.timeout(60_000);
  let server: TestServer;
  let scan: PublishedScan;

  before(async () => {
    server = await startTestServer({ env: { RECTO_TRUST_PROXY: 'loopback' } });
    scan = await publishScan(server, server.env, { width: 1_003, height: 707 });
  });
  after(() => server?.stop());

  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${server.url}${scan.service}/${path}`, { method, headers, redirect: 'manual' });
  const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

  for (const path of [TILE, PICTURE]) {
    describe(`to a range of ${path}`, () => {
      it('is that part of it, beginning, middle and end', async () => {
        const answer = await ask(path);
        const whole = await bytesOf(answer);
        expect(answer.headers.get('accept-ranges')).to.equal('bytes');
        for (const [range, first, last] of [
          ['bytes=0-9', 0, 9],
          ['bytes=50-', 50, whole.length - 1],
          ['bytes=-7', whole.length - 7, whole.length - 1],
        ] as const) {
          const part = await ask(path, { range });
          expect([part.status, part.headers.get('content-range')]).to.deep.equal([
            206,
            `bytes ${first}-${last}/${whole.length}`,
          ]);
          expect(part.headers.get('content-length')).to.equal(String(last - first + 1));
          expect((await bytesOf(part)).equals(whole.subarray(first, last + 1)), range).to.equal(true);
          for (const name of ['etag', 'content-type', 'link'])
            expect(part.headers.get(name), name).to.equal(answer.headers.get(name));
        }
      });

      it('is all of it for several parts at once, for another edition, and for HEAD', async () => {
        const etag = (await ask(path)).headers.get('etag') ?? '';
        const range = 'bytes=0-9';
        expect((await ask(path, { range: 'bytes=0-9,20-29' })).status).to.equal(200);
        expect((await ask(path, { range, 'if-range': '"another"' })).status).to.equal(200);
        expect((await ask(path, { range, 'if-range': etag })).status).to.equal(206);
        expect((await ask(path, { range }, 'HEAD')).status).to.equal(200);
        expect((await ask(path, { range, 'if-none-match': etag })).status).to.equal(304);
      });

      it('is 416 with its size where it has no such part, for no cache to keep', async () => {
        const { length } = await bytesOf(await ask(path));
        const none = await ask(path, { range: 'bytes=99999999-' });
        expect([none.status, none.headers.get('content-range')]).to.deep.equal([416, `bytes */${length}`]);
        expect(none.headers.get('cache-control')).to.equal('no-store');
        expect(none.headers.get('access-control-allow-origin')).to.equal('*');
      });
    });

    it(`to who holds ${path} of that day or later is 304, with how long to keep it`, async () => {
      const answer = await ask(path);
      const modified = answer.headers.get('last-modified') ?? '';
      const known = await ask(path, { 'if-modified-since': modified });
      const later = await ask(path, { 'if-modified-since': new Date(Date.now() + 60_000).toUTCString() });
      const earlier = await ask(path, {
        'if-modified-since': new Date(Date.parse(modified) - 1_000).toUTCString(),
      });
      expect([known.status, later.status, earlier.status]).to.deep.equal([304, 304, 200]);
      expect(known.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
      expect(known.headers.get('access-control-allow-origin')).to.equal('*');
    });
  }

  it('to HEAD of a picture that nobody has asked for is made of nothing', async () => {
    const before = await madeSoFar();
    const head = await ask('11,13,300,200/max/0/default.webp', {}, 'HEAD');
    expect([head.status, head.headers.get('content-type')]).to.deep.equal([200, 'image/webp']);
    expect(await madeSoFar()).to.equal(before);
  });

  for (const [version, accept, type] of [
    [3, '*/*', LINKED_3],
    [3, 'application/json', 'application/json'],
    [3, 'application/json;q=0.5, application/ld+json', LINKED_3],
    [3, 'application/ld+json;q=0.1, application/json', 'application/json'],
    [3, 'application/json, text/plain, */*', 'application/json'],
    [3, 'application/ld+json;profile="http://iiif.io/api/image/2/context.json"', LINKED_3],
    [3, 'text/html', LINKED_3],
    [2, '*/*', 'application/json'],
    [2, 'application/*', 'application/json'],
    [2, 'application/ld+json', 'application/ld+json'],
    [2, 'application/ld+json;q=0', 'application/json'],
    [2, 'text/html', 'application/json'],
  ] as const) {
    it(`to Accept: ${accept} is ${type} in version ${version}`, async () => {
      const path = `${server.url}${scan.service.replace('/3/', `/${version}/`)}/info.json`;
      const answer = await fetch(path, { headers: { accept } });
      expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([200, type]);
      expect(answer.headers.get('vary')).to.equal('Accept');
      const etag = answer.headers.get('etag') ?? '';
      expect(etag).to.match(/^"[^"]+"$/);
      const known = await fetch(path, { headers: { accept, 'if-none-match': etag } });
      expect([known.status, known.headers.get('vary'), known.headers.get('etag')]).to.deep.equal([
        304,
        'Accept',
        etag,
      ]);
    });
  }

  it('behind a proxy that is trusted has the ids that the world knows, and nobody else is given them', async () => {
    const forwarded = {
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'scans.example.org',
      'x-forwarded-prefix': '/archive',
    };
    const outside = 'https://scans.example.org/archive';
    const info = await readJson<{ id: string; partOf: { id: string }[] }>(await ask('info.json', forwarded));
    expect(info.id).to.equal(`${outside}${scan.service}`);
    for (const { id } of info.partOf) expect(id.startsWith(`${outside}/iiif/presentation/`)).to.equal(true);
    expect((await ask(TILE, forwarded)).headers.get('link')).to.include(`<${outside}${scan.service}/`);
    const manifest = `${server.url}/iiif/presentation/${scan.itemId}/manifest`;
    const seen = await readJson<{ id: string }>(await fetch(manifest, { headers: forwarded }));
    expect(seen.id).to.equal(`${outside}/iiif/presentation/${scan.itemId}/manifest`);
    const { publicUrl } = server.parts.config;
    expect(await readJson<{ id: string }>(await fetch(manifest))).to.include({
      id: `${publicUrl}/iiif/presentation/${scan.itemId}/manifest`,
    });
    expect(await readJson<{ id: string }>(await ask('info.json'))).to.include({
      id: `${publicUrl}${scan.service}`,
    });
  });

  it('has the rights that were published, and not those of the draft', async () => {
    const rights = async () => (await readJson<{ rights?: string }>(await ask('info.json'))).rights;
    const license = 'http://creativecommons.org/licenses/by/4.0/';
    const { edition } = await server.item(scan.itemId);
    const headers = { 'if-match': `"${edition}"` };
    await server.ask(`/api/items/${scan.itemId}`, { method: 'PATCH', json: { rights: license }, headers });
    expect(await rights()).to.equal(undefined);
    await server.ask(`/api/items/${scan.itemId}/publish`, { method: 'POST', json: {} });
    expect(await rights()).to.equal(license);
  });

  // After the groups above: it withdraws the scan.
  describe('in a front', () => {
    it('is what it can answer by itself; everything else is passed on untouched', async () => {
      const passed: string[] = [];
      const renders = createFoundRenders(server.parts.config);
      const images = createImageHandler(
        { ...server.parts, metrics: { ...server.parts.metrics, ...noMetrics } },
        {
          renders,
          passOn(req, res) {
            passed.push(`${req.url} ${res.getHeaderNames().length} ${res.headersSent}`);
            res.writeHead(299).end();
          },
        },
      );
      const front = createServer((req, res) => void images.handle(req, res));
      const port = await freePort();
      await new Promise<void>((resolve) => front.listen(port, '127.0.0.1', resolve));
      const status = async (path: string, method = 'GET') =>
        (await fetch(`http://127.0.0.1:${port}${path}`, { method, redirect: 'manual' })).status;
      const unseen = `${scan.service}/17,19,100,100/max/0/gray.png`;
      const bare = scan.service.replace('~1', '/info.json');
      try {
        const { length } = await bytesOf(await ask(PICTURE));
        for (const path of [TILE, 'info.json', PICTURE])
          expect(await status(`${scan.service}/${path}`), path).to.equal(200);
        expect([await status(scan.service), await status(unseen, 'HEAD'), length > 0]).to.deep.equal([
          303,
          200,
          true,
        ]);
        expect(passed).to.deep.equal([]);
        expect([await status(unseen), await status(bare)]).to.deep.equal([299, 299]);
        expect(passed).to.deep.equal([`${unseen} 0 false`, `${bare} 0 false`]);
        await server.ask(`/api/items/${scan.itemId}/withdraw`, {
          method: 'POST',
          json: { reason: 'A mistake.' },
        });
        images.forget(scan.itemId);
        expect(await status(`${scan.service}/${TILE}`), 'withdrawn').to.equal(299);
      } finally {
        await renders.close();
        front.closeAllConnections();
        front.close();
      }
    });
  });

  /** A second handler in one process would count under names that are taken. */
  const noMetrics = { counter: () => () => undefined, histogram: () => () => undefined } as const;

  /** How many pictures were made, by the server's own count. */
  async function madeSoFar(): Promise<number> {
    return sumOf(await server.parts.metrics.text(), 'recto_renders_total');
  }
});
