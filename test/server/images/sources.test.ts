import { expect } from 'chai';
import { newId, parseImageId } from '../../../model/ids.ts';
import { createImageSources, type OpenImage } from '../../../server/images/sources.ts';
import { type PublishedScan, publishScan } from '../../fixtures/published-images.ts';
import { startTestServer, type TestServer } from '../../fixtures/server.ts';

describe('the images that are open', function () {
  this.timeout(60_000);
  let server: TestServer;
  let scan: PublishedScan;

  before(async () => {
    server = await startTestServer();
    scan = await publishScan(server, server.env, { width: 601, height: 613 });
  });
  after(() => server?.stop());

  it('are not answered from after a withdrawal, however many had opened one at the same moment', async () => {
    const sources = createImageSources(server.parts);
    const { surfaceId, version } = parseImageId(scan.service.split('/').at(-1) ?? '') ?? {};
    if (surfaceId === undefined || version === undefined) throw new Error('It is no image.');
    const coming: Promise<OpenImage>[] = [];
    for (let time = 0; time < 60; time += 1) {
      coming.push(sources.open({ surfaceId, version }));
      // Of another item: all that is being asked is asked again.
      sources.forget(newId());
      await new Promise((later) => setImmediate(later));
    }
    const images = new Set(await Promise.all(coming));
    for (const image of images) expect(image.visibility).to.equal('public');
    sources.forget(scan.itemId);
    for (const image of images) expect(sources.isFresh(image)).to.equal(false);
  });
});
