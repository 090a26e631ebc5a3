import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import type { StandSearch } from '../../model/copy-stand.ts';
import { openBrowser, openPage } from '../fixtures/browser.ts';
import { chooseFiles, enter, tabTo } from '../fixtures/keyboard.ts';
import { expectFocusSeen, watchKeysAlone } from '../fixtures/keys-alone.ts';
import { type CaptureStation, openCaptureStation } from '../fixtures/morning.ts';
import { takePictures } from '../fixtures/pictures.ts';
import { scan } from '../fixtures/scanner.ts';
import {
  readJson,
  spawnTestWorkers,
  startTestServer,
  type TestProcess,
  type TestServer,
} from '../fixtures/server.ts';

const WORK_MS = 60_000;
const REFERENCE = 'ARCH00861.1';

/** Notes in the page when the server told of a verdict, and when it was to be seen. */
const MEASURE_VERDICTS = `
  window.verdictTimes = { told: {}, seen: {} };
  window.EventSource = class extends EventSource {
    constructor(url) {
      super(url);
      this.addEventListener('file', (event) => {
        const { fileVersionId, state } = JSON.parse(event.data);
        if (state === 'accepted' || state === 'rejected') window.verdictTimes.told[fileVersionId] ??= performance.now();
      });
    }
  };
  new MutationObserver(() => {
    for (const line of document.querySelectorAll('.stand-line.stand-good, .stand-line.stand-bad'))
      window.verdictTimes.seen[line.dataset.entry] ??= performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true });
`;
interface VerdictTimes {
  readonly told: Readonly<Record<string, number>>;
  readonly seen: Readonly<Record<string, number>>;
}

/** Notes what would be heard, since nobody listens here. */
const NOTE_SOUNDS = `
  window.heardHertz = [];
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) {
    window.heardHertz.push(this.frequency.value);
    start.call(this, when);
  };
`;

const TARGET_COLOUR = `getComputedStyle(document.querySelector('.stand-target')).color`;

