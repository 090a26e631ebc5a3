import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import type { Finding } from '../../model/finding.ts';
import { masterOf } from '../../scripts/defects/kind.ts';
import { randomOf } from '../../scripts/defects/random.ts';
import { drawPage, mapSamples, type Raster, resize } from '../../scripts/defects/raster.ts';
import { openBrowser, openPage } from '../fixtures/browser.ts';
import { spawnTestWorkers, startTestServer, type TestProcess, type TestServer } from '../fixtures/server.ts';
import { upload } from '../fixtures/tus.ts';

const WORK_MS = 60_000;
const random = randomOf('judged in its item');

/** The same opening once more: a little brighter, with noise of its own. */
function shotAgain(page: Raster): Raster {
  return mapSamples(page, (level) => Math.max(0, Math.min(255, level + 3 + random.int(-3, 3))));
}

describe('a scan among the others of its item', function () {
  this.timeout(120_000);
  let server: TestServer;
  let workers: TestProcess;
  let browser: Browser;
  let item: { readonly id: string; readonly reference: string };
  const pages = Array.from({ length: 6 }, () => drawPage(random));
  const bytesOf = (at: number, change: (page: Raster) => Raster = (page) => page) =>
    masterOf(change(pages[at]!)).bytes;

  before(async () => {
    [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
    workers = await spawnTestWorkers(server.env);
    item = await server.makeItem('ARCH00860.7');
    for (const [at] of pages.entries()) await send(`p${at + 1}.tif`, bytesOf(at));
  });
  after(async () => {
    await browser?.close();
    await workers?.end();
    await server?.stop();
  });

  /** Sends a scan and waits until it is shown. @returns what was found of it. */
  async function send(filename: string, bytes: Buffer, to = item): Promise<readonly Finding[]> {
    await upload(server, { item: to.id, filename, bytes });
    const name = filename.split('.')[0];
    const found = await server.untilItem(
      to.id,
      ({ surfaces }) => surfaces.find((one) => one.name === name)?.versions[0]?.state === 'ready',
      WORK_MS,
    );
    return found.surfaces.find((one) => one.name === name)?.versions[0]?.findings ?? [];
  }
  const inShort = (findings: readonly Finding[]) =>
    findings.map(({ rule, severity, value }) => `${rule} ${severity}: ${value}`);

  it('is found good where it is a page of its own, and where it is sent again', async () => {
    await send('p1.tif', bytesOf(0));
    const { surfaces } = await server.item(item.id);
    expect(surfaces.map(({ versions }) => versions.map(({ findings }) => findings))).to.deep.equal(
      pages.map(() => [[]]),
    );
  });

  it('is let in with a word where the same bytes are on another page, or in another item', async () => {
    expect(inShort(await send('p7.tif', bytesOf(0)))).to.deep.equal(['same-bytes warning: p1.tif']);
    const other = await server.makeItem('ARCH00293.7');
    expect(inShort(await send('cover.tif', bytesOf(2), other))).to.deep.equal([
      'same-bytes warning: ARCH00860.7 (p3.tif)',
    ]);
  });

  it('is let in with a word where it looks like the page beside it, but not like the scan that it replaces', async () => {
    const [finding, ...more] = await send('p4b.tif', bytesOf(3, shotAgain));
    expect(more).to.deep.equal([]);
    expect(finding).to.include({ rule: 'near-duplicate', severity: 'warning' });
    expect(finding?.value).to.match(/^\d+ bits from p4\.tif$/);
    expect(await send('p2.tif', bytesOf(1, shotAgain))).to.deep.equal([]);
  });

  it('is let in with a word where it is of another size than the others', async () => {
    const small = (page: Raster) => resize(page, 240, 528);
    expect(inShort(await send('p8.tif', masterOf(small(drawPage(random))).bytes))).to.deep.equal([
      'outlier warning: 240x528',
    ]);
  });

  it('comes to its right page where two were mixed up', async () => {
    expect(inShort(await send('p5.tif', bytesOf(5)))).to.deep.equal(['same-bytes warning: p6.tif']);
    expect(await send('p6.tif', bytesOf(4))).to.deep.equal([]);
    const { surfaces } = await server.item(item.id);
    expect(surfaces.map(({ currentVersion }) => currentVersion)).to.deep.equal([1, 2, 1, 1, 1, 2, 2, 1, 1]);
  });

  for (const [language, sentences] of Object.entries({
    en: [
      'This is the very same file as p1.tif of this item',
      'This looks almost the same as p4.tif beside it.',
      'This scan is 240 × 528 pixels; the others of this item are usually 396 × 528.',
    ],
    nl: [
      'Dit is precies hetzelfde bestand als p1.tif van dit object',
      'Dit lijkt bijna precies op p4.tif ernaast.',
      'Deze scan is 240 × 528 pixels; de andere van dit object zijn meestal 396 × 528.',
    ],
  })) {
    it(`is told of on the page of its item, in words (${language})`, async () => {
      const { page, complaints } = await openPage(browser);
      await page.addInitScript(`localStorage.setItem('recto:language', '${language}')`);
      await page.setExtraHTTPHeaders({ authorization: `Bearer ${server.token}` });
      await page.goto(`${server.url}/items/${item.id}`);
      for (const [at, name] of ['p7', 'p4b', 'p8'].entries()) {
        await page.locator(`[data-surface][aria-label^="${name},"]`).focus();
        await page.keyboard.press('Enter');
        const told = page.locator('.versions .finding-warning p').first();
        expect(await told.textContent()).to.include(sentences[at]);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      expect(complaints).to.deep.equal([]);
      await page.context().close();
    });
  }
});
