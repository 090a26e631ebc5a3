import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { RescanList } from '../../model/rescan.ts';
import type { TableView } from '../../model/table-view.ts';
import type { StoredScan } from '../fixtures/ready-item.ts';
import { openScreens } from '../fixtures/screens.ts';
import { readJson } from '../fixtures/server.ts';
import { makeTableItem, scanAgain, storeLeaves } from '../fixtures/table-item.ts';
import { until } from '../fixtures/until.ts';

describe('the light table, where a page is rejected', function () {
  this.timeout(120_000);
  const screens = openScreens('technician');
  let leaves: readonly Partial<StoredScan>[];

  before(async () => {
    leaves = await storeLeaves(screens.server, [1]);
  });

  async function openSheet(itemId: string, hasTouch = false): Promise<Page> {
    const context = await screens.browser.newContext({ viewport: { width: 1280, height: 900 }, hasTouch });
    const page = await context.newPage();
    await page.setExtraHTTPHeaders({ authorization: `Bearer ${screens.server.token}` });
    await page.goto(`${screens.server.url}/items/${itemId}/table`);
    await page.locator('[role=listbox]:focus').waitFor();
    return page;
  }
  async function press(page: Page, ...keys: string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
  }
  const sides = async (itemId: string) =>
    (await readJson<TableView>(await screens.server.ask(`/api/items/${itemId}/table`))).sides;
  const marks = (page: Page) => page.locator('.verdict-mark').allTextContents();
  const untilJudged = (itemId: string, words: string) =>
    until(async () => (await sides(itemId)).map(({ review }) => review?.verdict ?? '–').join(' ') === words);

  it('takes a box drawn with the mouse and a note, and both are on the list of rescans', async () => {
    const { itemId } = await makeTableItem(screens.server, 2, leaves);
    const page = await openSheet(itemId);
    await press(page, 'Enter');
    const picture = page.locator('.light-table-1 .whole-page').first();
    await picture.locator('img').first().waitFor();
    const box = (await picture.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3, { steps: 3 });
    await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.25);
    await page.mouse.up();
    await page.locator('.table-region-drawn').waitFor();
    // Letters and digits in the note judge nothing.
    await press(page, 'n');
    await page.keyboard.type('j 12 pages, left');
    await press(page, 'Enter', '2');
    await untilJudged(itemId, 'rejected –');
    const [first] = await sides(itemId);
    expect(first?.review).to.include({ reason: 'crooked', note: 'j 12 pages, left' });
    const { x = 0, y = 0, width = 0, height = 0 } = first?.review?.region ?? {};
    expect([x / 1201, width / 1201, y / 1680, height / 1680].map((n) => Math.round(n * 20))).to.deep.equal([
      5, 5, 5, 5,
    ]);
    const { rescans } = await readJson<RescanList>(await screens.server.ask('/api/rescans'));
    const [ask] = rescans.find(({ item }) => item.id === itemId)?.asks ?? [];
    expect(ask).to.deep.include({ reason: 'crooked', note: 'j 12 pages, left' });
    expect(ask?.region).to.deep.equal(first?.review?.region);
    // The next page has neither.
    expect(await page.locator('.table-region-drawn').count()).to.equal(0);
    expect(await page.getByLabel('Note for whoever scans it again').inputValue()).to.equal('');
    await page.context().close();
  });

  it('takes a box drawn with a finger once that is asked for, in the loupe too', async () => {
    const { itemId } = await makeTableItem(screens.server, 1, leaves);
    const page = await openSheet(itemId, true);
    await press(page, 'Enter', 'l', 'b');
    const loupe = (await page.locator('.loupe').boundingBox())!;
    const session = await page.context().newCDPSession(page);
    const touch = async (type: string, x: number, y: number) => {
      const touchPoints = type === 'touchEnd' ? [] : [{ x: loupe.x + x, y: loupe.y + y }];
      await session.send('Input.dispatchTouchEvent', { type: type as 'touchStart', touchPoints });
    };
    await touch('touchStart', 200, 200);
    await touch('touchMove', 250, 240);
    await touch('touchMove', 300, 280);
    await touch('touchEnd', 0, 0);
    await page.locator('.table-region-drawn').waitFor();
    await press(page, 'k');
    await untilJudged(itemId, 'rejected');
    const region = (await sides(itemId))[0]?.review?.region;
    expect([region?.width, region?.height].map((n) => Math.abs((n ?? 0) - 90) <= 15)).to.deep.equal([
      true,
      true,
    ]);
    await page.context().close();
  });

  it('shows only what nobody has judged yet, if that is wanted', async () => {
    const { itemId } = await makeTableItem(screens.server, 3, leaves);
    const page = await openSheet(itemId);
    await press(page, 'j', 'u');
    await until(async () => (await page.locator('[role=option]').count()) === 2);
    expect(await page.locator('.about-side h2').textContent()).to.equal('p2');
    await press(page, 'j', 'j');
    await page.getByText('Every page has its verdict').waitFor();
    await page.getByRole('button', { name: 'Show every page' }).click();
    await until(async () => (await marks(page)).join('') === '✔✔✔');
    await page.context().close();
  });

  it('names the page whose verdict it would take back, where another is chosen', async () => {
    const { itemId } = await makeTableItem(screens.server, 3, leaves);
    const page = await openSheet(itemId);
    await press(page, 'j', 'k', 'Home');
    await page.getByRole('button', { name: 'Take p2 back', exact: true }).click();
    await untilJudged(itemId, 'passed – –');
    expect(await page.locator('.about-side h2').textContent()).to.equal('p2');
    await press(page, 'Home');
    await page.getByRole('button', { name: 'Take back', exact: true }).click();
    await untilJudged(itemId, '– – –');
    expect(await page.getByRole('button', { name: /^Take/ }).count()).to.equal(0);
    await page.context().close();
  });

  it('keeps verdicts that are given while nobody answers, and sends them once somebody does', async () => {
    const { itemId } = await makeTableItem(screens.server, 4, leaves);
    const page = await openSheet(itemId);
    await page.locator('.table-cell img').nth(3).waitFor();
    await page.context().setOffline(true);
    await press(page, 'j', 'k', 'j');
    await page.getByText('3 keys wait here to be sent; leave this page open.').waitFor();
    expect(await marks(page)).to.deep.equal(['✔', '↻', '✔']);
    // It asks again and again meanwhile, and takes back what is taken back.
    await press(page, 'Control+z');
    await page.waitForTimeout(2_500);
    expect(await marks(page)).to.deep.equal(['✔', '↻']);
    expect((await sides(itemId)).every(({ review }) => review === undefined)).to.equal(true);
    await page.context().setOffline(false);
    await untilJudged(itemId, 'passed rejected – –');
    await until(async () => (await page.getByText('to be sent').count()) === 0);
    expect(await marks(page)).to.deep.equal(['✔', '↻']);
    await page.context().close();
  });

  it('tells the second of two people at one page what the first has said, and passes over nobody', async () => {
    const { itemId, surfaceIds } = await makeTableItem(screens.server, 2, leaves);
    const page = await openSheet(itemId);
    await page.locator('.table-cell img').nth(1).waitFor();
    const other = await screens.server.as('curator');
    await page.context().setOffline(true);
    await press(page, 'j', 'j');
    await page.getByText('2 keys wait here').waitFor();
    const theirs = { surfaces: [surfaceIds[0]], verdict: 'rejected', reason: 'dirt' };
    await other.ask('/api/reviews', { method: 'POST', json: theirs });
    await scanAgain(screens.server, { itemId, surfaceId: surfaceIds[1] ?? '', version: 2 }, leaves[0] ?? {});
    await page.context().setOffline(false);
    await page.getByText(/test curator rejected p1 meanwhile\. Look at it again/).waitFor();
    await page.getByText('Another scan of p2 came in meanwhile. Look at it before you judge it.').waitFor();
    await untilJudged(itemId, 'rejected –');
    await until(async () => (await marks(page)).join('') === '↻');
    // Looked at again, the verdict counts.
    await press(page, 'Home', 'j');
    await untilJudged(itemId, 'passed –');
    await page.context().close();
  });
});
