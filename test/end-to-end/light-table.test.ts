import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { Finding } from '../../model/finding.ts';
import type { WatchedPage } from '../fixtures/browser.ts';
import { sumOf } from '../fixtures/counts.ts';
import { openScreens } from '../fixtures/screens.ts';
import { addFindings, makeTableItem, scanAgain, storeLeaves } from '../fixtures/table-item.ts';
import { until } from '../fixtures/until.ts';

/** Five views of forty, two before and two after what is seen, and a row that is half in view. */
const MOST_CELLS = 210;

const A_BAND: Finding = {
  rule: 'bands',
  severity: 'error',
  message: { en: 'There is a black band.', nl: 'Er is een zwarte band.' },
  region: { x: 0, y: 700, width: 1200, height: 200 },
};

describe('the light table', function () {
  this.timeout(120_000);
  const screens = openScreens('admin');
  let itemId: string;
  let surfaceIds: readonly string[];

  before(async () => {
    const leaves = await storeLeaves(screens.server, [1, 2, 3]);
    ({ itemId, surfaceIds } = await makeTableItem(screens.server, 1000, leaves));
    await scanAgain(screens.server, { itemId, surfaceId: surfaceIds[1] ?? '', version: 2 }, leaves[2] ?? {});
    for (const at of [3, 700]) await addFindings(screens.server, itemId, surfaceIds[at] ?? '', [A_BAND]);
  });

  const openTable = (id = itemId): Promise<WatchedPage> => screens.open(`/items/${id}/table`);
  async function openSheet(id = itemId): Promise<WatchedPage> {
    const watched = await openTable(id);
    await watched.page.locator('[role=listbox]:focus').waitFor();
    return watched;
  }
  async function press(page: Page, ...keys: string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
  }
  const cells = (page: Page) => page.locator('[role=option]').count();
  const chosen = (page: Page) => page.locator('.about-side h2').textContent();
  /** Waits until a page is chosen, wholly in view and drawn. */
  async function untilSeen(page: Page, name: string): Promise<void> {
    await page.locator('.about-side h2', { hasText: new RegExp(`^${name}$`) }).waitFor();
    await until(() =>
      page.locator('[role=listbox]').evaluate((list) => {
        const cell = list.querySelector('[role=option][aria-selected=true]');
        const sheet = list.getBoundingClientRect();
        const box = cell?.getBoundingClientRect();
        const image = cell?.querySelector('img');
        if (!box || !image?.complete || image.naturalWidth === 0) return false;
        return box.top >= sheet.top - 1 && box.bottom <= sheet.bottom + 1;
      }),
    );
  }
  /** No more complaints than none, and every picture came from a pack: none was refused or missing. */
  function expectNoComplaints({ complaints, images }: WatchedPage): void {
    expect(complaints).to.deep.equal([]);
    expect(images.filter(({ status }) => status !== 200)).to.deep.equal([]);
  }

  it('shows a thousand pages with no more in the document than is near, and goes everywhere by keyboard', async () => {
    const watched = await openSheet();
    const { page } = watched;
    await untilSeen(page, 'p1');
    expect(await cells(page)).to.be.within(40, MOST_CELLS);
    for (const [key, name] of [
      ['ArrowRight', 'p2'],
      ['ArrowDown', 'p10'],
      ['ArrowUp', 'p2'],
      ['PageDown', 'p42'],
      ['End', 'p1000'],
      ['ArrowLeft', 'p999'],
      ['PageUp', 'p959'],
      ['Home', 'p1'],
    ] as const) {
      await press(page, key);
      await untilSeen(page, name);
      expect(await cells(page), key).to.be.at.most(MOST_CELLS);
    }
    expectNoComplaints(watched);
    await page.context().close();
  });

  it('draws what is scrolled to, and forgets what is scrolled away', async () => {
    const watched = await openSheet();
    const { page } = watched;
    const list = page.locator('[role=listbox]');
    const height = await list.evaluate((element) => element.scrollHeight);
    for (const share of [0.3, 0.9, 0.6, 1]) {
      await list.evaluate((element, top) => element.scrollTo(0, top), height * share);
      await until(() =>
        list.evaluate((element) => {
          const sheet = element.getBoundingClientRect();
          const ends = [sheet.top + 20, sheet.top + sheet.height / 2, sheet.bottom - 20];
          return ends.every((y) =>
            element.ownerDocument.elementFromPoint(sheet.left + 60, y)?.closest('[role=option]'),
          );
        }),
      );
      expect(await cells(page)).to.be.at.most(MOST_CELLS);
      expect(await list.evaluate((element) => element.scrollHeight)).to.equal(height);
    }
    expect(await chosen(page)).to.equal('p1');
    await press(page, 'ArrowRight');
    await untilSeen(page, 'p2');
    expectNoComplaints(watched);
    await page.context().close();
  });

  it('goes from right to left where one reads so', async () => {
    const leaves = await storeLeaves(screens.server, [4]);
    const turned = await makeTableItem(screens.server, 20, leaves);
    await screens.server.ask(`/api/items/${turned.itemId}`, {
      method: 'PATCH',
      headers: { 'if-match': '"1"' },
      json: { viewingDirection: 'right-to-left' },
    });
    const watched = await openSheet(turned.itemId);
    const { page } = watched;
    await untilSeen(page, 'p1');
    const left = (at: number) =>
      page
        .locator('[role=option]')
        .nth(at)
        .evaluate((cell) => cell.getBoundingClientRect().left);
    expect(await left(0)).to.be.greaterThan(await left(1));
    await press(page, 'ArrowLeft', 'ArrowLeft', 'ArrowRight');
    await untilSeen(page, 'p2');
    await press(page, 'c');
    const names = page.locator('.pane figcaption');
    await names.nth(1).waitFor();
    const places = await names.evaluateAll((all) =>
      all.map((one) => [one.textContent, one.getBoundingClientRect().left] as const),
    );
    expect(places.sort((a, b) => a[1] - b[1]).map(([name]) => name)).to.deep.equal([
      'p2 · version 1',
      'p1 · version 1',
    ]);
    expectNoComplaints(watched);
    await page.context().close();
  });

  it('shows only pages with findings, what was found in words, and where', async () => {
    const watched = await openSheet();
    const { page } = watched;
    await press(page, 'f');
    await untilSeen(page, 'p4');
    expect(await cells(page)).to.equal(2);
    expect(await page.locator('.finding').allTextContents()).to.deep.equal(['There is a black band.']);
    await press(page, 'Enter', 'ArrowRight');
    await untilSeen(page, 'p701');
    const [box, image] = await Promise.all(
      ['[aria-selected=true] .table-region', '[aria-selected=true] img'].map((what) =>
        page.locator(what).boundingBox(),
      ),
    );
    expect((box?.height ?? 0) / (image?.height ?? 1)).to.be.closeTo(200 / 1680, 0.01);
    await page.getByRole('button', { name: 'Nederlands' }).click();
    expect(await page.locator('.finding').allTextContents()).to.deep.equal(['Er is een zwarte band.']);
    await page.locator('[role=listbox]').focus();
    await press(page, 'Escape', 'f');
    await untilSeen(page, 'p701');
    expect(await cells(page)).to.be.greaterThan(40);
    expectNoComplaints(watched);
    await page.context().close();
  });

  it('keeps the loupe at its place from page to page, from the tiles of the packs alone', async () => {
    const watched = await openSheet();
    const { page } = watched;
    await press(page, 'l');
    await page.locator('.panes:focus .loupe > img').first().waitFor();
    const here = () =>
      page
        .locator('.loupe-page')
        .first()
        .evaluate(({ style }) => [Number.parseFloat(style.left), Number.parseFloat(style.top)]);
    const first = await here();
    await press(page, 'Shift+ArrowRight', 'Shift+ArrowDown');
    const [left = 0, top = 0] = await here();
    expect([left < (first[0] ?? 0), top < (first[1] ?? 0)]).to.deep.equal([true, true]);
    await press(page, 'PageDown', 'ArrowRight');
    await page.locator('.about-side h2', { hasText: /^p3$/ }).waitFor();
    const [nextLeft = 0, nextTop = 0] = await here();
    expect(Math.abs(nextLeft - left)).to.be.below(12);
    expect(nextTop).to.equal(top);
    await page.waitForLoadState('networkidle');
    const tiles = watched.images.filter(({ url }) => /~\d+\/\d+,\d+,\d+,\d+\/\d+,\d+\/0/.test(url));
    expect(tiles.length).to.be.greaterThan(3);
    expectNoComplaints(watched);
    await page.context().close();
  });

  it('puts a page beside its neighbour, and beside its older version, and comes back', async () => {
    const watched = await openSheet();
    const { page } = watched;
    await press(page, 'ArrowRight', 'c');
    const captions = page.locator('.pane figcaption');
    await captions.nth(1).waitFor();
    expect(await captions.allTextContents()).to.deep.equal(['p1 · version 1', 'p2 · version 2']);
    await press(page, 'v');
    await captions.getByText('p2 · version 1').waitFor();
    expect(await captions.allTextContents()).to.deep.equal(['p2 · version 1', 'p2 · version 2']);
    await press(page, 'ArrowRight');
    await page.getByText('There is no older version of this page.').waitFor();
    await press(page, 'Escape');
    await untilSeen(page, 'p3');
    expectNoComplaints(watched);
    await page.context().close();
  });

  it('has had every picture from a pack: none was drawn for it', async () => {
    const watched = await openSheet();
    await untilSeen(watched.page, 'p1');
    const count = async (plan: string) =>
      sumOf(await screens.server.parts.metrics.text(), 'recto_image_requests_total', `plan="${plan}"`);
    expect([await count('render'), (await count('tile')) > 100]).to.deep.equal([0, true]);
    await watched.page.context().close();
  });

  it('says what to do where there is nothing, and shows a page as soon as it arrives', async () => {
    const empty = await screens.server.makeItem();
    const watched = await openTable(empty.id);
    const { page } = watched;
    await page.getByRole('heading', { name: 'There is nothing on the table yet' }).waitFor();
    await page.getByRole('link', { name: 'Go to the item' }).click();
    await page.getByRole('heading', { name: 'Files' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'There is nothing on the table yet' }).waitFor();
    const scan = await screens.server.ask(`/api/items/${empty.id}/files/p1.tif`, {
      method: 'PUT',
      body: 'not a scan',
      headers: { 'content-digest': 'sha-256=:DRciRN0MkKhesqi9OUuwFcHWQ75hBFG0e0SD83N17YQ=:' },
    });
    expect(scan.status, await scan.text()).to.equal(201);
    await untilNamed(page, 'p1');
    expectNoComplaints(watched);
    await page.context().close();
  });
  const untilNamed = (page: Page, name: string) =>
    page.locator('.about-side h2', { hasText: name }).waitFor();
});
