import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { compare, cutOut, readPixels } from '../fixtures/compare-pictures.ts';
import { sumOf } from '../fixtures/counts.ts';
import { encodeTiff, type Pixels } from '../fixtures/make-tiffs.ts';
import { printPage } from '../fixtures/printed-page.ts';
import { type PublishedImages, publishImages } from '../fixtures/published-images.ts';
import { until } from '../fixtures/until.ts';
import { type Box, type OpenViewer, openViewer, type Shot, type Size } from '../fixtures/viewer.ts';
import { startViewerSite, type ViewerSite } from '../fixtures/viewer-site.ts';

const TILE_PX = 512;

/** Of prime sides, so that nothing divides them: one that lies, one that stands, and one smaller than a tile. */
const PAGES = [printPage(2503, 1801), printPage(1301, 1777), printPage(401, 307)] as const;

/** A viewer, how it is opened, and how one turns the page in it. */
interface Viewer {
  readonly name: string;
  readonly apiVersion: 2 | 3;
  readonly page: string;
  readonly library?: string;
  /**
   * 1 where it draws on a canvas: there OpenSeadragon stretches every tile by one pixel to the right and below, over
   * the gaps that rounding could leave. With WebGL it draws every pixel where it belongs.
   */
  readonly stretchPx: 0 | 1;
  readonly next: (page: Page) => Promise<unknown>;
}

const MIRADOR: Viewer = {
  name: 'Mirador 4',
  apiVersion: 3,
  page: 'mirador.html',
  stretchPx: 1,
  next: (page) => page.getByRole('button', { name: 'Next item' }).click(),
};

const UNIVERSAL_VIEWER: Viewer = {
  name: 'Universal Viewer 4',
  apiVersion: 3,
  page: 'universal-viewer.html',
  stretchPx: 0,
  next: (page) => page.getByRole('button', { name: 'Next Image' }).first().click(),
};

const openSeadragon = (version: 4 | 6, apiVersion: 2 | 3): Viewer => ({
  name: `OpenSeadragon ${version} with an image service of ${apiVersion === 2 ? '2.1' : '3.0'}`,
  apiVersion,
  page: 'openseadragon.html',
  library: `openseadragon-${version}`,
  stretchPx: version === 4 ? 1 : 0,
  next: (page) => page.evaluate('drive.osd().goToPage(drive.osd().currentPage() + 1)'),
});

/** As it is for readers: the server's own process answers them only what a front cannot. */
const THROUGH_A_FRONT = { RECTO_PROCESSES: '1' };

