import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from '../fixtures/browser.ts';
import { enter, tabTo } from '../fixtures/keyboard.ts';
import { makePixels, writeTiff } from '../fixtures/make-tiffs.ts';
import {
  readJson,
  spawnTestWorkers,
  startTestServer,
  type TestProcess,
  type TestServer,
} from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

const WORK_MS = 60_000;

describe('the list of what is to be scanned again, by keyboard', function () {
  this.timeout(180_000);
  let server: TestServer;
  let workers: TestProcess | undefined;
  let browser: Browser;
  let dir: string;
  let itemId: string;
  let surfaceIds: readonly string[];

  before(async () => {
    [server, browser, dir] = await Promise.all([
      startTestServer({ role: 'technician' }),
      openBrowser(),
      mkdtemp(join(tmpdir(), 'recto-rescans-')),
    ]);
    workers = await spawnTestWorkers(server.env);
    await writeTiff(join(dir, 'old.tif'), makePixels(1301, 1777));
    await writeTiff(join(dir, 'IMG_1.tif'), makePixels(1290, 1760));
    const whole = await readFile(join(dir, 'IMG_1.tif'));
    await writeFile(join(dir, 'p1.tif'), whole.subarray(0, whole.length / 2));
    itemId = (await server.makeItem('ARCH00293.2')).id;
    const bytes = await readFile(join(dir, 'old.tif'));
    for (const name of ['p1.tif', 'p2.tif']) await put(name, bytes);
    const { surfaces } = await server.untilItem(itemId, ({ counts }) => counts.ready === 2, WORK_MS);
    surfaceIds = surfaces.map(({ id }) => id);
  });
  after(async () => {
    await browser?.close();
    await workers?.end();
    await server?.stop();
    if (dir !== undefined) await rm(dir, { recursive: true, force: true });
  });

  async function put(name: string, body: Buffer): Promise<void> {
    const digest = createHash('sha256').update(body).digest('base64');
    const headers = { 'content-digest': `sha-256=:${digest}:` };
    await server.ask(`/api/items/${itemId}/files/${name}`, { method: 'PUT', body, headers });
  }
  const ask = (surfaceId: string | undefined, json: unknown) =>
    server.ask(`/api/surfaces/${surfaceId}/rescan`, { method: 'POST', json });
  async function open() {
    const watched = await openPage(browser);
    await watched.page.setExtraHTTPHeaders({ authorization: `Bearer ${server.token}` });
    await watched.page.goto(`${server.url}/rescans`);
    return watched;
  }
  const rows = (page: Page) => page.locator('.rescan-row strong').allTextContents();
  async function choose(page: Page, file: string): Promise<void> {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      enter(page, 'Choose the new scan…'),
    ]);
    await chooser.setFiles(join(dir, file));
  }
  const shownOf = async (name: string) =>
    (
      await readJson<{ surfaces: { name: string; currentVersion: number }[] }>(
        await server.ask(`/api/items/${itemId}`),
      )
    ).surfaces.find((one) => one.name === name)?.currentVersion;

  it('shows pages live, why and where; takes the new scan there; compares it with the old, which comes back', async () => {
    const { page, complaints } = await open();
    await page.getByRole('heading', { name: 'Nothing is to be scanned again' }).waitFor();
    const region = { x: 200, y: 300, width: 400, height: 200 };
    await ask(surfaceIds[1], { reason: 'dirt' });
    await ask(surfaceIds[0], { reason: 'unsharp', note: 'The left half', region });
    await until(async () => (await rows(page)).join(' ') === 'p1 p2');
    const item = await page.context().newPage();
    await item.setExtraHTTPHeaders({ authorization: `Bearer ${server.token}` });
    await item.goto(`${server.url}/items/${itemId}`);
    await item.locator('.surface-stuck').nth(1).getByText('rescan asked for').waitFor();
    await item.close();
    await tabTo(page, /ARCH00293\.2 ?p[12]/i);
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { name: 'p2' }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('heading', { name: 'p1' }).waitFor();
    await page.locator('.rescan-detail').getByText('The left half').waitFor();
    await page.locator('.rescan-panes .table-region-judged').waitFor();

    // The bytes of the old scan, under another name: asked first, then told of in words.
    await choose(page, 'old.tif');
    await page.getByText('The name of old.tif does not say so.').waitFor();
    await enter(page, 'Yes, send it');
    await page.getByText('p1.tif has the very bytes of a scan of this page that is there already').waitFor();
    // A broken one has its own name; it is rejected, and the page stays on the list.
    await choose(page, 'p1.tif');
    await page.getByText('Version 2 was rejected, so the page is still').waitFor({ timeout: WORK_MS });
    await choose(page, 'IMG_1.tif');
    await enter(page, 'Yes, send it');
    await page.getByText('New: version 3, which is shown').waitFor({ timeout: WORK_MS });
    await page.getByText('Old: version 1').waitFor();

    await tabTo(page, 'Old and new scan');
    await page.keyboard.press('l');
    await page.locator('.loupe > img').nth(1).waitFor();
    const before = await page.locator('.loupe-here').first().getAttribute('style');
    await page.keyboard.press('Shift+ArrowDown');
    await until(async () => (await page.locator('.loupe-here').first().getAttribute('style')) !== before);
    const places = await page
      .locator('.loupe-here')
      .evaluateAll((all) =>
        all.map((one) =>
          Math.round(Number.parseFloat((one as unknown as { style: { top: string } }).style.top)),
        ),
      );
    expect(Math.abs((places[0] ?? 0) - (places[1] ?? 99))).to.be.at.most(1);
    await page.keyboard.press('Escape');
    await enter(page, 'Bring the old one back');
    await page.getByText('p1: the old scan is shown again.').waitFor();
    expect(await shownOf('p1')).to.equal(1);
    await enter(page, 'Undo');
    await until(async () => (await shownOf('p1')) === 3);
    await until(async () => (await rows(page)).join(' ') === 'p2');
    await enter(page, 'Need not be scanned again');
    await page.getByText('p2 is off the list.').waitFor();
    await page.getByRole('heading', { name: 'Nothing is to be scanned again' }).waitFor();
    await enter(page, 'Undo');
    await until(async () => (await rows(page)).join(' ') === 'p2');
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });

  it('shows an older scan again from the page of its item, and the newer one after it', async () => {
    const { page } = await openPage(browser);
    await page.setExtraHTTPHeaders({ authorization: `Bearer ${server.token}` });
    await page.goto(`${server.url}/items/${itemId}`);
    await page.locator('.surface-card', { hasText: 'p1' }).first().dblclick();
    for (const [version, other] of [
      [1, 3],
      [3, 1],
    ]) {
      await enter(page, `Show version ${version} instead`);
      await page.getByRole('button', { name: `Show version ${other} instead` }).waitFor();
      expect(await shownOf('p1')).to.equal(version);
    }
    await page.context().close();
  });

  it('prints the list alone', async () => {
    await ask(surfaceIds[1], { reason: 'dirt' });
    const { page } = await open();
    await page.locator('.rescan-row').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.rescan-detail').isVisible()).to.equal(false);
    expect(await page.locator('.masthead').isVisible()).to.equal(false);
    expect(await page.locator('.rescan-row').first().isVisible()).to.equal(true);
    await page.context().close();
  });
});
