import { createServer } from 'node:http';
import { expect } from 'chai';
import { createImageHandler } from '../../server/images/handler.ts';
import { createFoundRenders } from '../../server/images/renders.ts';
import { freePort } from '../fixtures/free-port.ts';
import { type PublishedScan, publishScan } from '../fixtures/published-images.ts';
import { readJson, startTestServer, type TestServer } from '../fixtures/server.ts';

const TILE = '0,0,512,512/512,512/0/default.jpg';
const PICTURE = '10,10,200,150/100,75/0/default.png';

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
    await server.ask(`/api/items/${scan.itemId}/publish`, { method: 'POST', json: { override: 'A test.' } });
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
});
