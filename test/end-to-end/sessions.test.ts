import { expect } from 'chai';
import type { CaptureSessionView } from '../../model/capture-session.ts';
import { noteSession } from '../../storage/records/capture-sessions.ts';
import { chooseFiles, enter, tabTo, typeInto } from '../fixtures/keyboard.ts';
import { takePicture } from '../fixtures/pictures.ts';
import { addPages } from '../fixtures/ready-item.ts';
import { openScreens } from '../fixtures/screens.ts';
import { readJson } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

const TABLE = 'iQ-Analyzer 7\nParameter;Value;Limit\nΔE mean;1,84;<= 3\nNoise;3,1;<= 4\n';

describe('a capture session, by keyboard alone', function () {
  this.timeout(120_000);
  const screens = openScreens('admin');

  const session = async (id: string) =>
    readJson<CaptureSessionView>(await screens.server.ask(`/api/capture-sessions/${id}`));

  it('begins, gets its target, which is taken back, and has what it affects scanned again', async () => {
    const { page, complaints } = await screens.open('/sessions');
    await page.getByText('There is no station yet').waitFor();
    await enter(page, 'Add a station');
    await page.keyboard.type('Copy stand 1');
    await page.keyboard.press('Enter');
    await page.locator('.station-card', { hasText: 'No session is open.' }).waitFor();
    await enter(page, 'Begin a session at Copy stand 1');
    await typeInto(page, 'Camera, lens and light', 'Phase One iXG, 72 mm');
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'Copy stand 1' }).waitFor();
    const id = page.url().slice(-36);

    // What the software exported cannot be read at first, and says where.
    const choose = (text: string) => {
      const file = { name: 't.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
      return chooseFiles(page, 'Read the values from a file …', file);
    };
    await choose(`${TABLE}Sharpness\n`);
    await page.getByText('Line 5: Sharpness has no value.').waitFor();
    await choose(TABLE);
    await page.getByText('2 values read, iQ-Analyzer.').waitFor();
    await typeInto(page, 'File of its scan', 'te263_0001.tif');
    await tabTo(page, 'Target');
    await page.keyboard.type('TE263');
    await takePicture(page, 'target-form');
    await page.keyboard.press('Enter');
    await page.locator('.target-row', { hasText: 'TE263' }).waitFor();
    expect((await session(id)).targets[0]).to.include({ result: 'pass', fileName: 'te263_0001.tif' });

    // Three pages come in the session; then the pass is taken back.
    const item = await screens.server.makeItem('ARCH00860.1');
    await addPages(screens.server.parts.records, item.id, [{}, {}, {}]);
    const { surfaces } = await screens.server.item(item.id);
    for (const { versions } of surfaces)
      await screens.server.parts.records.write((rows) => noteSession(rows, versions[0]?.id ?? '', id));
    await tabTo(page, /^Pass/);
    await page.keyboard.press('ArrowDown');
    await typeInto(page, 'Note', 'The lamp was loose');
    await page.keyboard.press('Enter');
    await page.locator('.target-row', { hasText: 'The lamp was loose' }).waitFor();
    expect((await session(id)).target).to.equal('fail');
    await page.getByText('3 pages show, or have as their newest').waitFor();
    expect(await page.locator('.affected .row').count()).to.equal(3);
    await takePicture(page, 'session-failed');
    await enter(page, 'Ask for all of them again');
    await page.locator('dialog[open]').waitFor();
    await enter(page, 'Ask for all of them again');
    await page.getByText('3 pages are to be scanned again.').waitFor();
    const states = async () => (await screens.server.item(item.id)).surfaces.map(({ state }) => state);
    expect(await states()).to.deep.equal(Array(3).fill('rescan_requested'));

    await enter(page, 'End the session');
    await until(async () => (await session(id)).endedAt !== null);
    await enter(page, 'All sessions');
    await page.locator('.session-list .row', { hasText: 'Target failed' }).waitFor();
    expect(await page.locator('.session-list .row').count()).to.equal(1);
    await takePicture(page, 'sessions');
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });

  it('stands with the scan on the page of its item, and a token is bound to its station', async () => {
    const { page, complaints } = await screens.open('/settings');
    await typeInto(page, 'Name of the station or script', 'Stand 1');
    await page.keyboard.press('Enter');
    await page.getByText('Stand 1', { exact: true }).waitFor();
    await tabTo(page, 'Station of Stand 1');
    await page.keyboard.press('ArrowDown');
    const bound = async () =>
      (
        await readJson<{ tokens: { name: string; stationId: string | null }[] }>(
          await screens.server.ask('/api/tokens'),
        )
      ).tokens.find(({ name }) => name === 'Stand 1')?.stationId;
    await until(async () => (await bound()) !== null);
    await takePicture(page, 'settings');
    const { items } = await readJson<{ items: { id: string }[] }>(
      await screens.server.ask('/api/items?q=ARCH00860.1'),
    );
    await page.goto(`${screens.server.url}/items/${items[0]?.id}`);
    await page.locator('.surface-open').first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('Scanned at Copy stand 1 by test admin').waitFor();
    await takePicture(page, 'item');
    // There are no pictures in this store.
    expect(complaints.filter((one) => !one.includes('/iiif/'))).to.deep.equal([]);
    await page.context().close();
  });
});
