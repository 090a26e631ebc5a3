import { expect } from 'chai';
import type { Page } from 'playwright-core';
import {
  cellOf,
  changeBeside,
  deskOf,
  dragTo,
  namesOf,
  scrollGrid,
  untilOrder,
  untilSaved,
} from '../fixtures/desk-page.ts';
import { screensWithLeaves } from '../fixtures/desk-screens.ts';
import { until } from '../fixtures/until.ts';

const COUNT = 1000;
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `p${from + at}`);

describe('the desk with a thousand pages', function () {
  this.timeout(120_000);
  const screens = screensWithLeaves(COUNT);

  /** Opens the desk and selects p101 to p300 by clicking, and clicking with Shift. */
  async function openWithSelection(): Promise<Page> {
    const page = await screens.openDesk();
    await scrollGrid(page, 0.1);
    await cellOf(page, 'p101').locator('img').click();
    await scrollGrid(page, 0.3);
    await cellOf(page, 'p300')
      .locator('img')
      .click({ modifiers: ['Shift'] });
    await page.getByText('200 of 1,000 selected').waitFor();
    return page;
  }
  const moved = [...numbered(101, 300), ...numbered(1, 100), ...numbered(301, COUNT)];

  it('takes 200 of them out and puts them elsewhere, undoes and does it again, and has it after a reload', async () => {
    const page = await openWithSelection();
    await page.keyboard.press('Control+x');
    await page.getByText('200 pages taken out').waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+v');
    await untilOrder(screens.server, screens.itemId, moved.slice(0, 250));
    expect(await namesOf(screens.server, screens.itemId)).to.deep.equal(moved);
    await page.getByRole('button', { name: 'Undo: Move 200 pages' }).waitFor();
    await page.keyboard.press('Control+z');
    await untilOrder(screens.server, screens.itemId, numbered(1, 250));
    await page.keyboard.press('Control+Shift+z');
    await untilOrder(screens.server, screens.itemId, moved.slice(0, 250));
    await untilSaved(page);
    await page.reload();
    await page.locator('.desk-cell').first().waitFor();
    expect(await page.locator('.desk-cell .table-name').first().textContent()).to.equal('p101');
    await changeBeside(screens.server, screens.itemId, { order: screens.surfaceIds });
    await page.context().close();
  });

  it('has no more of them in the document than are near, and puts down what is dragged where the line says', async () => {
    const page = await openWithSelection();
    expect(await page.locator('.desk-cell').count()).to.be.below(200);
    const from = await cellOf(page, 'p299').locator('img').boundingBox();
    const to = await cellOf(page, 'p303').boundingBox();
    expect(from !== null && to !== null).to.equal(true);
    if (from === null || to === null) return;
    await dragTo(page, { x: from.x + 20, y: from.y + 30 }, { x: to.x + to.width - 4, y: to.y + 40 });
    const after = [
      ...numbered(1, 100),
      ...numbered(301, 303),
      ...numbered(101, 300),
      ...numbered(304, COUNT),
    ];
    await untilOrder(screens.server, screens.itemId, after);
    await page.keyboard.press('Control+z');
    await untilOrder(screens.server, screens.itemId, numbered(1, COUNT));
    await page.context().close();
  });

  it('selects with a frame that is drawn beside pages', async () => {
    const page = await screens.openDesk();
    const [first, fifth] = await Promise.all(['p1', 'p5'].map((name) => cellOf(page, name).boundingBox()));
    expect(first && fifth).to.not.equal(null);
    if (!first || !fifth) return;
    await page.mouse.move(first.x + 3, first.y + 3);
    await page.mouse.down();
    await page.mouse.move(fifth.x + 20, fifth.y + 20, { steps: 4 });
    await page.locator('.desk-lasso').waitFor();
    await page.mouse.up();
    const selected = page.locator('.desk-cell[aria-selected=true] .table-name');
    expect(await selected.allTextContents()).to.deep.equal(['p1', 'p2', 'p4', 'p5']);
    await page.context().close();
  });
});

describe('the desk of two at once, and of one without a connection', function () {
  this.timeout(120_000);
  const screens = screensWithLeaves(8);
  const label = (at: number, word: string) => ({
    labels: { [screens.surfaceIds[at] ?? '']: { en: [word] } },
  });

  it('takes over what somebody else does, and keeps what can be undone', async () => {
    const page = await screens.openDesk();
    await cellOf(page, 'p2').locator('img').click();
    await page.keyboard.press('f');
    await untilSaved(page);
    await changeBeside(screens.server, screens.itemId, label(0, 'Cover'));
    await cellOf(page, 'Cover').waitFor();
    await page.keyboard.press('Control+z');
    await until(async () => (await deskOf(screens.server, screens.itemId)).surfaces[1]?.behavior === null);
    expect((await deskOf(screens.server, screens.itemId)).surfaces[0]?.label).to.deep.equal({
      en: ['Cover'],
    });
    await page.context().close();
  });

  it('shows both orders where two moved pages at the same time, and keeps both as one says', async () => {
    const page = await screens.openDesk();
    await page.context().setOffline(true);
    await page.locator('.desk-sides .desk-grid').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Control+x');
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+v');
    await page.getByText('Not saved: the server does not answer').waitFor();
    const swapped = [...screens.surfaceIds];
    swapped.splice(3, 0, ...swapped.splice(1, 1));
    await changeBeside(screens.server, screens.itemId, { order: swapped, ...label(4, 'Five') });
    await page.context().setOffline(false);
    const dialog = page.getByRole('dialog', { name: 'You and somebody else changed the same' });
    await dialog.getByText('Moved: p8').waitFor();
    await dialog.getByText('Moved: p2').waitFor();
    await dialog.getByText(/Put 8 pages in order/).waitFor();
    await dialog.getByRole('button', { name: /^Both: their order/ }).click();
    await untilOrder(screens.server, screens.itemId, ['p8', 'p1', 'p3', 'p4', 'p2', 'p5', 'p6', 'p7']);
    await untilSaved(page);
    await cellOf(page, 'Five').waitFor();
    await page.keyboard.press('Control+z');
    await untilOrder(screens.server, screens.itemId, ['p1', 'p3', 'p4', 'p2', 'p5', 'p6', 'p7', 'p8']);
    await changeBeside(screens.server, screens.itemId, { order: screens.surfaceIds });
    await page.context().close();
  });

  it('keeps in the browser what could not be sent when it was left, and offers it on return', async () => {
    const page = await screens.openDesk();
    // What it sends gets lost on the way.
    await page.route('**/desk', (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.continue(),
    );
    await cellOf(page, 'p3').locator('img').click();
    await page.keyboard.press('f');
    await page.getByText('Not saved: the server does not answer').waitFor();
    let warnings = 0;
    page.on('dialog', (dialog) => {
      warnings += 1;
      return dialog.accept();
    });
    await page.reload();
    await page.getByText('you left this desk with changes that were not sent').waitFor();
    expect(warnings, 'leaving is warned of').to.equal(1);
    expect((await deskOf(screens.server, screens.itemId)).surfaces[2]?.behavior).to.equal(null);
    await page.unroute('**/desk');
    await page.getByRole('button', { name: 'Put them in now' }).click();
    await untilSaved(page);
    expect((await deskOf(screens.server, screens.itemId)).surfaces[2]?.behavior).to.equal('non-paged');
    await page.context().close();
  });
});
