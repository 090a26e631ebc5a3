import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { makePixels, writeTiff } from '../fixtures/make-tiffs.ts';
import { askedByOpenSeadragon } from '../fixtures/open-seadragon.ts';
import {
  readJson,
  spawnTestWorkers,
  startTestServer,
  type TestProcess,
  type TestServer,
} from '../fixtures/server.ts';

const WIDTH = 1003;
const HEIGHT = 707;

/** A scan, and the digest to send it with. */
async function makeScan(
  width: number,
  height: number,
): Promise<{ body: Buffer; headers: Record<string, string> }> {
  const dir = await mkdtemp(join(tmpdir(), 'recto-images-'));
  const body = await readFile(await writeTiff(join(dir, 'p1.tif'), makePixels(width, height)));
  await rm(dir, { recursive: true });
  const digest = createHash('sha256').update(body).digest('base64');
  return { body, headers: { 'content-digest': `sha-256=:${digest}:` } };
}

interface Info {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly sizes: readonly { width: number; height: number }[];
}

describe('the image services', function () {
  this.timeout(60_000);
  let server: TestServer;
  let workers: TestProcess;
  let itemId: string;
  let surfaceId: string;
  const anyone = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${server.url}${path}`, { method, headers, redirect: 'manual' });

  before(async () => {
    server = await startTestServer();
    workers = await spawnTestWorkers(server.env);
    itemId = (await server.makeItem()).id;
    const scan = await makeScan(WIDTH, HEIGHT);
    await server.ask(`/api/items/${itemId}/files/p1.tif`, { method: 'PUT', ...scan });
    const item = await server.untilItem(
      itemId,
      (seen) => seen.surfaces[0]?.versions[0]?.state === 'ready',
      30_000,
    );
    surfaceId = item.surfaces[0]!.id;
  });
  after(async () => {
    await workers?.end();
    await server?.stop();
  });

  const at = (rest: string, version: 2 | 3 = 3) => `/iiif/${version}/${surfaceId}~1/${rest}`;

  it('show nothing to strangers before it is published, and everything to staff, for nobody to keep', async () => {
    const stranger = await anyone(at('info.json'));
    expect([stranger.status, stranger.headers.get('access-control-allow-origin')]).to.deep.equal([404, '*']);
    const staff = await server.ask(at('full/max/0/default.jpg'));
    expect([staff.status, staff.headers.get('cache-control')]).to.deep.equal([200, 'private, no-store']);
    const published = await server.ask(`/api/items/${itemId}/publish`, {
      method: 'POST',
      json: { override: 'A test.' },
    });
    expect(published.status, await published.text()).to.equal(200);
    expect((await anyone(at('info.json'))).status).to.equal(200);
  });

  it('describe the image, in both versions', async () => {
    const answer = await anyone(at('info.json'));
    expect(answer.headers.get('content-type')).to.equal(
      'application/ld+json;profile="http://iiif.io/api/image/3/context.json"',
    );
    const info = await readJson<Info>(answer);
    expect(info).to.include({ width: WIDTH, height: HEIGHT, type: 'ImageService3', profile: 'level2' });
    expect(info.id).to.equal(`${server.parts.config.publicUrl}/iiif/3/${surfaceId}~1`);
    const older = await anyone(at('info.json', 2));
    expect(older.headers.get('content-type')).to.equal('application/json');
    expect(await older.json()).to.include({
      '@id': `${server.parts.config.publicUrl}/iiif/2/${surfaceId}~1`,
      width: WIDTH,
    });
  });

  it('answer every address that OpenSeadragon asks for from the pack, in the size it expects', async () => {
    const asked = askedByOpenSeadragon(await (await anyone(at('info.json'))).text());
    expect(asked.length).to.be.greaterThan(4);
    const before = await renders();
    for (const url of asked) {
      const answer = await anyone(new URL(url).pathname);
      const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
      expect([answer.status, answer.headers.get('cache-control')], url).to.deep.equal([
        200,
        'public, max-age=31536000, immutable',
      ]);
      const [, w, h] = /\/(\d+),(\d+)\/0\/default\.jpg$/.exec(url) ?? [];
      if (w !== undefined) expect([width, height], url).to.deep.equal([Number(w), Number(h)]);
    }
    expect(await renders()).to.equal(before);
  });

  it('answer every listed size from the pack', async () => {
    const { sizes } = await readJson<Info>(await anyone(at('info.json')));
    const before = await renders();
    for (const size of sizes) {
      const answer = await anyone(at(`full/${size.width},${size.height}/0/default.jpg`));
      const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
      expect([width, height]).to.deep.equal([size.width, size.height]);
    }
    expect(await renders()).to.equal(before);
  });

  for (const [request, type, size] of [
    ['full/max/0/default.jpg', 'image/jpeg', [WIDTH, HEIGHT]],
    ['full/max/0/default.png', 'image/png', [WIDTH, HEIGHT]],
    ['101,53,307,211/150,/0/default.webp', 'image/webp', [150, 103]],
    ['square/!100,100/90/gray.jpg', 'image/jpeg', [100, 100]],
    ['pct:50,50,50,50/max/!0/bitonal.png', 'image/png', [501, 353]],
    ['full/%5E2000,/0/color.jpg', 'image/jpeg', [2000, 1410]],
  ] as const) {
    it(`draw ${request}, whose canonical address gives the same bytes`, async () => {
      const answer = await anyone(at(request));
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([200, type]);
      const { width, height } = await sharp(bytes).metadata();
      expect([width, height]).to.deep.equal([...size]);
      const canonical = /<([^>]+)>;rel="canonical"/.exec(answer.headers.get('link') ?? '')?.[1] ?? '';
      const again = await anyone(new URL(canonical).pathname);
      expect(Buffer.from(await again.arrayBuffer()).equals(bytes), canonical).to.equal(true);
      expect(again.headers.get('link')).to.equal(answer.headers.get('link'));
    });
  }

  for (const [request, status] of [
    ['full/full/0/default.jpg', 400],
    ['full/2000,/0/default.jpg', 400],
    ['9999,0,10,10/max/0/default.jpg', 400],
    ['full/max/361/default.jpg', 400],
    ['full/max/0/sepia.jpg', 400],
    ['full/max/0/default.jpeg', 400],
    ['full/max/0/default', 400],
    ['full/max/%ZZ/default.jpg', 400],
    ['full/max', 404],
  ] as const) {
    it(`refuse ${request} with ${status}, in words that any page may read`, async () => {
      const answer = await anyone(at(request));
      const problem = await readJson<{ detail: string }>(answer);
      expect(answer.status).to.equal(status);
      expect(answer.headers.get('access-control-allow-origin')).to.equal('*');
      expect(answer.headers.get('content-type')).to.match(/^application\/problem\+json/);
      expect(problem.detail).to.match(/^[A-Z].*\.$/);
    });
  }

  it('send 304 for what the client holds, and nothing but headers to HEAD', async () => {
    const first = await anyone(at('0,0,512,512/512,512/0/default.jpg'));
    const bytes = (await first.arrayBuffer()).byteLength;
    const etag = first.headers.get('etag') ?? '';
    const second = await anyone(at('0,0,512,512/512,512/0/default.jpg'), { 'if-none-match': `"x", ${etag}` });
    expect([second.status, await second.text(), second.headers.get('etag')]).to.deep.equal([304, '', etag]);
    const head = await anyone(at('0,0,512,512/512,512/0/default.jpg'), {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).to.deep.equal([
      200,
      String(bytes),
      '',
    ]);
  });

  it('make the largest one at a time, and tell the rest to come back, while tiles go on', async () => {
    const widths = Array.from({ length: 8 }, (_, n) => 7_000 + n);
    const asked = widths.map((width) => anyone(at(`full/%5E${width},/0/default.jpg`)));
    const tile = await anyone(at('0,0,512,512/512,512/0/default.jpg'));
    expect(tile.status).to.equal(200);
    const answers = await Promise.all(asked);
    const refused = answers.filter((answer) => answer.status === 503);
    expect(answers.filter((answer) => answer.status === 200).length + refused.length).to.equal(8);
    expect(refused).to.have.length(3);
    expect(refused.every((answer) => Number(answer.headers.get('retry-after')) > 0)).to.equal(true);
  });

  it('lead from the bare surface to its current version, and from the service to its description', async () => {
    const bare = await anyone(`/iiif/3/${surfaceId}/full/max/0/default.jpg`);
    const target = new URL(
      bare.headers.get('location') ?? '',
      `${server.url}/iiif/3/${surfaceId}/full/max/0/default.jpg`,
    );
    expect([bare.status, target.pathname]).to.deep.equal([302, at('full/max/0/default.jpg')]);
    const base = await anyone(at('').slice(0, -1));
    expect(base.status).to.equal(303);
    expect(new URL(base.headers.get('location') ?? '', server.url + at('').slice(0, -1)).pathname).to.equal(
      at('info.json'),
    );
  });

  it('answer preflight requests, and refuse what is no reading', async () => {
    const preflight = await anyone(at('info.json'), {}, 'OPTIONS');
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).to.deep.equal([
      204,
      '*',
    ]);
    expect((await anyone(at('info.json'), {}, 'POST')).status).to.equal(405);
  });

  it('show a rescan to nobody but staff before it is published, and the scan before it for ever', async () => {
    const scan = await makeScan(310, 205);
    await server.ask(`/api/items/${itemId}/files/p1.tif`, { method: 'PUT', ...scan });
    await server.untilItem(itemId, (seen) => seen.surfaces[0]?.currentVersion === 2, 30_000);
    const second = `/iiif/3/${surfaceId}~2/info.json`;
    const bare = `/iiif/3/${surfaceId}/info.json`;
    const leadsTo = async (answer: Response) => (answer.headers.get('location') ?? '').slice(-12);
    expect((await anyone(second)).status).to.equal(404);
    expect(await leadsTo(await anyone(bare))).to.equal('~1/info.json');
    const staff = await server.ask(second);
    expect([staff.status, staff.headers.get('cache-control')]).to.deep.equal([200, 'private, no-store']);
    expect(await leadsTo(await anyone(bare, server.headers))).to.equal('~2/info.json');
    await server.ask(`/api/items/${itemId}/publish`, { method: 'POST', json: { override: 'A test.' } });
    expect(await leadsTo(await anyone(bare))).to.equal('~2/info.json');
    for (const path of [second, at('info.json')]) expect((await anyone(path)).status, path).to.equal(200);
  });

  it('are closed, and never 404, while the item is', async () => {
    const change = async (access: string) => {
      const { edition } = await readJson<{ edition: number }>(await server.ask(`/api/items/${itemId}`));
      const headers = { 'if-match': `"${edition}"` };
      return server.ask(`/api/items/${itemId}`, { method: 'PATCH', json: { access }, headers });
    };
    const tile = at('0,0,512,512/512,512/0/default.jpg');
    expect([(await change('closed')).status, (await anyone(tile)).status]).to.deep.equal([200, 403]);
    for (const path of [
      at('info.json'),
      `/iiif/3/${surfaceId}`,
      `/iiif/3/${surfaceId}/full/max/0/default.jpg`,
    ])
      expect((await anyone(path)).status, path).to.equal(403);
    expect((await server.ask(tile)).status, 'staff').to.equal(200);
    expect([(await change('open')).status, (await anyone(tile)).status]).to.deep.equal([200, 200]);
  });

  it('are gone, and say so, once the item is withdrawn', async () => {
    await server.ask(`/api/items/${itemId}/withdraw`, { method: 'POST', json: { reason: 'A mistake.' } });
    const tile = await anyone(at('0,0,512,512/512,512/0/default.jpg'));
    expect([tile.status, tile.headers.get('cache-control')]).to.deep.equal([410, 'no-store']);
    expect((await server.ask(at('info.json'))).status).to.equal(200);
    expect((await anyone(`/iiif/3/${surfaceId}/info.json`)).status).to.equal(410);
  });

  /** How many pictures were drawn so far, by the server's own count. */
  async function renders(): Promise<number> {
    const text = await server.parts.metrics.text();
    const lines = text.split('\n').filter((line) => /^recto_image_requests_total.*plan="render"/.test(line));
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }
});
