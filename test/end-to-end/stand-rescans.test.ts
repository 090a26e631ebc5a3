import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { standAt } from '../fixtures/stand.ts';
import { addStation, openStandPage } from '../fixtures/stand-page.ts';

const WAIT_MS = 30_000;

describe('what is to be scanned again, at the stand', function () {
  this.timeout(120_000);
  let server: TestServer;
  let browser: Browser;
  let itemId: string;
  let page: Page;

  before(async () => {
    [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
    ({ id: itemId } = await server.makeItem('ARCH00321'));
    const { send, judge, count } = standAt(server, server);
    await count(itemId, 3);
    await judge(await send(itemId, '0001.tif'), 'ready');
    const [surface] = (await server.item(itemId)).surfaces;
    const json = { reason: 'unsharp' };
    const answer = await server.ask(`/api/surfaces/${surface?.id}/rescan`, { method: 'POST', json });
    expect(answer.ok, await answer.clone().text()).to.equal(true);
    const stationId = await addStation(server, 'Again', itemId);
    ({ page } = await openStandPage(server, browser, stationId));
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('stays on the card where the list cannot be read anew', async () => {
    const list = page.locator('.stand-rescans');
    await list.waitFor({ timeout: WAIT_MS });
    await page.route('**/api/rescans?*', (route) => route.abort());
    const failed = page.waitForEvent('requestfailed', { timeout: WAIT_MS });
    const { send, judge } = standAt(server, server);
    await judge(await send(itemId, '0002.tif'), 'ready');
    expect((await failed).url()).to.include('/api/rescans?');
    // What the page makes of that is drawn by the second frame.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    expect(await list.count()).to.equal(1);
  });
});
