import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { newId } from '../../model/ids.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { insertFindings } from '../../storage/records/findings.ts';
import type { Rows } from '../../storage/records/records.ts';
import type { WatchedPage } from '../fixtures/browser.ts';
import { tabTo } from '../fixtures/keyboard.ts';
import { takePicture } from '../fixtures/pictures.ts';
import { addPages } from '../fixtures/ready-item.ts';
import { openScreens } from '../fixtures/screens.ts';

const DAY_MS = 86_400_000;

interface Stored {
  readonly id: string;
  readonly item_id: string;
  readonly surface_id: string;
  readonly state: string;
}

/** Half of the scans came in the last half hour, the others in the nine days before; each was checked and cut. */
async function spread(rows: Rows, file: Stored, index: number): Promise<void> {
  const ago = index < 30 ? 60_000 * (index + 1) : ((index % 9) + 1) * DAY_MS;
  const at = Date.now() - ago;
  await rows.updateTable('file_versions').set({ created_at: at }).where('id', '=', file.id).execute();
  await appendEvent(rows, {
    ...{ type: 'ingestion', detail: 'received', at },
    ...{ itemId: file.item_id, surfaceId: file.surface_id, fileVersionId: file.id },
    agent: index % 3 === 0 ? 'DigiScan Utrecht' : 'Studio Van der Berg, copy stand 2',
  });
  const done = { file_version_id: file.id, lane: 'station', attempt: 1, state: 'done', created_at: at };
  const steps = { 'check-master': at + 2_000 + 100 * index, 'cut-tiles': at + 9_000 };
  for (const [step, settled_at] of Object.entries(steps))
    await rows
      .insertInto('due_steps')
      .values({ id: newId(), step, ...done, settled_at })
      .execute();
  const remark = { severity: 'error', message: { en: 'Broken.', nl: 'Stuk.' } } as const;
  if (file.state === 'rejected')
    await insertFindings(rows, file.id, [{ rule: index === 0 ? 'bands' : 'decode', ...remark }], at);
}

describe('statistics, on the screen and by keyboard alone', function () {
  this.timeout(120_000);
  const screens = openScreens('technician');

  async function open(path: string): Promise<WatchedPage> {
    const watched = await screens.open(path);
    await watched.page.getByRole('heading', { level: 1, name: 'Statistics' }).waitFor();
    return watched;
  }

  /** Scans of the last ten days, some of them rejected, as a rule and as people reject them. */
  async function fill(): Promise<void> {
    const { id } = await screens.server.makeItem();
    const states = Array.from({ length: 60 }, (_, index) => (index % 12 === 0 ? 'rejected' : 'ready'));
    const surfaces = await addPages(
      screens.server.parts.records,
      id,
      states.map((state) => ({ state }) as const),
    );
    const shown = surfaces.filter((_, index) => index % 12 !== 0);
    const reasons = ['unsharp', 'crooked', 'unsharp', 'dirt', 'colour', 'unsharp'];
    for (const [index, reason] of reasons.entries()) {
      const json = { surfaces: [shown[index]], verdict: 'rejected', reason };
      await screens.server.ask('/api/reviews', { method: 'POST', json });
    }
    await screens.server.parts.records.write(async (rows) => {
      const columns = ['id', 'item_id', 'surface_id', 'state'] as const;
      const files = await rows.selectFrom('file_versions').select(columns).execute();
      for (const [index, file] of files.entries()) await spread(rows, file, index);
    });
  }

  const told = (page: Page, name: string) =>
    page.locator('.statistics-headline .card', { hasText: name }).locator('strong').innerText();

  it('say that nothing came in where nothing did', async () => {
    const { page, complaints } = await open('/statistics');
    await page.getByRole('heading', { name: 'Nothing came in' }).waitFor();
    expect(await told(page, 'Scans received')).to.equal('0');
    expect(await told(page, 'Scans an hour')).to.equal('–');
    await takePicture(page, 'statistics-empty');
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });

  it('show charts, the tables behind them, more days, and keep the numbers as a file', async () => {
    await fill();
    const { page, complaints } = await open('/statistics');
    await page.getByRole('img', { name: /^Scans by the hour, from/ }).waitFor();
    await takePicture(page, 'statistics-today');
    await tabTo(page, '7 days');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: /^Scans by the day, from/ }).waitFor();
    expect(await page.getByRole('button', { name: '7 days' }).getAttribute('aria-pressed')).to.equal('true');
    await tabTo(page, '30 days');
    await page.keyboard.press('Enter');
    await page.waitForURL(/range=month/);
    await page.locator('.statistics-headline strong').first().getByText('60', { exact: true }).waitFor();
    expect(await told(page, 'Rejected by the checks')).to.equal('5');
    expect(await told(page, 'Rejected by people')).to.equal('6');

    await tabTo(page, 'Why people rejected: as a table');
    await page.keyboard.press('Enter');
    const reasons = page.getByRole('table', { name: 'Why people rejected' });
    expect(await reasons.getByRole('row').allInnerTexts()).to.deep.equal([
      'Reason\tRejected by people',
      'not sharp\t3',
      'colours off\t1',
      'crooked\t1',
      'dirt on it\t1',
    ]);
    await tabTo(page, 'Why people rejected: keep as a CSV file');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).to.match(/^reasons-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
    const file = join(screens.dir, 'reasons.csv');
    await download.saveAs(file);
    expect(await readFile(file, 'utf8')).to.equal(
      '\uFEFFReason,Rejected by people\r\nnot sharp,3\r\ncolours off,1\r\ncrooked,1\r\ndirt on it,1\r\n',
    );
    const senders = page.getByRole('img', { name: 'By station and sender' });
    expect(await senders.locator('text').first().textContent()).to.equal('Studio Van der Berg, copy stand 2');
    await takePicture(page, 'statistics-month');
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });

  it('are in Dutch too, and drawn in the dark', async () => {
    const { page, complaints } = await open('/statistics?range=month');
    await page.emulateMedia({ colorScheme: 'dark' });
    await tabTo(page, 'Nederlands');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Statistieken' }).waitFor();
    await page.getByRole('heading', { name: 'Waarom mensen afkeurden' }).waitFor();
    await page.getByRole('img', { name: /^Scans, dag na dag, van/ }).waitFor();
    await takePicture(page, 'statistics-dark');
    await page.setViewportSize({ width: 420, height: 900 });
    const WIDTHS = '[document.documentElement.scrollWidth, window.innerWidth]';
    const widths = await page.evaluate<number[]>(WIDTHS);
    expect(widths[0]).to.be.at.most(widths[1] ?? 0);
    await takePicture(page, 'statistics-narrow');
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });
});
