import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from '../fixtures/browser.ts';
import { chooseFiles, enter, tabTo } from '../fixtures/keyboard.ts';
import { expectFocusSeen, watchKeysAlone } from '../fixtures/keys-alone.ts';
import { until } from '../fixtures/until.ts';

const FILE = { name: 'scan.tif', mimeType: 'image/tiff', buffer: Buffer.from('II*') };
const PAGE = `<!doctype html>
<button onclick="document.querySelector('[type=file]').click()">Choose</button><input type="file" hidden>
<label>Words <input id="words" style="outline: 3px solid"></label>
<button id="bare" style="outline: none">Bare</button>
<button onclick="document.querySelector('dialog').showModal()">Open</button>
<dialog><button onclick="this.closest('dialog').close()">Close</button></dialog>`;

describe('the watch over tests by keyboard alone', function () {
  this.timeout(60_000);
  let browser: Browser;
  let page: Page;
  let told: readonly string[];

  before(async () => {
    browser = await openBrowser();
    ({ page } = await openPage(browser));
    told = await watchKeysAlone(page);
    await page.route('http://recto.test/', (route) =>
      route.fulfill({ contentType: 'text/html', body: PAGE }),
    );
  });
  beforeEach(() => page.goto('http://recto.test/'));
  after(() => browser?.close());

  it('says nothing of keys, nor of what the page does when one is pressed', async () => {
    await chooseFiles(page, 'Choose', FILE);
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')]);
    await chooser.setFiles({ ...FILE, name: 'other.tif' });
    await tabTo(page, 'Words');
    await page.keyboard.type('abc');
    await enter(page, 'Open');
    await enter(page, 'Close');
    expect(told).to.deep.equal([]);
  });

  async function paste(): Promise<void> {
    await tabTo(page, 'Words');
    // Until the key is up, as the page sees it.
    await page.evaluate('new Promise((done) => setTimeout(done, 10))');
    await page.keyboard.insertText('abc');
  }
  const OTHERWISE: Readonly<Record<string, [() => Promise<void>, RegExp]>> = {
    'a click': [() => page.locator('#words').click(), /^pointermove /],
    'a mouse that lies over something': [() => page.locator('#bare').hover(), /^pointermove /],
    'focus that no key brought': [() => page.locator('#bare').focus(), /^focus /],
    'a key pressed where no key had led': [() => page.locator('#words').press('a'), /^focus /],
    'words that were not typed': [paste, /^words /],
    'files for which nobody asked': [() => page.locator('[type=file]').setInputFiles(FILE), /^files /],
  };
  for (const [name, [act, words]] of Object.entries(OTHERWISE))
    it(`tells of ${name}`, async () => {
      const before = told.length;
      await act();
      await until(() => told.length > before);
      expect(told[before]).to.match(words);
    });

  it('tells focus that is seen from focus that is not', async () => {
    const failureOf = (): Promise<string> =>
      expectFocusSeen(page).then(
        () => '',
        (error: unknown) => String(error),
      );
    expect(await failureOf()).to.include('nothing has the focus');
    await tabTo(page, 'Words');
    expect(await failureOf()).to.equal('');
    await tabTo(page, 'Bare');
    expect(await failureOf()).to.include('the outline of <button id="bare"');
  });
});
