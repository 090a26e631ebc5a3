import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { scan, scanBare } from '../fixtures/scanner.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { addStation, openStandPage } from '../fixtures/stand-page.ts';

const WAIT_MS = 30_000;
const FOCUSED = `document.activeElement.innerText.trim()`;

describe('barcode scanners at the copy stand', function () {
  this.timeout(120_000);
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let complaints: readonly string[];

  before(async () => {
    [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
    for (const reference of ['ARCH00901.1', 'ARCH00901.2']) await server.makeItem(reference);
    const { id } = await server.makeItem('ARCH00901.3');
    const stationId = await addStation(server, 'Scanner', id);
    ({ page, complaints } = await openStandPage(server, browser, stationId));
    await page.getByText('Waiting for the first scan').waitFor({ timeout: WAIT_MS });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const scanField = () => page.getByLabel('Scan or type a reference');
  const countField = () => page.getByLabel('How many sides');
  /** The card of what was scanned is there, nothing of it is left in a field, and nothing was started. */
  async function finds(reference: string): Promise<void> {
    await page.getByRole('heading', { name: reference }).waitFor({ timeout: WAIT_MS });
    expect(await scanField().inputValue()).to.equal('');
    await page.getByRole('button', { name: 'Start' }).waitFor();
    await page.getByRole('button', { name: 'Not this one' }).click();
    await page.getByRole('heading', { name: 'ARCH00901.3' }).waitFor();
  }
  const nowhere = () => page.evaluate('document.activeElement.blur()');

  const ends: readonly (readonly [string, (barcode: string) => Promise<void>])[] = [
    ['Enter', (barcode) => scan(page, barcode)],
    ['Tab', (barcode) => scan(page, barcode, 'Tab')],
    ['no key at all', (barcode) => scanBare(page, barcode)],
  ];
  for (const [words, act] of ends)
    it(`may end with ${words}, wherever the focus is`, async () => {
      await nowhere();
      // What is typed on nothing goes into the scan field from its first letter on.
      await act('ARCH00901.1');
      await finds('ARCH00901.1');
      await scanField().focus();
      await act('ARCH00901.2');
      await finds('ARCH00901.2');
      await countField().fill('12');
      await act('ARCH00901.1');
      await page.getByRole('heading', { name: 'ARCH00901.1' }).waitFor({ timeout: WAIT_MS });
      await page.getByRole('button', { name: 'Not this one' }).click();
    });

  it('start nothing by a key too many that comes after the barcode', async () => {
    await scanField().focus();
    await scan(page, 'ARCH00901.1', 'Tab');
    await page.evaluate(
      `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))`,
    );
    await finds('ARCH00901.1');
  });

  it('leave ordinary typing, Tab and Shift+Tab as they are', async () => {
    await scanField().focus();
    await page.keyboard.type('ARCH', { delay: 120 });
    await page.keyboard.press('Tab');
    expect(await page.evaluate(FOCUSED)).to.equal('Find');
    await page.keyboard.press('Shift+Tab');
    // Longer than any silence after which a scanner has ended.
    await page.waitForTimeout(1_200);
    expect(await scanField().inputValue()).to.equal('ARCH');
    await page.keyboard.press('End');
    await page.keyboard.type('00901.2', { delay: 120 });
    await page.keyboard.press('Enter');
    await finds('ARCH00901.2');
    // A key that is held is no scanner either.
    await scanField().focus();
    for (let press = 0; press < 8; press += 1) await page.keyboard.down('x');
    await page.keyboard.up('x');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(FOCUSED)).to.equal('Find');
    expect(await scanField().inputValue()).to.equal('xxxxxxxx');
    expect(complaints).to.deep.equal([]);
  });
});
