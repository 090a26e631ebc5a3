import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import type { BatchView } from '../../model/batch.ts';
import { openBrowser, openPage, type WatchedPage } from '../fixtures/browser.ts';
import { buildTiff } from '../fixtures/build-tiff.ts';
import { type DeliveredPage, pageOf, tableOf } from '../fixtures/delivery.ts';
import { enter, tabTo, typeInto } from '../fixtures/keyboard.ts';
import { readJson, startTestServer, type TestServer } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

/** Two objects of two pages, masters alone. */
const PAGES: readonly DeliveredPage[] = [pageOf(1, 1), pageOf(1, 2), pageOf(2, 1), pageOf(2, 2)].map(
  (page) => ({
    ...page,
    level1: '',
    text: '',
  }),
);

describe('a delivery, by keyboard alone', function () {
  this.timeout(120_000);
  let server: TestServer;
  let browser: Browser;
  let dir: string;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-delivery-'));
    [server, browser] = await Promise.all([startTestServer({ role: 'curator' }), openBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  async function open(path: string): Promise<WatchedPage> {
    const watched = await openPage(browser);
    await watched.page.setExtraHTTPHeaders({ authorization: `Bearer ${server.token}` });
    await watched.page.goto(`${server.url}${path}`);
    return watched;
  }
  async function choose(page: Page, name: string, text: string): Promise<void> {
    const path = join(dir, name);
    await writeFile(path, text);
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), enter(page, 'Choose a table …')]);
    await chooser.setFiles(path);
  }
  const batchOf = async (page: Page) => {
    const id = /\/batches\/([0-9a-f-]{36})/.exec(page.url())?.[1];
    return readJson<BatchView>(await server.ask(`/api/batches/${id}`));
  };
  /** Sends a master, each of its own bytes, to the item of its object. */
  async function send(batch: BatchView, object: string, name: string): Promise<void> {
    const itemId = batch.objects.find(({ objectNumber }) => objectNumber === object)?.itemId;
    const body = Buffer.concat([buildTiff({ width: 30, height: 40 }).bytes, Buffer.from(name)]);
    const digest = createHash('sha256').update(body).digest('base64');
    const headers = { 'content-digest': `sha-256=:${digest}:`, 'content-type': 'image/tiff' };
    const answer = await server.ask(`/api/items/${itemId}/files/${name}`, { method: 'PUT', headers, body });
    expect(answer.status, await answer.text()).to.equal(201);
  }

  /** Opens a delivery with its list, and goes to its page. */
  async function openDelivery(
    code: string,
    kind: 'concordance' | 'table',
    table: string,
  ): Promise<BatchView> {
    const made = await server.ask('/api/batches', { method: 'POST', json: { code, kind } });
    const { id } = await readJson<BatchView>(made);
    if (table === '') return readJson<BatchView>(await server.ask(`/api/batches/${id}`));
    await server.ask(`/api/batches/${id}/list?dry=0&name=list.csv`, { method: 'POST', body: table });
    let batch: BatchView | undefined;
    await until(async () => {
      batch = await readJson<BatchView>(await server.ask(`/api/batches/${id}`));
      return batch.state === 'open';
    });
    if (batch === undefined) throw new Error('not reached');
    return batch;
  }
  /** Sends a file as the supplier named it, and where. */
  async function deliver(batch: BatchView, path: string): Promise<void> {
    const body = Buffer.concat([buildTiff({ width: 30, height: 40 }).bytes, Buffer.from(path)]);
    const digest = createHash('sha256').update(body).digest('base64');
    const headers = { 'content-digest': `sha-256=:${digest}:` };
    const answer = await server.ask(`/api/batches/${batch.id}/files/${encodeURI(path)}`, {
      method: 'PUT',
      headers,
      body,
    });
    expect(answer.status, await answer.text()).to.equal(201);
  }

  it('goes from its table to its verdict, while the page tells what comes in', async () => {
    const { page, complaints } = await open('/batches');
    await page.getByText('No delivery yet').waitFor();
    await enter(page, 'New delivery');
    await page.locator('h1', { hasText: 'New delivery' }).waitFor();
    // The first field has the focus already.
    await page.keyboard.type('ARCH00860-1');
    await typeInto(page, 'Supplier', 'Picturae');
    await enter(page, 'Go on to the list');

    await page.getByText('What is in ARCH00860-1').waitFor();
    await choose(page, 'ARCH00860.csv', tableOf(PAGES));
    await page.getByText('2 items are made').waitFor();
    await page.getByText('4 pages are expected').waitFor();
    await enter(page, 'Apply this list');

    await page.getByText('0 of 4 arrived').first().waitFor();
    const batch = await batchOf(page);
    await send(batch, '1', 'ARCH00860_1_00001.tif');
    await page.getByText('1 of 4 arrived').first().waitFor();
    await send(batch, '1', 'ARCH00860_1_00002.tif');
    await send(batch, '2', 'ARCH00860_2_00001.tif');
    await page.getByText('3 of 4 arrived').first().waitFor();

    await enter(page, /^Awaited 1$/);
    expect(await page.locator('.objections li').allTextContents()).to.include('1 file has not come yet');
    await page.locator('.line', { hasText: 'ARCH00860_2_00002.tif' }).waitFor();
    expect(await page.locator('.line-number').allTextContents()).to.deep.equal(['Line 5']);
    expect(new URL(page.url()).search).to.equal('?show=missing');

    // It is returned with a sentence; without one the browser does not let it go.
    await enter(page, 'Return …');
    await page.locator('dialog[open]').waitFor();
    await enter(page, 'Return');
    expect(await page.locator('dialog[open]').count()).to.equal(1);
    await typeInto(page, 'What the supplier has to do', 'Send page 2 of object 2.');
    await enter(page, 'Return');
    await page.locator('.decision', { hasText: 'Returned by' }).waitFor();
    expect((await batchOf(page)).decision?.note).to.equal('Send page 2 of object 2.');

    await send(batch, '2', 'ARCH00860_2_00002.tif');
    await page.getByText('4 of 4 arrived').first().waitFor();
    await page.getByText('Nothing is missing.').waitFor();
    // There is no worker here that would check them.
    await page.getByText('the checks of 4 scans have not ended').waitFor();
    await enter(page, 'Accept …');
    await typeInto(page, 'Why it is accepted all the same', 'Looked at on paper.');
    await enter(page, 'Accept');
    await page.locator('.decision-accepted').waitFor();
    expect(await batchOf(page)).to.include({ state: 'accepted' });
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });

  it('shows what came double, misnamed or unasked for, what a sample says, and hands out the report', async () => {
    const batch = await openDelivery('ARCH00860-2', 'concordance', tableOf(PAGES));
    const { page, complaints } = await open(`/batches/${batch.id}`);
    await page.getByText('0 of 4 arrived').first().waitFor();
    for (const name of [
      '1/ARCH00860_1_00001.tif',
      '1/ARCH00860_1_00001 (2).tif',
      '1/ARCH00860_1_2.tif',
      '2/ARCH00860_2_00001.tif',
      '2/cat.tif',
    ])
      await deliver(batch, `ARCH00860/master/${name}`);
    await page.getByText('2 of 4 arrived').first().waitFor();
    // What has another name has not come, in the rows of objects as in the sum.
    expect(await page.locator('.objects .not-whole').count()).to.equal(0);
    await enter(page, 'All of it has come');
    await page.getByText('Whole, to be decided on').waitFor();
    expect(await page.locator('.objects .not-whole').allTextContents()).to.deep.equal(['1 of 2', '1 of 2']);

    await enter(page, /^Misnamed 1$/);
    await page.locator('.line-path', { hasText: 'ARCH00860_1_2.tif' }).waitFor();
    await page.getByText('should be called ARCH00860/master/1/ARCH00860_1_00002.tif').waitFor();
    await enter(page, /^Double 1$/);
    await page.getByText('a second ARCH00860/master/1/ARCH00860_1_00001.tif').waitFor();
    await enter(page, /^Unexpected 1$/);
    await page.locator('.line-path', { hasText: 'cat.tif' }).waitFor();
    await enter(page, /^Findings \d+$/);
    await page.locator('.line', { hasText: 'rule: missing' }).waitFor();
    expect(await page.locator('.objections li').allTextContents()).to.include.members([
      '1 file is missing',
      '1 file has the wrong name',
      '1 file came twice',
      '1 file was not expected',
    ]);

    await tabTo(page, 'Part of the files (%)');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('100');
    await page.keyboard.press('Enter');
    await page.locator('.sample-return', { hasText: 'Outside the tolerance: to be returned.' }).waitFor();
    expect(await page.locator('.drawn a').allTextContents()).to.have.members(
      batch.objects.flatMap((one) => one.references),
    );
    await enter(page, 'Settle the sample …');
    await enter(page, 'Settle the sample');
    await page.getByText('Settled by').waitFor();

    for (const form of ['Page (HTML)', 'Table (CSV)', 'PDF']) {
      await tabTo(page, form);
      const report = await server.ask((await page.locator(':focus').getAttribute('href')) ?? '');
      // The words of a PDF are compressed; `test/server/report-pdf.test.ts` reads them.
      expect(await report.text(), form).to.contain(form === 'PDF' ? '%PDF-' : 'ARCH00860_1_2.tif');
    }
    // What has a wrong name is said to be what it is, or left out; and that is undone.
    await enter(page, /^Double 1$/);
    await enter(page, /^Put right: .*00001 \(2\)\.tif$/);
    await page.getByRole('button', { name: 'Leave it out of the delivery' }).waitFor();
    await page.keyboard.press('Escape');
    await enter(page, /^Misnamed 1$/);
    await enter(page, /^Put right: .*ARCH00860_1_2.tif$/);
    await enter(page, 'It is an expected file');
    await page.getByText('3 of 4 arrived').first().waitFor();
    await enter(page, /^Unexpected 1$/);
    await enter(page, /^Put right: .*cat.tif$/);
    await typeInto(page, 'Why', 'It is the cat of the studio.');
    await enter(page, 'Leave it out of the delivery');
    await enter(page, /^Put right 2$/);
    await page.getByText('It is the cat of the studio.').waitFor();
    await enter(page, /^Undo for .*ARCH00860_1_2.tif$/);
    await page.getByText('2 of 4 arrived').first().waitFor();
    await page.getByRole('button', { name: /^Misnamed 1$/ }).waitFor();
    // A finding leads to its page.
    await enter(page, /^Findings \d+$/);
    const line = page.locator('.line', { hasText: 'rule: misnamed' });
    await line.getByRole('link', { name: /^Light table/ }).focus();
    await page.keyboard.press('Enter');
    await page.locator('[role=option][aria-selected=true]', { hasText: 'ARCH00860_1_00002' }).waitFor();
    // Its items are a Tab and an Enter away, and lead back.
    await page.goto(`${server.url}/batches/${batch.id}`);
    await enter(page, batch.objects[0]?.references[0] ?? '');
    await enter(page, 'Delivery ARCH00860-2');
    await page.locator('h1', { hasText: 'ARCH00860-2' }).waitFor();
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });
});
