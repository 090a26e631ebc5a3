import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from '../fixtures/browser.ts';
import { type CaptureStation, openCaptureStation } from '../fixtures/morning.ts';
import { spawnTestWorkers, startTestServer, type TestProcess, type TestServer } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

const WORK_MS = 60_000;
/** With a folder in it, what the screen showed is kept there to be looked at. */
const SCREENSHOTS = process.env['TEST_SCREENSHOTS'];

describe('what a watch holds back, at the copy stand', function () {
  this.timeout(240_000);
  let server: TestServer;
  let workers: TestProcess;
  let browser: Browser;
  let station: CaptureStation;
  let page: Page;
  let complaints: readonly string[];
  let lists = 0;

  before(async () => {
    [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
    workers = await spawnTestWorkers(server.env);
    station = await openCaptureStation(server, 'Reading room 3');
    ({ page, complaints } = await openPage(browser));
    await page.setExtraHTTPHeaders({ authorization: `Bearer ${server.token}` });
    page.on('request', (request) => {
      lists += request.url().includes('/api/copy-stand/safe') ? 1 : 0;
    });
  });
  after(async () => {
    await station?.stop();
    await browser?.close();
    await workers?.end();
    await server?.stop();
  });

  const says = (words: string | RegExp) => page.getByText(words).first().waitFor({ timeout: WORK_MS });
  const held = (words: string | RegExp) => page.locator('.stand-held li', { hasText: words });
  async function picture(name: string): Promise<void> {
    if (SCREENSHOTS === undefined) return;
    await mkdir(SCREENSHOTS, { recursive: true });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: `${SCREENSHOTS}/${name}-${colorScheme}.png` });
    }
  }

  it('is seen with the reason, and goes when the file is completed or its item is made', async () => {
    await page.goto(`${server.url}/stand`);
    await page.getByRole('button', { name: 'Reading room 3' }).click();
    await says('No folder is watched here');
    station.watch();
    await says(`Folder ${basename(station.dir)} is being watched`);
    const { id: itemId } = await server.makeItem('HELD.1');
    const put = { method: 'PUT', json: { itemId } };
    await server.ask(`/api/stations/${station.id}/current`, put);
    await station.knows('HELD.1');
    await says('Waiting for the first scan');

    await writeFile(join(station.dir, 'p1.tif.part'), station.page().subarray(0, 1_000));
    await held('p1.tif.part').waitFor({ timeout: WORK_MS });
    expect(await held('p1.tif.part').textContent()).to.include('another program still writes it');
    await mkdir(join(station.dir, 'HELD.2'));
    await writeFile(join(station.dir, 'HELD.2', 'p1.tif'), station.page());
    await held('There is no item HELD.2. Make it in Recto').waitFor({ timeout: WORK_MS });
    await page.locator('.stand-verdict.stand-bad', { hasText: '2 files are held back' }).waitFor();
    await picture('1-held');
    await page.getByRole('button', { name: 'Nederlands' }).click();
    await held('Er is geen object HELD.2. Maak het in Recto').waitFor();
    await page.getByRole('button', { name: 'English' }).click();

    await server.makeItem('HELD.2');
    await held('HELD.2').waitFor({ state: 'detached', timeout: WORK_MS });
    await writeFile(join(station.dir, 'p1.tif.part'), station.page());
    await rename(join(station.dir, 'p1.tif.part'), join(station.dir, 'p1.tif'));
    await page.locator('.stand-verdict.stand-good', { hasText: 'p1.tif' }).waitFor({ timeout: WORK_MS });
    await page.locator('.stand-held').waitFor({ state: 'detached', timeout: WORK_MS });
  });

  it('keeps the end of the day from being green, which looks again when it is told', async () => {
    await page.goto(`${server.url}/stand/day`);
    await page.locator('[data-safe=false]').waitFor({ timeout: WORK_MS });
    await mkdir(join(station.dir, 'HELD.3'));
    await writeFile(join(station.dir, 'HELD.3', 'p1.tif'), station.page());
    await page.locator('[data-unsafe]', { hasText: 'HELD.3/p1.tif' }).waitFor({ timeout: WORK_MS });
    await held('There is no item HELD.3').waitFor();
    await picture('2-day');
    // What changes nothing asks for nothing: the list may be long.
    await until(async () => {
      const before = lists;
      await page.waitForTimeout(5_000);
      return lists === before;
    }, WORK_MS);
    await station.stop();
    await says(/HELD\.3\/p1\.tif\. Start the program there again/);
    await page.getByRole('button', { name: 'Forget this folder' }).click();
    await picture('3-forget');
    await page.locator('dialog').getByRole('button', { name: 'Forget this folder' }).click();
    await page.locator('[data-safe=false]').waitFor({ timeout: WORK_MS });
    await page.goto(`${server.url}/stand`);
    await says('No folder is watched here');
    expect(complaints).to.deep.equal([]);
  });
});
