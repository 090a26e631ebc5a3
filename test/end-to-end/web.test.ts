import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage, type WatchedPage } from '../fixtures/browser.ts';
import { makePixels, writeTiff } from '../fixtures/make-tiffs.ts';
import { startWholeRecto, type WholeRecto } from '../fixtures/recto.ts';
import { until } from '../fixtures/until.ts';

const WORK_MS = 60_000;

describe('the web app', function () {
  this.timeout(180_000);
  let recto: WholeRecto;
  let browser: Browser;
  let scans: string;

  before(async () => {
    [recto, browser, scans] = await Promise.all([
      startWholeRecto(),
      openBrowser(),
      mkdtemp(join(tmpdir(), 'recto-scans-')),
    ]);
    await writeTiff(join(scans, 'p1.tif'), makePixels(1301, 1777));
    await writeTiff(join(scans, 'p2.tif'), makePixels(1200, 1700));
    const whole = await readFile(await writeTiff(join(scans, 'p10.tif'), makePixels(900, 1200)));
    await writeFile(join(scans, 'p10.tif'), whole.subarray(0, whole.length / 2));
  });
  after(async () => {
    await browser?.close();
    await recto?.stop();
    if (scans !== undefined) await rm(scans, { recursive: true, force: true });
  });

  const scan = (name: string) => join(scans, name);
  const labels = (page: Page) => page.locator('.surface-label').allTextContents();
  const file = (page: Page, name: string, stage: string) =>
    page.locator(`[data-stage=${stage}]`, { hasText: name });

  async function signIn(): Promise<WatchedPage> {
    const watched = await openPage(browser);
    const { page } = watched;
    await page.goto(recto.url);
    await page.getByLabel('E-mail address').fill(recto.email);
    await page.getByLabel('Password').fill(recto.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Items' }).waitFor();
    return watched;
  }

  async function makeItem(page: Page, reference: string): Promise<string> {
    await page.goto(`${recto.url}/items/new`);
    await page.getByLabel('Reference').fill(reference);
    await page.getByLabel('Kind').selectOption('pamphlet');
    await page.getByLabel('Title').fill('عنوان');
    await page.getByLabel('Language', { exact: true }).fill('ar');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Make the item' }).click();
    await page.getByRole('heading', { name: 'عنوان' }).waitFor();
    return page.url();
  }

  async function send(page: Page, ...names: string[]): Promise<void> {
    await page.locator('input[type=file]').first().setInputFiles(names.map(scan));
  }

  it('says in words that a password is wrong, and what to do where there is nothing yet', async () => {
    const { page } = await openPage(browser);
    await page.goto(recto.url);
    await page.getByLabel('E-mail address').fill(recto.email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.getByRole('alert').textContent()).to.match(/\w+ \w+/);
    await page.getByLabel('Password').fill(recto.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Add your first item' }).click();
    await page.getByRole('heading', { name: 'New item' }).waitFor();
    // Who types the address of the list finds it where those of its items begin.
    await page.goto(`${recto.url}/items`);
    await page.getByRole('link', { name: 'Add your first item' }).waitFor();
    await page.context().close();
  });

  it('takes scans from the desk to the reader: checked, put in order, labelled, published, shown', async () => {
    const { page, complaints, images } = await signIn();
    await makeItem(page, 'ARCH00860.1');
    await send(page, 'p1.tif', 'p2.tif', 'p10.tif');
    await file(page, 'p1.tif', 'ready').waitFor({ timeout: WORK_MS });
    await file(page, 'p2.tif', 'ready').waitFor({ timeout: WORK_MS });
    const rejected = file(page, 'p10.tif', 'rejected');
    await rejected.waitFor({ timeout: WORK_MS });
    expect(await rejected.locator('.verdict p').first().textContent()).to.match(/^[A-Z].+\.$/);
    expect(await labels(page)).to.deep.equal(['p1', 'p2', 'p10']);

    await writeTiff(scan('p10.tif'), makePixels(900, 1200));
    await send(page, 'p10.tif');
    await file(page, 'p10.tif', 'ready').waitFor({ timeout: WORK_MS });

    await page.locator('[data-surface]').first().focus();
    await page.keyboard.press('Alt+ArrowRight');
    await page.getByText('p1 is now 2 of 3').waitFor({ state: 'attached' });
    await page.waitForResponse((answer) => answer.url().endsWith('/order') && answer.status() === 200);
    await page.keyboard.press('F2');
    await page.getByLabel('Label of p1').fill('Voorkant');
    await page.keyboard.press('Enter');
    await page.locator('.surface-label', { hasText: 'Voorkant' }).waitFor();
    await page.reload();
    await page.locator('.surface-label').first().waitFor();
    expect(await labels(page)).to.deep.equal(['p2', 'Voorkant', 'p10']);

    await page.getByText('3 pages were not looked at by anybody yet.').waitFor();
    await page.getByLabel('Why publish it all the same').fill('The printer waits.');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Published as revision 1').waitFor();
    const viewer = await page.getByRole('link', { name: 'Page for readers' }).getAttribute('href');
    expect(complaints).to.deep.equal([]);
    expect(images.filter(({ status }) => status !== 200)).to.deep.equal([]);
    await page.context().close();

    const reader = await openPage(browser);
    await reader.page.goto(viewer ?? '');
    await reader.page.locator('.mirador-viewer canvas, #viewer canvas').first().waitFor({ timeout: WORK_MS });
    // A text that is waited for would be compiled by the page, which its policy forbids from the second look on.
    const IS_DRAWN =
      "document.querySelector('#viewer canvas')?.width > 0 && performance.getEntriesByType('resource').some((r) => /default\\.jpg$/.test(r.name))";
    await until(() => reader.page.evaluate<boolean>(IS_DRAWN), WORK_MS);
    await reader.page.waitForLoadState('networkidle');
    expect(reader.images.filter(({ url }) => url.endsWith('default.jpg'))).to.not.have.lengthOf(0);
    expect(reader.images.filter(({ status }) => status !== 200)).to.deep.equal([]);
    expect(reader.complaints).to.deep.equal([]);
    await reader.page.context().close();
  });

  it('opens a side large, draws its tiles, and leafs through with the keyboard', async () => {
    const { page, complaints, images } = await signIn();
    await page.locator('.item-card', { hasText: 'ARCH00860.1' }).click();
    await page.locator('[data-surface]').first().focus();
    const tile = page.waitForResponse((answer) => /~1\/\d+,.+default\.jpg$/.test(answer.url()));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'p2 · 1 of 3' }).waitFor();
    await page.locator('.image-view canvas').first().waitFor();
    await tile;
    await page.keyboard.press('PageDown');
    await page.getByRole('heading', { name: 'Voorkant · 2 of 3' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(images.filter(({ status }) => status !== 200)).to.deep.equal([]);
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });

  it('publishes without a side that is left out, and keeps a label of who goes on without Enter', async () => {
    const { page, complaints } = await signIn();
    await makeItem(page, 'ARCH00860.6');
    await send(page, 'p1.tif', 'p2.tif');
    await file(page, 'p1.tif', 'ready').waitFor({ timeout: WORK_MS });
    await file(page, 'p2.tif', 'ready').waitFor({ timeout: WORK_MS });
    await page.locator('[data-surface]').first().focus();
    await page.keyboard.press('F2');
    await page.getByLabel('Label of p1').fill('Voorkant');
    await page.getByRole('button', { name: 'Change the label: p2' }).click();
    await page.locator('.surface-label', { hasText: 'Voorkant' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[data-surface]').nth(1).click();
    await page.getByRole('button', { name: 'Leave out' }).click();
    await page.getByRole('button', { name: 'Show again' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Why publish it all the same').fill('The printer waits.');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const manifest = await page.getByRole('link', { name: 'IIIF manifest' }).getAttribute('href');
    const { items } = (await (await fetch(manifest ?? '')).json()) as { items: { label: unknown }[] };
    expect(items.map(({ label }) => label)).to.deep.equal([{ none: ['Voorkant'] }]);
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });

  it('lets a person choose whose words stay when somebody else was first', async () => {
    const { page } = await signIn();
    const address = await makeItem(page, 'ARCH00860.2');
    await page.getByRole('button', { name: 'Edit the description' }).click();
    await page.getByLabel('Titles 1', { exact: true }).fill('mine');

    const other = await page.context().newPage();
    await other.goto(address);
    await other.getByRole('button', { name: 'Edit the description' }).click();
    await other.getByLabel('Titles 1', { exact: true }).fill('theirs');
    await other.getByRole('button', { name: 'Save' }).click();
    await other.getByRole('heading', { name: 'theirs' }).waitFor();

    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Somebody else changed this item').waitFor();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByRole('heading', { name: 'mine' }).waitFor();
    await other.getByRole('heading', { name: 'mine' }).waitFor();
    await page.context().close();
  });

  it('says when the connection is gone, and that what was going on goes on', async () => {
    const { page } = await signIn();
    await makeItem(page, 'ARCH00860.3');
    await page.route('**/api/uploads**', (route) => route.abort('connectionfailed'));
    await send(page, 'p1.tif');
    await file(page, 'p1.tif', 'sending').waitFor();
    await page.context().setOffline(true);
    await page.unroute('**/api/uploads**');
    await page.context().setOffline(false);
    await file(page, 'p1.tif', 'ready').waitFor({ timeout: WORK_MS });
    await page.context().close();
  });

  it('goes on with the same upload when the page was reloaded in the middle', async () => {
    const { page } = await signIn();
    page.on('dialog', (dialog) => void dialog.accept());
    await makeItem(page, 'ARCH00860.4');
    const methods: string[] = [];
    page.on('request', (request) => {
      if (/\/api\/uploads(\/[^/]+)?$/.test(request.url())) methods.push(request.method());
    });
    await page.route('**/api/uploads/*', (route) =>
      route.request().method() === 'PATCH' ? route.abort('connectionfailed') : route.continue(),
    );
    const cut = page.waitForEvent('requestfailed', (request) => request.method() === 'PATCH');
    await send(page, 'p2.tif');
    await cut;
    expect(methods).to.include('POST');
    await page.unroute('**/api/uploads/*');
    await page.reload();
    await page.getByRole('heading', { name: 'Files' }).waitFor();
    methods.length = 0;
    await send(page, 'p2.tif');
    await file(page, 'p2.tif', 'ready').waitFor({ timeout: WORK_MS });
    expect(methods).to.include('HEAD');
    expect(methods).to.not.include('POST');
    await page.context().close();
  });

  it('lets a colleague in by a link that works once, to do what the role may', async () => {
    const { page } = await signIn();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Name', { exact: true }).fill('محمد');
    await page.getByLabel('E-mail address').fill('technician@example.org');
    await page.getByRole('button', { name: 'Add somebody' }).click();
    const link = (await page.locator('.shown-once code').textContent()) ?? '';

    const colleague = await openPage(browser);
    await colleague.page.goto(link);
    await colleague.page.getByLabel('New password').fill('paper ink and thread');
    await colleague.page.getByRole('button', { name: 'Keep this password' }).click();
    await colleague.page.locator('.item-card', { hasText: 'ARCH00860.1' }).click();
    await colleague.page.getByRole('heading', { name: 'Publishing' }).waitFor();
    expect(await colleague.page.getByRole('button', { name: /Publish|Withdraw|Edit/ }).count()).to.equal(0);
    await colleague.page.goto(`${recto.url}/settings`);
    await colleague.page.getByRole('heading', { name: 'This is not yours to change' }).waitFor();
    await colleague.page.context().close();

    const late = await openPage(browser);
    await late.page.goto(link);
    await late.page.getByRole('alert').waitFor();
    await late.page.getByRole('button', { name: 'Sign in with a password' }).click();
    await late.page.getByLabel('Password').waitFor();
    await page.context().close();
    await late.page.context().close();
  });

  it('withdraws with a reason, after which readers are told that it is gone', async () => {
    const { page } = await signIn();
    await page.locator('.item-card', { hasText: 'ARCH00860.1' }).click();
    const viewer = await page.getByRole('link', { name: 'Page for readers' }).getAttribute('href');
    await page.getByRole('button', { name: 'Withdraw …' }).click();
    await page.getByLabel('Why it is withdrawn').fill('The donor asked for it.');
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.getByText(/^Withdrawn on /).waitFor();
    expect((await fetch(viewer ?? '')).status).to.equal(410);
    await page.context().close();
  });
});