describe('viewers of other people', function () {
  this.timeout(240_000);
  let published: PublishedImages;
  let site: ViewerSite;
  let browser: Browser;

  before(async () => {
    [published, site, browser] = await Promise.all([
      Promise.all(PAGES.map(encodeTiff)).then((scans) => publishImages(scans, THROUGH_A_FRONT)),
      startViewerSite(),
      openBrowser(),
    ]);
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
    await published?.stop();
  });

  /** The URI of the service of each page, as it is published. */
  const services = (apiVersion: 2 | 3) =>
    published.ids.map((id) => `${published.server.parts.config.publicUrl}/iiif/${apiVersion}/${id}`);

  async function open({ page, library, apiVersion }: Viewer, more: Record<string, string> = {}) {
    const query = new URLSearchParams({ manifest: published.item.manifest, ...more });
    if (library !== undefined) query.set('library', library);
    for (const service of services(apiVersion)) query.append('image', `${service}/info.json`);
    return openViewer(browser, `${site.url}/${page}?${query}`);
  }

  /** How many pictures had to be decoded up to now, by the server's own counts. */
  async function made(): Promise<number> {
    let text = '';
    // A front that does not say in time what it has counted is left out.
    await until(async () => {
      text = await (await fetch(`${published.server.url}/metrics`)).text();
      return text.includes('process="front-1"');
    });
    return sumOf(text, 'recto_image_requests_total', 'plan="render"') + sumOf(text, 'recto_renders_total');
  }

  /** Nothing that a viewer asked for was refused, went elsewhere or had to be made, nor is when it is asked again. */
  async function expectAllRead({ images, complaints }: OpenViewer, madeBefore: number) {
    expect(complaints.filter((complaint) => !complaint.includes(site.url))).to.deep.equal([]);
    expect(images.filter(({ status }) => status !== 200 && status !== 304)).to.deep.equal([]);
    const urls = [...new Set(images.map(({ url }) => url))];
    for (const url of urls) expect((await fetch(url)).status, url).to.equal(200);
    expect(await made(), urls.filter((url) => url.includes('/full/')).join('\n')).to.equal(madeBefore);
  }

  /** The part that the server draws as one picture. */
  async function drawnWhole({ image, box, turned }: Shot): Promise<Pixels> {
    const { x, y, width, height } = box;
    const answer = await fetch(`${image}/${x},${y},${width},${height}/max/${turned}/default.png`);
    expect(answer.status).to.equal(200);
    return readPixels(Buffer.from(await answer.arrayBuffer()));
  }

  async function expectSame(shot: Shot, { name, stretchPx }: Viewer): Promise<void> {
    const { x, y, width, height } = shot.box;
    const where = `${name}: ${x},${y},${width},${height} turned by ${shot.turned}`;
    const fromWhole = compare(shot.shown, await drawnWhole(shot), stretchPx);
    expect(fromWhole.mean, where).to.be.at.most(0.1);
    expect(fromWhole.maximum, where).to.be.at.most(24);
    expect(Math.max(...fromWhole.columns, ...fromWhole.rows), `${where}: a seam`).to.be.at.most(1);
  }

  /** Against the scan itself: what JPEG costs and no more, and no more of it where tiles meet than beside. */
  async function expectNoSeam({ shown, box }: Shot, master: Pixels, { name, stretchPx }: Viewer) {
    const { mean, columns, rows } = compare(shown, await cutOut(master, box), stretchPx);
    const where = `${name}: ${box.x},${box.y},${box.width},${box.height}`;
    expect(mean, where).to.be.at.most(6);
    for (const [lines, first] of [
      [columns, box.x],
      [rows, box.y],
    ] as const) {
      for (const seam of seamsWithin(first, lines.length)) {
        const beside = [...lines.slice(seam - 33, seam - 1), ...lines.slice(seam + 1, seam + 33)];
        const across = Math.max(...lines.slice(seam - 1, seam + 1));
        expect(across, `${where}: at ${first + seam}`).to.be.at.most(Math.max(...beside) * 1.25);
      }
    }
  }

  for (const viewer of [
    MIRADOR,
    UNIVERSAL_VIEWER,
    openSeadragon(6, 3),
    openSeadragon(6, 2),
    openSeadragon(4, 3),
    openSeadragon(4, 2),
  ]) {
    it(`${viewer.name}: pages, zooms, pans and turns with nothing decoded, and without a seam`, async () => {
      const before = await made();
      const [first = '', second = '', third = ''] = services(viewer.apiVersion);
      const opened = await open(viewer);
      await opened.settle(first);
      const inside = await opened.shoot(first, 0, acrossTiles);
      await opened.drag(first, -350, -250);
      const corner = await opened.shoot(first, 0, lastOf(PAGES[0]));
      await opened.turn(90);
      const turned = await opened.shoot(first, 90, acrossTiles);
      await opened.turn(37);
      await opened.settle(first);
      await opened.turn(0);
      await viewer.next(opened.page);
      await opened.settle(second);
      const standing = await opened.shoot(second, 0, lastOf(PAGES[1]));
      await opened.showWhole();
      await viewer.next(opened.page);
      await opened.settle(third);
      await opened.close();

      await expectAllRead(opened, before);
      for (const shot of [inside, corner, turned, standing]) await expectSame(shot, viewer);
      expect(await made(), 'a count that sees what is made').to.be.greaterThan(before);
      await expectNoSeam(inside, PAGES[0], viewer);
      await expectNoSeam(corner, PAGES[0], viewer);
      await expectNoSeam(standing, PAGES[1], viewer);
    });
  }

  for (const [what, viewer, options] of [
    ['the strip below of Mirador 4', MIRADOR, { thumbnails: 'far-bottom' }],
    ['the strip beside of Mirador 4', MIRADOR, { thumbnails: 'far-right' }],
    ['the gallery of Mirador 4', MIRADOR, { view: 'gallery' }],
    ['the panel of Universal Viewer 4', UNIVERSAL_VIEWER, {}],
    ['the gallery of Universal Viewer 4', UNIVERSAL_VIEWER, { gallery: 'yes' }],
  ] as const) {
    it(`has the thumbnails for ${what}`, async () => {
      const before = await made();
      const opened = await open(viewer, options);
      if ('gallery' in options) await opened.page.getByRole('button', { name: 'Gallery' }).click();
      await opened.thumbnails(PAGES.length);
      await opened.close();
      await expectAllRead(opened, before);
    });
  }

  it('has the thumbnail for the list of manifests of Mirador 4', async () => {
    const before = await made();
    const opened = await open(MIRADOR, { catalog: 'yes' });
    await opened.thumbnails(1);
    await opened.close();
    await expectAllRead(opened, before);
  });
});

/** Where tiles meet: how many lines into a picture that begins at `first`, and not where it ends. */
function seamsWithin(first: number, length: number): number[] {
  const multiples = Array.from(
    { length: Math.ceil((first + length) / TILE_PX) },
    (_, index) => index * TILE_PX,
  );
  return multiples.map((at) => at - first).filter((seam) => seam > 33 && seam < length - 33);
}

/** A part with tiles that meet in the middle of it. */
function acrossTiles({ width, height }: Size): Box {
  const [x, y] = [2 * TILE_PX - Math.floor(width / 2), 2 * TILE_PX - Math.floor(height / 2)];
  return { x: Math.max(x, 0), y: Math.max(y, 0), width, height };
}

/** The part at the bottom right, where the last tiles of the rows and columns are. */
function lastOf(page: Pixels): (size: Size) => Box {
  return ({ width, height }) => ({ x: page.width - width, y: page.height - height, width, height });
}