describe('a morning at the copy stand, by keyboard alone', function () {
  this.timeout(240_000);
  let server: TestServer;
  let workers: TestProcess;
  let browser: Browser;
  let station: CaptureStation;
  let page: Page;
  let complaints: readonly string[];
  let notByKeys: readonly string[];
  let card: Buffer;

  before(async () => {
    [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
    workers = await spawnTestWorkers(server.env);
    station = await openCaptureStation(server, 'Reading room 2');
    station.watch();
    const { id } = await server.makeItem(REFERENCE);
    const json = {
      expectedCount: 3,
      handlingNotes: 'Fragile binding: not beyond 90°.',
      widthMm: 34,
      heightMm: 45,
    };
    await server.ask(`/api/items/${id}`, { method: 'PATCH', json, headers: { 'if-match': '"1"' } });
    ({ page, complaints } = await openPage(browser));
    notByKeys = await watchKeysAlone(page);
    await page.addInitScript(MEASURE_VERDICTS);
    await page.addInitScript(NOTE_SOUNDS);
    await page.setExtraHTTPHeaders({ authorization: `Bearer ${server.token}` });
  });
  after(async () => {
    await station?.stop();
    await browser?.close();
    await workers?.end();
    await server?.stop();
  });

  const text = (selector: string) => page.locator(selector).first().textContent();
  const says = (words: string | RegExp) => page.getByText(words).first().waitFor({ timeout: WORK_MS });
  const verdict = (sign: 'good' | 'bad', name: string) =>
    page.locator(`.stand-verdict.stand-${sign}`, { hasText: name }).waitFor({ timeout: WORK_MS });
  const hertz = () => page.evaluate<number[]>('window.heardHertz');
  const picture = (name: string) => takePictures(page, name);

  it('begins: the station is chosen once, an item is scanned and started', async () => {
    await page.goto(`${server.url}/stand`);
    await page.locator('button:focus', { hasText: 'Reading room 2' }).waitFor();
    await expectFocusSeen(page);
    await page.keyboard.press('Enter');
    await says('Nothing is on the stand');
    expect(await text('.stand-target')).to.include('✔ Target passed');
    await picture('1-empty');
    // Wherever the focus is: here on nothing at all.
    await scan(page, 'ARCH00861 999');
    await says('ARCH00861 999 is not known here');
    await says('Or is it one of these?');
    await expectFocusSeen(page);
    await picture('2-unknown');
    // In the middle of another field; what a hand had typed there stays.
    await page.keyboard.type('12', { delay: 120 });
    await scan(page, REFERENCE);
    await page.getByRole('heading', { name: REFERENCE }).waitFor();
    await says('Fragile binding: not beyond 90°.');
    await expectFocusSeen(page);
    await picture('3-found');
    await page.keyboard.press('Enter');
    await says('Waiting for the first scan');
    expect(await text('.stand-count-large')).to.equal('0 of 3');
  });

  it('tells of a broken scan within seconds, loudly, with what to do', async () => {
    await station.knows(REFERENCE);
    await station.shoot('p_0001.tif');
    await verdict('good', 'p_0001.tif');
    await station.shoot('p_0003.tif', 'broken');
    await verdict('bad', 'p_0003.tif');
    expect((await text('.stand-verdict .stand-sentence'))?.length).to.be.greaterThan(20);
    expect(await hertz()).to.include.members([880, 330, 220]);
    expect(await text('.stand-count-large')).to.equal('1 of 3');
    expect(await text('.stand-missing')).to.equal('0002 missing');
    expect(await page.locator('[data-finish]').getAttribute('aria-disabled')).to.equal('true');
    await page.keyboard.press('F8');
    await picture('4-broken');
    await tabTo(page, 'Nederlands');
    await expectFocusSeen(page);
    await page.keyboard.press('Enter');
    await says('Niet goed · p_0003.tif');
    expect(await text('.stand-verdict .stand-sentence')).to.include('beschadigd');
    await picture('4-broken-dutch');
    await enter(page, 'English');
  });

  it('is finished once the broken scan was replaced and the missing page is there', async () => {
    await station.shoot('p_0003.tif');
    await verdict('good', 'p_0003.tif');
    await says('2 of 3');
    await station.shoot('p_0002.tif');
    await verdict('good', 'p_0002.tif');
    await page.locator('[data-finish].is-ready').waitFor();
    await picture('5-whole');
    await page.keyboard.press('F8');
    await says(/Finished by test admin/);
    await says('The original can go back in its box.');
    await picture('6-finished');
  });

  it('opens again when one page too many comes, which is taken back', async () => {
    await station.shoot('p_0004.tif');
    await verdict('good', 'p_0004.tif');
    await says(/^4 sides for 3 expected/);
    expect(await page.locator('.stand-finished').count()).to.equal(0);
    await page.keyboard.press('F4');
    await says('taken back');
    await page.locator('[data-finish].is-ready').waitFor();
    await page.keyboard.press('F8');
    await says(/Finished by test admin/);
  });

  it('tells of a page that somebody rejects afterwards, on the card', async () => {
    const { id } = (
      await readJson<StandSearch>(await server.ask(`/api/copy-stand/card?reference=${REFERENCE}`))
    ).card ?? { id: '' };
    const [first] = (await server.item(id)).surfaces;
    const ask = `/api/surfaces/${first?.id}/rescan`;
    await server.ask(ask, { method: 'POST', json: { reason: 'unsharp' } });
    await page.locator('.stand-rescans', { hasText: 'p_0001 · not sharp' }).waitFor({ timeout: WORK_MS });
    expect(await page.locator('.stand-finished').count()).to.equal(0);
    await picture('6-again');
    await server.ask(ask, { method: 'DELETE' });
    await page.locator('.stand-finished').waitFor({ timeout: WORK_MS });
  });

  it('shows nothing green while there is no connection, says so, and comes back by itself', async () => {
    await page.context().setOffline(true);
    await says(/^No connection since/);
    const colour = await page.evaluate<string>(TARGET_COLOUR);
    expect(await page.locator('.stand-finished').count()).to.equal(0);
    await picture('7-stale');
    await page.context().setOffline(false);
    await page.locator('.stand-stale').waitFor({ state: 'detached', timeout: WORK_MS });
    await says(/Finished by test admin/);
    const now = await page.evaluate<string>(TARGET_COLOUR);
    expect(now).to.not.equal(colour);
  });

  it('goes on with an item that nobody knows yet, whose scan is chosen on this device', async () => {
    await scan(page, 'ARCH00861.2');
    await says('ARCH00861.2 is not known here');
    await page.keyboard.type('1', { delay: 120 });
    await page.keyboard.press('Enter');
    await says('Waiting for the first scan');
    expect(await text('.stand-count-large')).to.equal('0 of 1');
    // What a hand typed into a field stays when a scanner types into it.
    await enter(page, 'Correct the number of sides');
    const field = page.getByLabel('How many sides');
    await tabTo(page, 'How many sides');
    await expectFocusSeen(page);
    await page.keyboard.type('2', { delay: 120 });
    const typed = await field.inputValue();
    await scan(page, 'ARCH00861.1');
    await page.getByRole('heading', { name: REFERENCE }).waitFor();
    await enter(page, 'Not this one');
    expect(typed).to.match(/2/);
    card = station.page();
    const chosen = { name: 'single.tif', mimeType: 'image/tiff', buffer: card };
    await chooseFiles(page, 'Add files', chosen);
    await verdict('good', 'single.tif');
    await page.locator('[data-finish].is-ready').waitFor();
  });

  it('showed every verdict within a second of the server telling it', async () => {
    const { told, seen } = await page.evaluate<VerdictTimes>('window.verdictTimes');
    const late = Object.entries(told).map(([id, at]) => (seen[id] ?? Number.POSITIVE_INFINITY) - at);
    expect(late).to.have.length(6);
    const [median = 0] = late.toSorted((one, other) => one - other).slice(3);
    expect(median).to.be.at.most(1_000);
    expect(Math.max(...late)).to.be.at.most(5_000);
  });

  it('ends the day: everything is safe, with the digests as proof', async () => {
    await page.keyboard.press('F9');
    // What came in is safe, and of what never came nobody knows before the card is compared.
    await page.locator('[data-safe=false]').waitFor({ timeout: WORK_MS });
    await says('All that came in is safe. Now compare the card');
    expect(await page.locator('.stand-digest').count()).to.equal(6);
    await picture('8-end-of-day');
    const cards = await mkdtemp(join(tmpdir(), 'recto-card-'));
    try {
      // What the watch has put away is no card.
      const done = join(station.dir, 'done');
      await chooseFiles(page, 'Choose the folder', done);
      await says(/^In a folder done lies what the watch has sent already/);
      // A card with one of the scans of the day, and another with the rest: they add up.
      const folder = join(cards, 'CARD1');
      await mkdir(folder);
      await writeFile(join(folder, 'single.tif'), card);
      await chooseFiles(page, 'Choose the folder', folder);
      await says('The one file is in the archive.');
      await page.locator('[data-absent="3"]', { hasText: /p_0001\.tif/ }).waitFor();
      await page.locator('[data-safe=false]', { hasText: '3 scans of this day are in none' }).waitFor();
      await picture('8-one-card');
      await cp(done, join(cards, 'CARD2'), { recursive: true });
      const more = 'Compare another folder or card';
      await chooseFiles(page, more, join(cards, 'CARD2'));
      await page.locator('[data-safe=true]').waitFor();
      await says('Everything is safe: the card may be wiped');
      await says('All 5 compared files are in the archive.');
      await picture('8-safe');
      // It is known when the page is opened again: a card that was wiped at noon cannot be compared any more.
      await page.reload();
      await page.locator('[data-safe=true]').waitFor({ timeout: WORK_MS });
      await writeFile(join(folder, 'forgotten.tif'), station.page());
      await chooseFiles(page, more, folder);
      await says('Do not wipe the card yet: 1 file is not in the archive');
      await expectFocusSeen(page);
      await says(/forgotten\.tif/);
      // Nothing beside it says the contrary.
      expect(await page.locator('[data-safe]').count()).to.equal(0);
      await picture('9-compared');
    } finally {
      await rm(cards, { recursive: true, force: true });
    }
    expect(notByKeys).to.deep.equal([]);
    expect(complaints.filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED'))).to.deep.equal([]);
  });
});
