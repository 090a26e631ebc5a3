import { expect } from 'chai';
import type { RescanList } from '../../model/rescan.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';
import { standAt } from '../fixtures/stand.ts';
import { workAt } from '../fixtures/worked.ts';

const CUT_SHORT = {
  rule: 'decode',
  severity: 'error',
  message: { en: 'The file is cut short.', nl: 'Het bestand is afgebroken.' },
} as const;

describe('scans that are taken back, pages that are left out or asked for again', function () {
  this.timeout(30_000);
  const desk = openDesk();
  const stand = () => standAt(desk.server, desk.technician);
  const work = () => workAt(desk.server);
  const page = async (itemId: string) => (await desk.technician.item(itemId)).surfaces[0];
  const states = async (itemId: string) => {
    const found = await page(itemId);
    return [found?.state, found?.currentVersion];
  };
  const to = (verb: string, surfaceId: string, json: unknown = {}) =>
    desk.post(`/api/surfaces/${surfaceId}/${verb}`, json);

  /** An item of one page with these many good scans. */
  async function scanned(scans: number) {
    const { id } = await desk.technician.makeItem();
    await stand().count(id, 1);
    const files: string[] = [];
    for (let number = 1; number <= scans; number += 1) {
      const file = await stand().send(id, 'p1.tif', `${id} ${number}`);
      await work().both(file);
      files.push(file);
    }
    return { id, files, surfaceId: (await page(id))?.id ?? '' };
  }

  it('leave a page left out that a curator left out', async () => {
    const { id, files, surfaceId } = await scanned(2);
    await desk.change('PATCH', `/api/surfaces/${surfaceId}`, { shown: false });
    expect((await states(id))[0]).to.equal('suppressed');
    const [, second = ''] = files;
    await stand().take(second, 'take-back');
    expect(await states(id)).to.deep.equal(['suppressed', 1]);
    await stand().take(second, 'count-again');
    expect(await states(id)).to.deep.equal(['suppressed', 2]);
    await stand().take(second, 'take-back');
    // The very bytes are sent once more.
    await stand().send(id, 'p1.tif', `${id} 2`);
    expect(await states(id)).to.deep.equal(['suppressed', 2]);
  });

  it('do not undo what another scan had answered', async () => {
    const { id, surfaceId } = await scanned(1);
    await to('rescan', surfaceId, { reason: 'crooked' });
    await work().both(await stand().send(id, 'p1.tif', 'better'));
    const stray = await stand().send(id, 'p1.tif', 'stray');
    await work().check(stray, [CUT_SHORT]);
    await stand().take(stray, 'take-back');
    expect(await states(id)).to.deep.equal(['captured', 2]);
    const asked = await desk.technician.ask('/api/rescans?state=asked&limit=200');
    const { rescans } = await readJson<RescanList>(asked);
    expect(rescans.filter(({ item }) => item.id === id)).to.deep.equal([]);
  });

  it('answer again what they had answered when they count again, and ask for it when they do not', async () => {
    const { id, surfaceId } = await scanned(1);
    await to('rescan', surfaceId, { reason: 'crooked' });
    const better = await stand().send(id, 'p1.tif', 'better');
    await work().both(better);
    for (let round = 0; round < 2; round += 1) {
      await stand().take(better, 'take-back');
      expect(await states(id)).to.deep.equal(['rescan_requested', 1]);
      await stand().take(better, 'count-again');
      expect(await states(id)).to.deep.equal(['captured', 2]);
    }
    // Also after the new scan was compared and kept: what is shown is the scan that would not do.
    await to('rescan/keep', surfaceId);
    await stand().take(better, 'take-back');
    expect(await states(id)).to.deep.equal(['rescan_requested', 1]);
  });

  it('do not answer what was asked of themselves before their tiles were ready', async () => {
    const { id } = await scanned(0);
    const file = await stand().send(id, 'p1.tif', 'crooked');
    await work().check(file);
    const surfaceId = (await page(id))?.id ?? '';
    expect((await stand().progress(id)).todo).to.deep.equal([]);
    await to('rescan', surfaceId, { reason: 'crooked' });
    const asked = ['To be scanned again: p1.'];
    const todo = async () => (await stand().progress(id)).todo.map(({ en }) => en);
    expect(await todo()).to.deep.equal(asked);
    expect((await stand().finish(id)).status).to.equal(409);
    await work().cut(file);
    expect(await states(id)).to.deep.equal(['rescan_requested', 1]);
    expect(await todo()).to.deep.equal(asked);
    const better = await stand().send(id, 'p1.tif', 'straight');
    await work().check(better);
    expect(await todo()).to.deep.equal([]);
    await work().cut(better);
    expect(await states(id)).to.deep.equal(['captured', 2]);
  });

  it('count again when they are brought back', async () => {
    const { id, files, surfaceId } = await scanned(2);
    const [first = '', second = ''] = files;
    await stand().take(second, 'take-back');
    expect((await to('current', surfaceId, { version: 2 })).status).to.be.below(300);
    const entries = (await stand().strip(id)).entries.map((one) => [one.id, one.isUndone, one.isLatest]);
    expect(entries).to.deep.equal([
      [second, false, true],
      [first, false, false],
    ]);
  });
});
