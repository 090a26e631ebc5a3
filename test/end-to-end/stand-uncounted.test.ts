import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import type { WatchReport } from '../../model/station-watch.ts';
import { bindToken } from '../../storage/records/stations.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { takePictures } from '../fixtures/pictures.ts';
import { readJson, startTestServer, type TestServer } from '../fixtures/server.ts';
import { standAt } from '../fixtures/stand.ts';
import { addStation, openStandPage } from '../fixtures/stand-page.ts';

const WAIT_MS = 30_000;
const CALM: WatchReport = {
  ...{ folder: '/srv/capture', isAway: false, isEnding: false },
  ...{ waiting: 0, sending: 0, heldCount: 0, held: [] },
};
const COMING = '1 file is still on its way from the folder, and may be of this item. Wait for it.';
const HELD = '1 file of the folder is held back. See first that it is not of this item.';
const BACK = 'The original can go back in its box.';

describe('finishing an item while the watched folder still has files', function () {
  this.timeout(120_000);
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let secret: string;

  before(async () => {
    [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
    const { id: itemId } = await server.makeItem('ARCH00777');
    const { send, judge, count } = standAt(server, server);
    await count(itemId, 1);
    await judge(await send(itemId, '0001.tif'), 'ready');
    const stationId = await addStation(server, 'Folder', itemId);
    const json = { name: 'pc', role: 'technician' };
    const made = await readJson<{ token: { id: string }; secret: string }>(
      await server.ask('/api/tokens', { method: 'POST', json }),
    );
    secret = made.secret;
    await server.parts.records.write((rows) => bindToken(rows, made.token.id, stationId));
    await tell({ waiting: 1 });
    ({ page } = await openStandPage(server, browser, stationId));
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function tell(patch: Partial<WatchReport>): Promise<void> {
    const answer = await server.ask(`/api/stations/own/watches/${'a'.repeat(32)}`, {
      ...{ method: 'PUT', json: { ...CALM, ...patch }, headers: { authorization: `Bearer ${secret}` } },
    });
    expect(answer.status).to.equal(204);
  }

  const says = (words: string) => page.getByText(words).waitFor({ timeout: WAIT_MS });
  const isGone = (words: string) => page.getByText(words).waitFor({ state: 'detached', timeout: WAIT_MS });

  it('says before it is finished that one is on its way, which may be a better scan of a page', async () => {
    await says('Every side is there and good.');
    await says(COMING);
  });

  it('sends no original back to its box before that is in, and nothing is held or unseen', async () => {
    await page.keyboard.press('F8');
    await says('Finished by');
    await takePictures(page, 'uncounted');
    expect(await page.getByText(BACK).count()).to.equal(0);
    const one = { name: 'X1/a.tif', reason: 'unknown-item', values: ['X1'], forMs: 1_000 } as const;
    await tell({ heldCount: 1, held: [one] });
    await says(HELD);
    await isGone(COMING);
    expect(await page.getByText(BACK).count()).to.equal(0);
    await tell({ isAway: true });
    await says('The folder cannot be read. A scan of this item may still lie in it.');
    await tell({ waiting: 2, isEnding: true });
    await says('2 files wait in a folder that is not watched any more, and may be of this item.');
    expect(await page.getByText(BACK).count()).to.equal(0);
    await tell({});
    await says(BACK);
  });
});
