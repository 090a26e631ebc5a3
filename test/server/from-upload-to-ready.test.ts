import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { Upload } from 'tus-js-client';
import { makePixels, writeTiff } from '../fixtures/make-tiffs.ts';
import { spawnTestWorkers, startTestServer, type TestProcess, type TestServer } from '../fixtures/server.ts';
import { upload } from '../fixtures/tus.ts';

describe('a scan, from its upload on', function () {
  this.timeout(60_000);
  let server: TestServer;
  let workers: TestProcess;
  let scan: Buffer;
  let item: string;

  before(async () => {
    server = await startTestServer();
    workers = await spawnTestWorkers(server.env);
    scan = await readFile(await writeTiff(join(server.dataDir, 'scan.tif'), makePixels(1_301, 907)));
  });
  after(async () => {
    await workers?.end();
    await server?.stop();
  });
  beforeEach(async () => {
    item = (await server.makeItem()).id;
  });

  it('becomes an image that is served', async () => {
    await new Promise<void>((resolve, reject) => {
      new Upload(scan, {
        endpoint: `${server.url}/api/uploads`,
        headers: { ...server.headers },
        metadata: { item, filename: 'p1.tif' },
        onError: reject,
        onSuccess: () => resolve(),
      }).start();
    });
    const found = await server.untilItem(item, ({ counts }) => counts.ready === 1, 30_000);
    const [surface] = found.surfaces;
    expect(surface).to.include({ width: 1_301, height: 907, state: 'captured', currentVersion: 1 });
    expect(surface?.versions[0]?.facts).to.include({ width: 1_301, height: 907, bitsPerSample: 8 });
    const path = new URL(surface?.image ?? '').pathname;
    const info = await server.ask(path);
    expect(info.status, await info.clone().text()).to.equal(200);
    expect(await info.json()).to.include({ type: 'ImageService3', width: 1_301, height: 907 });
  });

  it('is kept out where it is broken, in words', async () => {
    const cutShort = join(server.dataDir, 'cut-short.tif');
    await writeTiff(cutShort, makePixels(1_301, 907));
    await truncate(cutShort, 1_000_000);
    const files = [await readFile(cutShort), Buffer.from('not an image at all')];
    for (const [n, bytes] of files.entries()) await upload(server, { item, filename: `p${n}.tif`, bytes });
    const found = await server.untilItem(item, ({ counts }) => counts.stuck === 2, 30_000);
    for (const { versions, image } of found.surfaces) {
      expect(versions[0]?.state).to.equal('rejected');
      expect(image).to.equal(null);
      const errors = versions[0]?.findings.filter(({ severity }) => severity === 'error') ?? [];
      expect(errors).to.not.be.empty;
      for (const { message } of errors) expect(message.en).to.match(/^[A-Z].*\.$/s);
    }
  });

  it('is published by itself once all is ready, where that was asked for', async () => {
    const rights = 'https://creativecommons.org/publicdomain/mark/1.0/';
    const { edition } = await server.item(item);
    const patch = { rights, label: { nl: ['Aan alle arbeiders'] }, requiredStatement: { nl: ['Archief'] } };
    const headers = { 'if-match': `"${edition}"` };
    const changed = await server.ask(`/api/items/${item}`, { method: 'PATCH', headers, json: patch });
    expect(changed.status, await changed.text()).to.equal(200);
    const asked = await server.ask(`/api/items/${item}/publish`, {
      method: 'POST',
      json: { whenReady: true, override: 'A test.' },
    });
    expect(asked.status, await asked.text()).to.equal(200);
    await upload(server, { item, filename: 'p1.tif', bytes: scan });
    const found = await server.untilItem(item, ({ state }) => state === 'published', 30_000);
    expect(found).to.include({ publishedRevision: 1, publishWhenReady: false });
    expect((await fetch(`${server.url}${new URL(found.manifest).pathname}`)).status).to.equal(200);
  });
});
