import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import type { BatchKind, BatchView } from '../../model/batch.ts';
import { openBrowser, openPage, type WatchedPage } from '../fixtures/browser.ts';
import { type DeliveredPage, pageOf, tableOf } from '../fixtures/delivery.ts';
import { enter, tabTo, typeInto } from '../fixtures/keyboard.ts';
import { readJson, startTestServer, type TestServer } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

describe('the list of a delivery', function () {
  this.timeout(180_000);
  let server: TestServer;
  let browser: Browser;
  let dir: string;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-lists-'));
    [server, browser] = await Promise.all([startTestServer({ role: 'curator' }), openBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  async function announce(code: string, kind: BatchKind): Promise<string> {
    const answer = await server.ask('/api/batches', { method: 'POST', json: { code, kind } });
    return (await readJson<BatchView>(answer)).id;
  }
  async function open(path: string): Promise<WatchedPage> {
    const watched = await openPage(browser);
    await watched.page.setExtraHTTPHeaders({ authorization: `Bearer ${server.token}` });
    await watched.page.goto(`${server.url}${path}`);
    return watched;
  }
  async function choose(page: Page, button: string, path: string): Promise<void> {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), enter(page, button)]);
    await chooser.setFiles(path);
  }
  const batchOf = async (id: string) => readJson<BatchView>(await server.ask(`/api/batches/${id}`));

  it('is any table, once it is said which column is what, and then every table with these columns', async () => {
    const table = join(dir, 'lijst.csv');
    await writeFile(table, 'nr;scan naam;blad\n12;a_1.tif;1\n12;a_2.tif;2\n13;b_1.tif;1\n');
    const first = await announce('TABLE-1', 'table');
    const { page, complaints } = await open(`/batches/${first}/list`);
    await choose(page, 'Choose a table …', table);
    await page.locator('.head-table td', { hasText: 'b_1.tif' }).waitFor();
    expect(await page.getByRole('button', { name: 'See what would happen' }).isDisabled()).to.equal(true);
    await typeInto(page, 'File of the page *', 'scan');
    await typeInto(page, 'Inventory number *', 'nr');
    await typeInto(page, 'Number of the page', 'blad');
    await typeInto(page, 'Put before every inventory number', 'ARCH00999.');
    expect(await page.locator('.head-table th.meant .hint').allTextContents()).to.deep.equal([
      '→ Inventory number',
      '→ File of the page',
      '→ Number of the page',
    ]);
    await typeInto(page, 'Keep this mapping as', 'Ours');
    await enter(page, 'See what would happen');
    await page.getByText('2 items are made').waitFor();
    await enter(page, 'Apply this list');
    await page.getByText('0 of 3 arrived').first().waitFor();
    expect((await batchOf(first)).objects.map(({ references }) => references[0])).to.deep.equal([
      'ARCH00999.12',
      'ARCH00999.13',
    ]);

    const second = await announce('TABLE-2', 'table');
    await page.goto(`${server.url}/batches/${second}/list`);
    await choose(page, 'Choose a table …', table);
    await page.locator('.head-table th.meant').first().waitFor();
    expect(await page.getByLabel('A mapping that was kept').inputValue()).not.to.equal('');
    await enter(page, 'See what would happen');
    await page.getByText('0 items are made').waitFor();
    await page.getByText('2 are there already').waitFor();
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });

  it('is nothing but the names in a folder', async () => {
    const folder = join(dir, 'delivery');
    await mkdir(folder);
    for (const name of ['ARCH00777.1_0001.tif', 'ARCH00777.1_0002.tif', 'notes.txt', 'strange.tif'])
      await writeFile(join(folder, name), 'x');
    const { page, complaints } = await open(`/batches/${await announce('NAMES-1', 'names')}/list`);
    await choose(page, 'Choose a folder …', folder);
    await page.getByText('delivery: 3 names').waitFor();
    await typeInto(page, 'Pattern of the names', '{item}_{sequence:4}');
    await enter(page, 'See what would happen');
    await page.getByText('1 item is made').waitFor();
    await page.getByText('2 pages are expected').waitFor();
    await page.locator('.line', { hasText: 'strange.tif' }).waitFor();
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });

  it('says by line what is wrong with it before anything is written, and cannot be applied unread', async () => {
    const table = join(dir, 'broken.csv');
    await writeFile(table, 'objnr,ID,volgnr\n1,1,1\n');
    const id = await announce('BROKEN-1', 'concordance');
    const { page, complaints } = await open(`/batches/${id}/list`);
    await choose(page, 'Choose a table …', table);
    await page.getByText('This list cannot be used as it is.').waitFor();
    await page.locator('.line', { hasText: 'rule: columns' }).waitFor();
    expect(await page.getByRole('button', { name: 'Apply this list' }).count()).to.equal(0);
    expect((await batchOf(id)).state).to.equal('new');
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });

  it('of ten thousand lines is leafed through, a hundred at a time', async () => {
    const pages: DeliveredPage[] = [];
    for (let object = 1; object <= 40; object += 1)
      for (let page = 1; page <= 250; page += 1)
        pages.push({ ...pageOf(object, page), level1: '', text: '' });
    const id = await announce('LONG-1', 'concordance');
    const list = { method: 'POST', body: tableOf(pages) };
    expect((await server.ask(`/api/batches/${id}/list?dry=0&name=long.csv`, list)).status).to.equal(202);
    await until(async () => (await batchOf(id)).state === 'open', 120_000);
    const { page, complaints } = await open(`/batches/${id}?show=missing`);
    await page.locator('.line-number', { hasText: /^Line 2$/ }).waitFor();
    expect(await page.locator('.line').count()).to.equal(100);
    await tabTo(page, 'Next');
    await page.keyboard.press('Enter');
    await page.locator('.line-number', { hasText: /^Line 102$/ }).waitFor();
    await page.getByText('101–200 of 10000').first().waitFor();
    expect(await page.locator('.line').count()).to.equal(100);
    // The same button has the focus still: one leafs on with Enter alone, and back by the other.
    await page.keyboard.press('Enter');
    await page.locator('.line-number', { hasText: /^Line 202$/ }).waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('.line-number', { hasText: /^Line 102$/ }).waitFor();
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });
});
