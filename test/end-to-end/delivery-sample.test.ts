import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import type { BatchView } from '../../model/batch.ts';
import { openBrowser, openPage } from '../fixtures/browser.ts';
import { pageOf, tableOf } from '../fixtures/delivery.ts';
import { enter, tabTo } from '../fixtures/keyboard.ts';
import { encodeTiff, makePixels } from '../fixtures/make-tiffs.ts';
import {
  readJson,
  spawnTestWorkers,
  startTestServer,
  type TestClient,
  type TestProcess,
  type TestServer,
} from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

const PAGES = [pageOf(1, 1), pageOf(1, 2), pageOf(2, 1)].map((page) => ({ ...page, level1: '', text: '' }));

describe('a sample of a delivery, by keyboard alone', function () {
  this.timeout(120_000);
  let server: TestServer;
  let workers: TestProcess;
  let browser: Browser;

  before(async () => {
    [server, browser] = await Promise.all([startTestServer({ role: 'curator' }), openBrowser()]);
    workers = await spawnTestWorkers(server.env);
  });
  after(async () => {
    await browser?.close();
    await workers?.end();
    await server?.stop();
  });

  const batchOf = async (id: string) => readJson<BatchView>(await server.ask(`/api/batches/${id}`));

  /** A delivery of which every scan came, and is checked and cut. */
  async function wholeDelivery(code: string): Promise<BatchView> {
    const made = await server.ask('/api/batches', { method: 'POST', json: { code, kind: 'concordance' } });
    const { id } = await readJson<BatchView>(made);
    await server.ask(`/api/batches/${id}/list?dry=0&name=list.csv`, { method: 'POST', body: tableOf(PAGES) });
    await until(async () => (await batchOf(id)).state === 'open');
    for (const [at, { master }] of PAGES.entries()) {
      const body = await encodeTiff(makePixels(300 + 10 * at, 400));
      const digest = createHash('sha256').update(body).digest('base64');
      const headers = { 'content-digest': `sha-256=:${digest}:` };
      await server.ask(`/api/batches/${id}/files${master}`, { method: 'PUT', headers, body });
    }
    const batch = await batchOf(id);
    for (const itemId of new Set(batch.objects.map((object) => object.itemId ?? '')))
      await server.untilItem(
        itemId,
        ({ counts }) => counts.total > 0 && counts.ready === counts.total,
        60_000,
      );
    return batch;
  }
  async function openAs(
    client: TestClient,
    path: string,
  ): Promise<{ page: Page; complaints: readonly string[] }> {
    const watched = await openPage(browser);
    await watched.page.setExtraHTTPHeaders({ authorization: `Bearer ${client.token}` });
    await watched.page.goto(`${server.url}${path}`);
    return watched;
  }

  it('is drawn whole, looked at on the light tables that it leads to, settled, and the delivery accepted', async () => {
    const { id } = await wholeDelivery('ARCH00860-3');
    const { page, complaints } = await openAs(server, `/batches/${id}`);
    await page.getByText('Nothing stands against accepting it.').waitFor();
    await tabTo(page, 'Part of the files (%)');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('100');
    await page.keyboard.press('Enter');
    await page.getByText('the sample is not settled: 3 of its files are still to be looked at').waitFor();
    expect(await page.getByRole('button', { name: 'Settle the sample …' }).isDisabled()).to.equal(true);

    for (const [reference, count] of [
      ['ARCH00860.1', 2],
      ['ARCH00860.2', 1],
    ] as const) {
      const drawn = page.locator('.drawn li', { hasText: reference });
      await drawn.getByText(`0 of ${count}`).waitFor();
      await tabTo(page, /^Draw another sample$/);
      while ((await page.locator('.drawn a:focus', { hasText: reference }).count()) === 0)
        await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await page.locator('[role=listbox]:focus').waitFor();
      for (let n = 0; n < count; n += 1) await page.keyboard.press('j');
      await page.getByText(`${count} of ${count} judged`).waitFor();
      await enter(page, 'Back to the delivery');
      await drawn.getByText(`${count} of ${count}`).waitFor();
    }
    await page.getByText('Within the tolerance: to be accepted.').waitFor();
    await enter(page, 'Settle the sample …');
    await enter(page, 'Settle the sample');
    await page.getByText('Settled by').waitFor();
    await page.getByText('Nothing stands against accepting it.').waitFor();
    await enter(page, 'Accept …');
    await enter(page, 'Accept');
    await page.locator('.decision-accepted').waitFor();
    expect((await batchOf(id)).state).to.equal('accepted');
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });

  it('is there for a technician to look at, and for a curator to draw and decide', async () => {
    const { id } = await wholeDelivery('ARCH00860-4');
    const technician = await server.as('technician');
    const { page, complaints } = await openAs(technician, `/batches/${id}`);
    await page.getByText('A curator decides.').waitFor();
    await page.getByText('No sample was drawn from this delivery yet.').waitFor();
    for (const name of ['Accept …', 'Return …', 'Draw a sample'])
      expect(await page.getByRole('button', { name }).count(), name).to.equal(0);
    await page.goto(`${server.url}/batches`);
    await page.getByText('ARCH00860-4').waitFor();
    expect(await page.getByRole('link', { name: 'New delivery' }).count()).to.equal(0);
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });
});
