import { mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { makeDefects } from '../fixtures/make-defects.ts';
import { copyTiff, encodeTiff, makePixels } from '../fixtures/make-tiffs.ts';
import { askedByOpenSeadragon } from '../fixtures/open-seadragon.ts';
import { askAlone, type PlainAnswer } from '../fixtures/plain-http.ts';
import { type PublishedImages, publishBefore, surfaceOf } from '../fixtures/published-images.ts';
import { serviceOf } from './service.ts';
import { decode } from './squares.ts';

const VERSIONS = [3, 2] as const;
const TILE = '0,0,512,512/512,512/0/default.jpg';

describe('edge cases: what is damaged, and what is replaced', function () {
  this.timeout(120_000);
  const images = publishBefore(async () => {
    const scan = await encodeTiff(makePixels(1003, 707));
    // The same bytes on several pages: each page has a pack of its own.
    return [scan, scan, scan, scan, await encodeTiff(makePixels(700, 600))];
  });
  const good = serviceOf(images, 0);

  /** Asks a damaged image for something, and sees that the others and the process are as they were. */
  async function expectContained(index: number, request: string): Promise<void> {
    const damaged = serviceOf(images, index);
    for (const apiVersion of VERSIONS) {
      const answer = await damaged.ask(apiVersion, request);
      expect(answer.status, request).to.be.within(500, 503);
      expectProblem(answer);
      await good.expectStatus(apiVersion, 200, [TILE, 'full/111,/0/default.png']);
    }
    const alive = await askAlone(`${images.server.url}/health/live`);
    expect(alive.status).to.equal(200);
  }

  it('§3.5 item 33: a pack that was cut short: 500 on that image alone', async () => {
    const path = await packOf(images, 1);
    await truncate(path, 5_000);
    for (const request of ['info.json', TILE, 'full/100,/0/default.png']) await expectContained(1, request);
  });

  it('§3.5 item 33: a pack that is not there: 500 on that image alone', async () => {
    await rm(await packOf(images, 2));
    for (const request of ['info.json', TILE, 'full/100,/0/default.png']) await expectContained(2, request);
  });

  it('§3.5 item 33: one bad tile: what is drawn from it is refused, the others of the image are good', async () => {
    const service = serviceOf(images, 3);
    const [first, file] = [await service.ask(3, TILE), await packOf(images, 3)];
    await spoil(file, first.body);
    await expectContained(3, '0,0,500,500/499,/0/default.png');
    const other = await service.ask(3, '512,0,491,512/491,512/0/default.jpg');
    expect((await decode(other)).width).to.equal(491);
  });

  it('§3.5 item 34: a viewer that is open while a page is scanned anew sees the old scan, whole', async () => {
    const [id = ''] = images.ids.slice(4);
    const surface = id.split('~')[0];
    const before = await images.ask(3, `${id}/info.json`);
    await images.add('p05.tif', await encodeTiff(makePixels(310, 205)));
    await images.publish();
    for (const apiVersion of VERSIONS) {
      const info = await images.ask(apiVersion, `${id}/info.json`);
      expect(JSON.parse(info.body.toString())).to.include({ width: 700, height: 600 });
      for (const url of askedByOpenSeadragon(info.body.toString())) {
        const tile = await askAlone(`${images.server.url}${new URL(url).pathname}`);
        expect([tile.status, tile.headers['cache-control']]).to.deep.equal([
          200,
          'public, max-age=31536000, immutable',
        ]);
      }
      const newer = await images.ask(apiVersion, `${surface}~2/info.json`);
      expect(JSON.parse(newer.body.toString())).to.include({ width: 310, height: 205 });
      const bare = await images.ask(apiVersion, `${surface}/info.json`);
      expect([bare.status, bare.headers.location]).to.deep.equal([302, `../${surface}~2/info.json`]);
    }
    expect((await images.ask(3, `${id}/info.json`)).body.equals(before.body)).to.equal(true);
  });

  it('§3.5 item 33: a scan that is damaged never becomes an image, and the next is taken', async () => {
    const wanted = [
      'directory first, cut at',
      'LZW of libtiff, cut at',
      'directories in a circle',
      'absurd number of strips',
    ];
    const defects = await makeDefects();
    const chosen = wanted.map((part) => defects.find(({ name }) => name.includes(part)));
    for (const [index, defect] of chosen.entries()) {
      if (defect === undefined) throw new Error(`no defect like ${wanted[index]}`);
      const item = await images.add(`bad${index}.tif`, defect.bytes);
      const surface = surfaceOf(item, `bad${index}.tif`);
      expect([defect.name, surface.versions[0]?.state]).to.deep.equal([defect.name, 'rejected']);
      expect((await images.ask(3, `${surface.id}~1/info.json`)).status).to.equal(404);
    }
  });

  it('§3.5 item 33: BigTIFF, tiles, separate planes, big-endian: each becomes the same image', async () => {
    const plain = await decode(await good.ask(3, 'full/max/0/default.png'));
    for (const [name, flags] of [
      ['big', ['-8']],
      ['tiled', ['-t', '-w', '128', '-l', '128']],
      ['planes', ['-p', 'separate']],
      ['endian', ['-B', '-c', 'lzw']],
    ] as const) {
      const item = await images.add(`${name}.tif`, await copied(flags));
      const { id, versions } = surfaceOf(item, `${name}.tif`);
      expect(versions[0]?.state, name).to.equal('ready');
      const headers = images.server.headers;
      const got = await decode(await images.ask(3, `${id}~1/full/max/0/default.png`, { headers }));
      expect(got.data.equals(plain.data), name).to.equal(true);
    }
  });
});

function expectProblem({ headers, body }: PlainAnswer): void {
  expect(headers['content-type']).to.match(/^application\/problem\+json/);
  expect(headers['access-control-allow-origin']).to.equal('*');
  expect(headers['cache-control']).to.match(/no-store/);
  expect(body.toString()).to.not.match(/\/tmp\/|packs\/|\.ts\b/);
}

/** Where the pack of a picture lies on disk. */
async function packOf({ server, item }: PublishedImages, index: number): Promise<string> {
  const version = item.surfaces[index]?.versions[0]?.id ?? 'none';
  const names = await readdir(server.dataDir, { recursive: true });
  const found = names.filter((name) => name.includes(version) && name.endsWith('.zip'));
  expect(found).to.have.length(1);
  return join(server.dataDir, found[0] ?? '');
}

/** Overwrites the middle of something where it stands in a file. */
async function spoil(path: string, what: Buffer): Promise<void> {
  const at = (await readFile(path)).indexOf(what);
  expect(at).to.be.greaterThan(0);
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(what.length, 0xd8), 0, what.length, at);
  await file.close();
}

/** The good scan, written by libtiff in another way. */
async function copied(flags: readonly string[]): Promise<Buffer> {
  const dir = await mkdtemp(join(tmpdir(), 'recto-copied-'));
  try {
    await writeFile(join(dir, 'a.tif'), await encodeTiff(makePixels(1003, 707)));
    return await readFile(await copyTiff(join(dir, 'a.tif'), join(dir, 'b.tif'), ...flags));
  } finally {
    await rm(dir, { recursive: true });
  }
}
