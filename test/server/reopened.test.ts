import { expect } from 'chai';
import type { ReopenedView } from '../../model/copy-stand.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';
import { standAt } from '../fixtures/stand.ts';
import { addStation } from '../fixtures/stand-page.ts';

describe('items that are open again after they were finished', function () {
  this.timeout(30_000);
  const desk = openDesk();
  const stand = () => standAt(desk.server, desk.technician);
  const told = async (station: string) => {
    const answer = await desk.technician.ask(`/api/copy-stand/reopened?station=${station}`);
    const { reopened } = await readJson<{ reopened: ReopenedView[] }>(answer);
    return reopened.map(({ reference, cause, fileName }) => [reference, cause, fileName]);
  };
  const see = (itemId: string) =>
    desk.post(`/api/copy-stand/items/${itemId}/reopened/seen`, {}, desk.technician);

  async function finished(reference: string, station?: string) {
    const { id } = await desk.technician.makeItem(reference);
    await stand().count(id, 1);
    const file = await stand().send(id, 'p1.tif', reference);
    await stand().judge(file, 'ready');
    expect((await stand().finish(id, station === undefined ? {} : { station })).status).to.equal(200);
    return { id, file };
  }

  it('are told at the station where they were finished, until somebody has seen it', async () => {
    const [here, there] = [await addStation(desk.server, 'Here'), await addStation(desk.server, 'There')];
    const { id } = await finished('ARCH00123', here);
    expect(await told(here)).to.deep.equal([]);
    await stand().send(id, '0049.tif');
    await stand().send(id, '0050.tif');
    expect(await told(here)).to.deep.equal([['ARCH00123', 'came', '0049.tif']]);
    expect(await told(there)).to.deep.equal([]);
    expect([(await see(id)).status, (await see(id)).status]).to.deep.equal([204, 204]);
    expect(await told(here)).to.deep.equal([]);
    const seen = (await desk.eventsOf(id)).filter(({ detail }) =>
      /was seen that it is open again/.test(detail),
    );
    expect(seen).to.have.length(1);
  });

  it('are told no more once they are finished again, and everywhere where nobody knows where they were', async () => {
    const station = await addStation(desk.server, 'Any');
    const { id, file } = await finished('ARCH00124');
    await stand().take(file, 'take-back');
    expect(await told(station)).to.deep.equal([['ARCH00124', 'taken-back', 'p1.tif']]);
    await stand().take(file, 'count-again');
    expect((await stand().finish(id, { station })).status).to.equal(200);
    expect(await told(station)).to.deep.equal([]);
  });

  it('are asked for by a station, and seen by nobody who is not known', async () => {
    expect((await desk.technician.ask('/api/copy-stand/reopened')).status).to.equal(400);
    expect((await see('0199aaaa-0000-7000-8000-000000000000')).status).to.equal(404);
    const stranger = await fetch(`${desk.server.url}/api/copy-stand/reopened?station=x`);
    expect(stranger.status).to.equal(401);
  });
});
