import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from '../fixtures/browser.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

describe('the size of an original, typed by people of two countries', function () {
  this.timeout(60_000);
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let itemId: string;

  before(async () => {
    [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
    ({ id: itemId } = await server.makeItem('ARCH00900.7'));
    ({ page } = await openPage(browser));
    await page.setExtraHTTPHeaders({ authorization: `Bearer ${server.token}` });
    await page.goto(`${server.url}/items/${itemId}`);
    await page.getByRole('button', { name: 'Edit the description' }).click();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('says what it keeps, waits where it is no size, and keeps whole millimetres', async () => {
    const [width, height] = [page.getByLabel('Width (cm)'), page.getByLabel('Height (cm)')];
    const save = page.getByRole('button', { name: 'Save' });
    await width.fill('14,85');
    await page.getByText('Kept to the millimetre: 14.9 cm').waitFor();
    await height.fill('21.0.5');
    await page.getByText('Type a size in centimetres, like 14.8 or 14,8.').waitFor();
    await save.click();
    expect(await save.isVisible()).to.equal(true);
    await height.fill('21.04');
    await save.click();
    await save.waitFor({ state: 'detached' });
    expect(await server.item(itemId)).to.deep.include({ widthMm: 149, heightMm: 210 });
    await page.getByText('14.9 × 21 cm').waitFor();
  });
});
