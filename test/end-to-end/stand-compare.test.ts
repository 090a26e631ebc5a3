import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { readJson, startTestServer, type TestServer } from '../fixtures/server.ts';
import { standAt } from '../fixtures/stand.ts';
import { addStation, openStandPage } from '../fixtures/stand-page.ts';

const WAIT_MS = 30_000;

describe('the end of the day before the card was compared', function () {
  this.timeout(120_000);
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let dir: string;
  let itemId: string;
  let stand: ReturnType<typeof standAt>;

  before(async () => {
    [server, browser, dir] = await Promise.all([
      startTestServer(),
      openBrowser(),
      mkdtemp(join(tmpdir(), 'recto-compare-')),
    ]);
    const stationId = await addStation(server, 'Compare');
    const json = { stationId, operator: 'Anna', device: 'Phase One' };
    const opened = await server.ask('/api/capture-sessions', { method: 'POST', json });
    const { id: session } = await readJson<{ id: string }>(opened);
    stand = standAt(server, {
      ...server,
      ask: (path, init = {}) =>
        server.ask(path, { ...init, headers: { ...init.headers, 'recto-session': session } }),
    });
    ({ id: itemId } = await server.makeItem('ARCH00903.1'));
    await stand.judge(await stand.send(itemId, 'p1.tif'), 'ready');
    await writeFile(join(dir, 'p1.tif'), 'p1.tif');
    ({ page } = await openStandPage(server, browser, stationId, '/stand/day'));
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const says = (words: string) => page.getByText(words).first().waitFor({ timeout: WAIT_MS });
  const wiped = 'Everything is safe: the card may be wiped';

  it('never says that the card may be wiped, though all that came in is safe', async () => {
    await says('All that came in is safe. Now compare the card');
    expect(await page.locator('[data-safe=false]').count()).to.equal(1);
    expect(await page.getByText(wiped).count()).to.equal(0);
    expect(await page.locator('.stand-verdict.stand-good').count()).to.equal(0);
  });

  it('says so once the folder was compared, and asks for that again when a scan came in since', async () => {
    await page.locator('.stand-compare input').setInputFiles(dir);
    await says(wiped);
    await stand.judge(await stand.send(itemId, 'p2.tif'), 'ready');
    await page.locator('[data-safe=false]').waitFor({ timeout: WAIT_MS });
    expect(await page.getByText(wiped).count()).to.equal(0);
  });
});
