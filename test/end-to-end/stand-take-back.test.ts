import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { takePictures } from '../fixtures/pictures.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { standAt } from '../fixtures/stand.ts';
import { addStation, openStandPage } from '../fixtures/stand-page.ts';

const WAIT_MS = 30_000;
/** As two presses of one hand are, however busy this machine is. */
const PRESS = (times: number, isHeld = false) => `(() => {
  for (let press = 0; press < ${times}; press += 1)
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F4', repeat: ${isHeld}, bubbles: true, cancelable: true }));
})()`;

describe('taking back at the copy stand', function () {
  this.timeout(120_000);
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let complaints: readonly string[];
  let itemId: string;

  before(async () => {
    [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
    ({ id: itemId } = await server.makeItem('ARCH00900.1'));
    for (const name of ['p1.tif', 'p2.tif', 'p3.tif']) {
      const { send, judge } = standAt(server, server);
      await judge(await send(itemId, name), 'ready');
    }
    const stationId = await addStation(server, 'Undo', itemId);
    ({ page, complaints } = await openStandPage(server, browser, stationId));
    await button('Take p3.tif back').waitFor({ timeout: WAIT_MS });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const button = (name: string) => page.getByRole('button', { name });
  /** Names of the scans that do not count. */
  const gone = async () =>
    (await standAt(server, server).strip(itemId)).entries
      .filter(({ isUndone }) => isUndone)
      .map(({ name }) => name);
  /** Longer than two presses that belong together. */
  const pause = () => page.waitForTimeout(1_300);

  it('does nothing for a key that is held', async () => {
    await page.evaluate(PRESS(5, true));
    await pause();
    expect(await gone()).to.deep.equal([]);
  });

  it('takes back one with one press, and with a double press no other', async () => {
    await page.evaluate(PRESS(2));
    await page.getByText('p3.tif was taken back.').waitFor({ timeout: WAIT_MS });
    // Once more while the screen shows already what is next.
    await button('Take p2.tif back').waitFor();
    await page.evaluate(PRESS(3));
    await pause();
    expect(await gone()).to.deep.equal(['p3.tif']);
  });

  it('asks for a further one by its name, and takes that very one', async () => {
    await page.keyboard.press('F4');
    await button('Press again to take p2.tif back as well').waitFor();
    await page.evaluate(PRESS(1));
    await button('Keep p2.tif').waitFor();
    await takePictures(page, 'taken-back');
    expect(await gone()).to.deep.equal(['p3.tif']);
    await button('Keep p2.tif').click();
    await button('Take p2.tif back').waitFor();
    await pause();
    await page.keyboard.press('F4');
    await button('Press again to take p2.tif back as well').waitFor();
    await pause();
    await page.keyboard.press('F4');
    await page.getByText('p2.tif', { exact: false }).first().waitFor();
    await button('Let p2.tif count again').first().waitFor({ timeout: WAIT_MS });
    expect(await gone()).to.deep.equal(['p3.tif', 'p2.tif']);
  });

  it('brings back what was taken back last, from where that is said', async () => {
    await page.getByText('p2.tif was taken back.').waitFor({ timeout: WAIT_MS });
    await page.locator('.stand-taken').getByRole('button').click();
    // The one that came last is still taken back: that is said in its place.
    await page.getByText('p3.tif was taken back.').waitFor({ timeout: WAIT_MS });
    expect(await gone()).to.deep.equal(['p3.tif']);
    await page.locator('.stand-taken').getByRole('button').click();
    await button('Take p3.tif back').waitFor({ timeout: WAIT_MS });
    expect(await page.locator('.stand-taken').count()).to.equal(0);
    expect(await gone()).to.deep.equal([]);
  });

  it('takes none while the one before is under way, however long that takes', async () => {
    let isAsked = 0;
    await page.route('**/take-back', async (route) => {
      isAsked += 1;
      await page.waitForTimeout(2_500);
      await route.continue();
    });
    await page.keyboard.press('F4');
    await page.waitForTimeout(1_300);
    await page.keyboard.press('F4');
    await page.getByText('p3.tif was taken back.').waitFor({ timeout: WAIT_MS });
    expect([isAsked, await gone()]).to.deep.equal([1, ['p3.tif']]);
    expect(complaints).to.deep.equal([]);
  });
});
