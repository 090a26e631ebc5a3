import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { standAt } from '../fixtures/stand.ts';
import { addStation, openStandPage, putOnStand } from '../fixtures/stand-page.ts';

const WAIT_MS = 30_000;
const OPEN = 'ARCH00123 is open again: 0049.tif arrived after it was finished.';

describe('a late file of an item that was finished', function () {
  this.timeout(120_000);
  let server: TestServer;
  let browser: Browser;
  let stationId: string;
  let itemId: string;
  let page: Page;
  let complaints: readonly string[];

  before(async () => {
    [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
    ({ id: itemId } = await server.makeItem('ARCH00123'));
    const { send, judge, count, finish } = standAt(server, server);
    await count(itemId, 1);
    await judge(await send(itemId, '0001.tif'), 'ready');
    stationId = await addStation(server, 'Late', itemId);
    await finish(itemId, { station: stationId });
    await putOnStand(server, stationId, (await server.makeItem('ARCH00124')).id);
    ({ page, complaints } = await openStandPage(server, browser, stationId));
    await page.getByRole('heading', { name: 'ARCH00124' }).waitFor({ timeout: WAIT_MS });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('is told at the stand while another item lies on it, and leads to the first', async () => {
    expect(await page.locator('.stand-reopened').count()).to.equal(0);
    await standAt(server, server).send(itemId, '0049.tif');
    await page.getByText(OPEN).waitFor({ timeout: WAIT_MS });
    await page.getByRole('button', { name: 'Show ARCH00123' }).press('Enter');
    await page.getByRole('heading', { name: 'ARCH00123' }).waitFor();
    await page.getByRole('button', { name: 'Not this one' }).press('Enter');
    const dir = process.env['TEST_SCREENSHOTS'];
    if (dir !== undefined) await page.screenshot({ path: `${dir}/reopened.png` });
  });

  it('stands among what is not done at the end of the day, until somebody has seen it', async () => {
    await page.keyboard.press('F9');
    await page.getByText(OPEN).waitFor({ timeout: WAIT_MS });
    await page.getByRole('button', { name: 'Seen' }).press('Enter');
    await page.locator('.stand-reopened').waitFor({ state: 'detached', timeout: WAIT_MS });
    await page.goto(`${server.url}/stand`);
    await page.getByRole('heading', { name: 'ARCH00124' }).waitFor({ timeout: WAIT_MS });
    expect(await page.locator('.stand-reopened').count()).to.equal(0);
    expect(complaints).to.deep.equal([]);
  });
});
