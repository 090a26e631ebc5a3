import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { Finding } from '../../model/finding.ts';
import type { TableView } from '../../model/table-view.ts';
import { openPage, type WatchedPage } from '../fixtures/browser.ts';
import { enter, tabTo } from '../fixtures/keyboard.ts';
import { expectFocusSeen, watchKeysAlone } from '../fixtures/keys-alone.ts';
import { takePictures } from '../fixtures/pictures.ts';
import type { StoredScan } from '../fixtures/ready-item.ts';
import { openScreens } from '../fixtures/screens.ts';
import { readJson } from '../fixtures/server.ts';
import { addFindings, makeTableItem, scanAgain, storeLeaves } from '../fixtures/table-item.ts';
import { until } from '../fixtures/until.ts';

const NO_PROFILE: Finding = {
  rule: 'icc',
  severity: 'warning',
  message: { en: 'The scan names no colour profile.', nl: 'De scan noemt geen kleurprofiel.' },
};

describe('an afternoon of quality control, by keyboard alone', function () {
  this.timeout(120_000);
  const screens = openScreens('technician');
  let leaves: readonly Partial<StoredScan>[];

  before(async () => {
    leaves = await storeLeaves(screens.server, [1, 2]);
  });

  interface Sheet extends WatchedPage {
    /** What was done in it without a key. */
    readonly notByKeys: readonly string[];
  }
  /** From the list of items by way of the item's page to its light table. */
  async function openSheet(itemId: string): Promise<Sheet> {
    const watched = await openPage(screens.browser);
    const { page } = watched;
    const notByKeys = await watchKeysAlone(page);
    await page.setExtraHTTPHeaders({ authorization: `Bearer ${screens.server.token}` });
    await page.goto(screens.server.url);
    const { reference } = await screens.server.item(itemId);
    await page.getByText(reference).first().waitFor();
    await tabTo(page, new RegExp(reference));
    await expectFocusSeen(page);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: reference }).waitFor();
    await enter(page, 'Open on the light table');
    await page.locator('[role=listbox]:focus').waitFor();
    await expectFocusSeen(page);
    return { ...watched, notByKeys };
  }
  async function press(page: Page, ...keys: string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
  }
  const sides = async (itemId: string) =>
    (await readJson<TableView>(await screens.server.ask(`/api/items/${itemId}/table`))).sides;
  const chosen = (page: Page) => page.locator('.about-side h2').textContent();
  const marks = (page: Page) => page.locator('.verdict-mark').allTextContents();
  const untilJudged = (itemId: string, words: readonly (string | undefined)[]) =>
    until(async () => {
      const found = (await sides(itemId)).map(({ review }) => review?.reason ?? review?.verdict);
      return JSON.stringify(found) === JSON.stringify(words);
    });

  it('passes and rejects page after page, takes back, and finds everything there the next day', async () => {
    const { itemId, surfaceIds } = await makeTableItem(screens.server, 6, leaves);
    const [, second = '', third = ''] = surfaceIds;
    await addFindings(screens.server, itemId, third, [NO_PROFILE]);
    await scanAgain(screens.server, { itemId, surfaceId: second, version: 2 }, leaves[0] ?? {});
    const { page, complaints, notByKeys } = await openSheet(itemId);

    // Each verdict goes on to the next page at once, and shows before the server has answered.
    await press(page, 'j', 'k');
    expect([await chosen(page), await marks(page)]).to.deep.equal(['p3', ['✔', '↻']]);
    await takePictures(page, 'qa-1-sheet');
    // On the third it is looked at why the machine warned, at 1:1, and what is seen there is rejected.
    await press(page, 'Enter', 'Enter', 'Shift+ArrowDown');
    expect(await page.locator('.finding').textContent()).to.equal('The scan names no colour profile.');
    await page.locator('.loupe > img').first().waitFor();
    await expectFocusSeen(page);
    await takePictures(page, 'qa-2-loupe');
    await press(page, '1');
    expect(await chosen(page)).to.equal('p4');
    await page.locator('.loupe').waitFor();
    // The fourth was a mistake, and so was the second: it is compared with its older version, and passed after all.
    await press(page, 'Escape', 'k', 'Control+z');
    expect(await chosen(page)).to.equal('p4');
    await press(page, 'j', 'Home', 'ArrowRight', 'v');
    await page.getByText('p2 · version 1').first().waitFor();
    await expectFocusSeen(page);
    await takePictures(page, 'qa-3-compared');
    await press(page, 'j', 'Escape', 'Escape');
    expect(await chosen(page)).to.equal('p3');
    await press(page, 'End', '9');
    expect(await chosen(page)).to.equal('p6');
    await page.getByText('5 of 6 judged').waitFor();
    await takePictures(page, 'qa-4-judged');
    await untilJudged(itemId, ['passed', 'passed', 'unsharp', 'passed', undefined, 'other']);
    const region = (await sides(itemId))[2]?.review?.region;
    expect(region?.width).to.be.within(100, 1206);
    expect((region?.y ?? 0) + (region?.height ?? 0)).to.be.within(1000, 1680);

    await page.reload();
    await page.locator('[role=listbox]:focus').waitFor();
    await page.getByText('5 of 6 judged').waitFor();
    expect(await marks(page)).to.deep.equal(['✔', '✔', '↻', '✔', '↻']);
    const answer = await screens.server.ask(`/api/items/${itemId}/events`);
    const { events } = await readJson<{ events: { type: string; detail: string }[] }>(answer);
    expect(
      events
        .filter(({ type }) => type === 'review')
        .map(({ detail }) => detail)
        .reverse(),
    ).to.deep.equal([
      'p1 was passed.',
      'p2 was rejected.',
      'p3 was rejected: unsharp.',
      'p4 was rejected.',
      'The verdict on p4 was taken back: it is no longer rejected.',
      'p4 was passed.',
      'p2 was passed.',
      'p6 was rejected: other.',
    ]);
    expect(complaints).to.deep.equal([]);
    expect(notByKeys).to.deep.equal([]);
    await page.context().close();
  });

  it('takes a key back with a sentence where the server does not agree', async () => {
    const { itemId, surfaceIds } = await makeTableItem(screens.server, 3, leaves);
    const { page, notByKeys } = await openSheet(itemId);
    await page.locator('.table-cell img').nth(2).waitFor();
    await press(page, 'j');
    await untilJudged(itemId, ['passed', undefined, undefined]);
    await press(page, 'k');
    await untilJudged(itemId, ['passed', 'rejected', undefined]);
    // Somebody else has judged the page meanwhile: only theirs can be taken back, and the sentence says so.
    const theirs = { surfaces: [surfaceIds[1]], verdict: 'passed' };
    await screens.server.ask('/api/reviews', { method: 'POST', json: theirs });
    await press(page, 'Control+z');
    await page.getByText('The verdict on p2 was not kept:').waitFor();
    await page.getByText('p2 was judged again since. Take that verdict back first.').waitFor();
    await untilJudged(itemId, ['passed', 'passed', undefined]);
    await until(async () => (await marks(page)).join('') === '✔✔');
    expect(notByKeys).to.deep.equal([]);
    await page.context().close();
  });

  it('judges nothing where there is nothing to see, and no page twice for one key that is held', async () => {
    const { itemId } = await makeTableItem(screens.server, 4, [leaves[0] ?? {}, { state: 'rejected' }]);
    const { page, complaints, notByKeys } = await openSheet(itemId);
    await page.keyboard.down('j');
    await page.keyboard.down('j');
    await page.keyboard.down('j');
    await page.keyboard.up('j');
    expect(await chosen(page)).to.equal('p2');
    await press(page, 'j');
    expect(await chosen(page)).to.equal('p2');
    await page
      .getByRole('status')
      .getByText('There is no scan to judge here.')
      .waitFor({ state: 'attached' });
    await untilJudged(itemId, ['passed', undefined, undefined, undefined]);
    expect(complaints).to.deep.equal([]);
    expect(notByKeys).to.deep.equal([]);
    await page.context().close();
  });
});
