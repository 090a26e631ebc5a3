import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { openBrowser, openPage } from '../fixtures/browser.ts';
import { startWholeRecto, type WholeRecto } from '../fixtures/recto.ts';

const run = promisify(execFile);

interface Demonstrated {
  readonly items: readonly {
    readonly reference: string;
    readonly manifest: string;
    readonly viewer: string;
    readonly images: readonly string[];
  }[];
}

/** A tile of a level that is not the whole image: what only zooming in asks for. */
const INNER_TILE = /\/iiif\/3\/[^/]+\/\d+,\d+,\d+,\d+\/\d+,\d+\/0\/default\.jpg$/;

describe('npm start, then npm run demo', function () {
  this.timeout(400_000);
  let recto: WholeRecto;
  let browser: Browser;
  let shown: Demonstrated;

  before(async () => {
    recto = await startWholeRecto();
    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'scripts/demo.ts', '--json'], {
      env: recto.env,
      maxBuffer: 1 << 24,
    });
    shown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Demonstrated;
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await recto?.stop();
  });

  it('publishes a poster, a pamphlet of twelve pages and a manuscript', () => {
    expect(shown.items.map((item) => item.images.length)).to.deep.equal([1, 12, 8]);
  });

  it('shows each in Mirador, from 200s alone, without a word in the console', async () => {
    for (const item of shown.items) {
      const { page, complaints, images } = await openPage(browser);
      await page.goto(item.viewer, { waitUntil: 'networkidle' });
      const canvas = page.locator('.openseadragon-canvas canvas').first();
      await canvas.waitFor();
      const zoomIn = page.getByRole('button', { name: 'Zoom in' });
      for (let clicks = 0; clicks < 3; clicks += 1) await zoomIn.click();
      await page.waitForRequest(INNER_TILE, { timeout: 5_000 }).catch(() => undefined);
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(1_000);
      const drawn = await sharp(await canvas.screenshot()).stats();
      const where = `${item.reference} ${item.viewer}`;
      expect(complaints, where).to.deep.equal([]);
      expect(
        images.filter(({ status }) => status !== 200),
        where,
      ).to.deep.equal([]);
      expect(
        images.some(({ url }) => INNER_TILE.test(url)),
        where,
      ).to.equal(true);
      expect(drawn.entropy, `${where}: a blank canvas has none`).to.be.greaterThan(3);
      await page.context().close();
    }
  });

  it('sends nothing twice when it is shown again', async () => {
    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'scripts/demo.ts', '--json'], {
      env: recto.env,
      maxBuffer: 1 << 24,
    });
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).to.deep.equal(shown);
  });
});
