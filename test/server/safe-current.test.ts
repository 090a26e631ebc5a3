import { expect } from 'chai';
import { openDesk } from '../fixtures/desk.ts';
import { openStationDay } from '../fixtures/station-day.ts';

describe('the scans that the cards of a day should hold', function () {
  this.timeout(60_000);
  const desk = openDesk();

  it('are the newest of each side that are good and count', async () => {
    const { send, judge, take, safe } = await openStationDay(desk);
    const { id } = await desk.technician.makeItem();
    await judge(await send(id, 'p1.tif', 'first'), 'rejected');
    await judge(await send(id, 'p1.tif', 'better'), 'accepted');
    await judge(await send(id, 'p2.tif', 'twice'), 'accepted');
    await judge(await send(id, 'p2.tif', 'again'), 'accepted');
    const extra = await send(id, 'p3.tif', 'extra');
    await judge(extra, 'accepted');
    await send(id, 'p4.tif', 'waits');
    const current = async () =>
      (await safe()).files.flatMap(({ isCurrent, name, version }) =>
        isCurrent ? [`${name} ${version}`] : [],
      );
    expect(await current()).to.deep.equal(['p1.tif 2', 'p2.tif 2', 'p3.tif 1']);
    await take(extra, 'take-back');
    expect(await current()).to.deep.equal(['p1.tif 2', 'p2.tif 2']);
    const fates = (await safe()).files.map(({ name, version, fate }) => `${name} ${version} ${fate}`);
    expect(fates).to.include.members([
      'p1.tif 1 replaced',
      'p1.tif 2 null',
      'p2.tif 1 replaced',
      'p3.tif 1 taken-back',
      'p4.tif 1 null',
    ]);
  });
});
