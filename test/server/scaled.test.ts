import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { makePixels, writeTiff } from '../fixtures/make-tiffs.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { radosgw } from '../fixtures/radosgw.ts';
import { makeBucket } from '../fixtures/s3-server.ts';
import { spawnTestWorkers, startTestServer, type TestProcess, type TestServer } from '../fixtures/server.ts';

describe('server and workers on different disks, with PostgreSQL and S3 between them', function () {
  this.timeout(120_000);
  let postgres: TestPostgres;
  let server: TestServer;
  let workers: TestProcess;
  let elsewhere: string;

  before(async () => {
    postgres = await startPostgres();
    const s3 = await radosgw();
    const store = {
      S3_BUCKET: await makeBucket(s3),
      S3_ENDPOINT: s3.endpoint,
      S3_REGION: s3.region,
      S3_PREFIX: 'archive/',
      S3_ACCESS_KEY_ID: s3.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    };
    server = await startTestServer({ env: { ...store, DATABASE_URL: await postgres.freshDatabase() } });
    elsewhere = await mkdtemp(join(tmpdir(), 'recto-elsewhere-'));
    const { REDIS_URL = '' } = server.env;
    workers = await spawnTestWorkers({ ...store, REDIS_URL, RECTO_DATA: elsewhere });
  });
  after(async () => {
    await workers?.end();
    await server?.stop();
    await postgres?.stop();
    await rm(elsewhere, { recursive: true, force: true });
  });

  it('bring a scan from its upload to the reader, and leave nothing on the disks', async () => {
    const pixels = makePixels(1_301, 907);
    const body = await readFile(await writeTiff(join(elsewhere, 'p1.tif'), pixels));
    await rm(join(elsewhere, 'p1.tif'));
    const { id } = await server.makeItem();
    const digest = createHash('sha256').update(body).digest('base64');
    const sent = await server.ask(`/api/items/${id}/files/p1.tif`, {
      method: 'PUT',
      body,
      headers: { 'content-digest': `sha-256=:${digest}:` },
    });
    expect(sent.status).to.equal(201);
    const item = await server.untilItem(id, ({ counts }) => counts.ready === 1, 60_000);
    const published = await server.ask(`/api/items/${id}/publish`, {
      method: 'POST',
      json: { override: 'A test.' },
    });
    expect(published.status, await published.text()).to.equal(200);

    const manifest = await fetch(server.url + new URL(item.manifest).pathname);
    expect([
      manifest.status,
      JSON.stringify(await manifest.json()).includes(item.surfaces[0]?.id ?? '-'),
    ]).to.deep.equal([200, true]);
    const service = new URL(item.surfaces[0]?.image ?? '').pathname.replace('/info.json', '');
    const tile = await fetch(`${server.url}${service}/1024,512,277,395/277,395/0/default.jpg`);
    const drawn = await sharp(Buffer.from(await tile.arrayBuffer()))
      .raw()
      .toBuffer();
    const { data } = await sharp(pixels.data, { raw: { width: 1_301, height: 907, channels: 3 } })
      .extract({ left: 1024, top: 512, width: 277, height: 395 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const off = drawn.reduce((sum, value, at) => sum + Math.abs(value - (data[at] ?? 0)), 0) / data.length;
    expect(off, 'mean difference in levels of 255').to.be.lessThan(2);

    const left = await Promise.all(
      [server.dataDir, elsewhere].map((dir) => readdir(dir, { recursive: true, withFileTypes: true })),
    );
    expect(
      left
        .flat()
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name),
    ).to.deep.equal([]);
  });
});
