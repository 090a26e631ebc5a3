import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import type { Event } from '../../model/event.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { readJson, startTestServer, type TestServer } from '../fixtures/server.ts';
import { standAt } from '../fixtures/stand.ts';
import { addStation, openStandPage } from '../fixtures/stand-page.ts';

const WAIT_MS = 30_000;
/** In one moment in both windows, as nearly as that can be. */
const F8 = `window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8', bubbles: true, cancelable: true }))`;
const START = `document.querySelector('.stand-large.primary')?.click()`;
const F4 = F8.replace('F8', 'F4');

describe('the copy stand in two windows of one station', function () {
  this.timeout(180_000);
  let server: TestServer;
  let browser: Browser;
  let stationId: string;
  let items: readonly string[];
  let pages: readonly Page[];
  let complaints: readonly (readonly string[])[];

  before(async () => {
    [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
    const made = [await server.makeItem('ARCH00902.1'), await server.makeItem('ARCH00902.2')];
    items = made.map(({ id }) => id);
    stationId = await addStation(server, 'Two windows');
    const opened = [
      await openStandPage(server, browser, stationId),
      await openStandPage(server, browser, stationId),
    ];
    pages = opened.map(({ page }) => page);
    complaints = opened.map((one) => one.complaints);
    for (const { page } of opened)
      await page.getByText('Nothing is on the stand').waitFor({ timeout: WAIT_MS });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const stand = () => standAt(server, server);
  const both = (work: (page: Page) => Promise<unknown>) => Promise.all(pages.map(work));
  const says = (words: string | RegExp) =>
    both((page) => page.getByText(words).first().waitFor({ timeout: WAIT_MS }));
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
  async function find(page: Page, reference: string): Promise<void> {
    await page.getByLabel('Scan or type a reference').fill(reference);
    await page.keyboard.press('Enter');
    await button(page, 'Start').waitFor({ timeout: WAIT_MS });
  }
  const eventsOf = async (id: string, words: RegExp) => {
    const { events } = await readJson<{ events: Event[] }>(await server.ask(`/api/items/${id}/events`));
    return events.filter(({ detail }) => words.test(detail));
  };

  it('shows in both what is started in one, also where the other is about to start the same', async () => {
    const [first, second] = pages as [Page, Page];
    await both((page) => find(page, 'ARCH00902.1'));
    await both((page) => page.evaluate(START));
    await says('Waiting for the first scan');
    expect(await eventsOf(items[0] ?? '', /was put on the stand/)).to.have.length(1);
    await find(second, 'ARCH00902.2');
    await find(first, 'ARCH00902.2');
    await button(first, 'Start').click();
    // The card in the second is of what lies on the stand by now: there is nothing left to start.
    await button(second, 'Start').waitFor({ state: 'detached', timeout: WAIT_MS });
    await both((page) => page.getByRole('heading', { name: 'ARCH00902.2' }).waitFor({ timeout: WAIT_MS }));
    expect(await eventsOf(items[1] ?? '', /was put on the stand/)).to.have.length(1);
  });

  it('finishes once, whichever window it is pressed in', async () => {
    const id = items[1] ?? '';
    await stand().count(id, 2);
    for (const name of ['p1.tif', 'p2.tif']) await stand().judge(await stand().send(id, name), 'ready');
    await both((page) => page.locator('[data-finish].is-ready').waitFor({ timeout: WAIT_MS }));
    await both((page) => page.evaluate(F8));
    await says(/Finished by test admin/);
    expect(await eventsOf(id, /^Finished/)).to.have.length(1);
  });

  it('takes one scan back, though it is pressed in both, and brings it back in both', async () => {
    const id = items[1] ?? '';
    const gone = async () =>
      (await stand().strip(id)).entries.filter(({ isUndone }) => isUndone).map(({ name }) => name);
    await both((page) => page.evaluate(F4));
    await says('p2.tif was taken back.');
    // The second window knows it by now, and asks before it takes a further one.
    await pages[1]?.waitForTimeout(1_300);
    await pages[1]?.evaluate(F4);
    await button(pages[1] as Page, /Press again to take p1.tif back as well/).waitFor({ timeout: WAIT_MS });
    expect(await gone()).to.deep.equal(['p2.tif']);
    expect(await eventsOf(id, /taken back at the stand/)).to.have.length(1);
    await (pages[0] as Page).locator('.stand-taken').getByRole('button').click();
    await both((page) => page.locator('.stand-taken').waitFor({ state: 'detached', timeout: WAIT_MS }));
    expect(await gone()).to.deep.equal([]);
  });

  it('follows in both when the item is taken off or another is put on, and forgets nothing of the first', async () => {
    await find(pages[0] as Page, 'ARCH00902.1');
    await button(pages[0] as Page, 'Start').click();
    await both((page) => page.getByRole('heading', { name: 'ARCH00902.1' }).waitFor({ timeout: WAIT_MS }));
    // What a person looks at in one window stays there.
    await find(pages[1] as Page, 'ARCH00902.2');
    await stand().send(items[0] ?? '', 'p1.tif');
    await (pages[0] as Page).getByText('p1.tif').first().waitFor({ timeout: WAIT_MS });
    expect(await button(pages[1] as Page, 'Start').isVisible()).to.equal(true);
    expect(complaints).to.deep.equal([[], []]);
  });
});
