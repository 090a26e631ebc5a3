import { expect } from 'chai';
import type { Finding } from '../../model/finding.ts';
import { newId } from '../../model/ids.ts';
import type { TableView } from '../../model/table-view.ts';
import { openDesk } from '../fixtures/desk.ts';
import { addScan } from '../fixtures/ready-item.ts';
import { readJson } from '../fixtures/server.ts';
import { addFindings } from '../fixtures/table-item.ts';

const NO_PROFILE: Finding = {
  rule: 'icc',
  severity: 'warning',
  message: {
    en: 'The scan does not say in which colours it was made. Switch the colour profile on, and scan again.',
    nl: 'De scan zegt niet in welke kleuren hij is gemaakt. Zet het kleurprofiel aan en scan opnieuw.',
  },
};
const A_BAND: Finding = {
  rule: 'bands',
  severity: 'error',
  message: { en: 'There is a black band.', nl: 'Er is een zwarte band.' },
  region: { x: 0, y: 900, width: 2000, height: 100 },
};

describe('an item on the light table, over HTTP', function () {
  this.timeout(60_000);
  const desk = openDesk();
  const table = async (id: string) =>
    readJson<TableView>(await desk.technician.ask(`/api/items/${id}/table`));

  it('has every page in its order, what is shown of it, its versions, and what was found on the newest', async () => {
    const { id, surfaces } = await desk.readyItem([{}, {}, { state: 'rejected' }]);
    const [first = '', second = '', third = ''] = surfaces;
    const { records } = desk.server.parts;
    await addFindings(desk.server, id, second, [NO_PROFILE]);
    await addScan(records, { itemId: id, surfaceId: second, version: 2 }, { width: 1999, height: 2999 });
    await addFindings(desk.server, id, second, [A_BAND, NO_PROFILE]);
    await addFindings(desk.server, id, third, [NO_PROFILE]);
    await desk.change('PATCH', `/api/surfaces/${first}`, { shown: false });

    const { sides, messages, images, tileSize } = await table(id);
    expect(sides.map((side) => [side.name, side.number, side.latest, side.file, side.shown])).to.deep.equal([
      ['p1', null, 1, 'ready', 1],
      ['p2', 1, 2, 'ready', 2],
      ['p3', 2, 1, 'rejected', null],
    ]);
    expect(sides[1]?.versions).to.deep.equal([
      { version: 2, width: 1999, height: 2999 },
      { version: 1, width: 2000, height: 3001 },
    ]);
    expect(sides[2]?.versions).to.deep.equal([]);
    expect(messages).to.have.lengthOf(2);
    expect(
      sides[1]?.findings.map((found) => [found.rule, found.region, messages[found.message]]),
    ).to.deep.equal([
      ['bands', A_BAND.region, A_BAND.message],
      ['icc', undefined, NO_PROFILE.message],
    ]);
    expect(messages[sides[2]?.findings[0]?.message ?? -1]).to.deep.equal(NO_PROFILE.message);
    expect([images, tileSize]).to.deep.equal([`${desk.server.parts.config.publicUrl}/iiif/3`, 512]);
  });

  it('takes at most 300 bytes a page, also where the same was found on each', async () => {
    const { id, surfaces } = await desk.readyItem(Array.from({ length: 40 }, () => ({})));
    for (const surface of surfaces) await addFindings(desk.server, id, surface, [NO_PROFILE]);
    const answer = await desk.technician.ask(`/api/items/${id}/table`);
    expect((await answer.text()).length / 40).to.be.below(300);
  });

  it('is for those who work here, of an item that there is', async () => {
    const { id } = await desk.readyItem([]);
    expect((await fetch(`${desk.server.url}/api/items/${id}/table`)).status).to.equal(401);
    expect((await desk.technician.ask(`/api/items/${newId()}/table`)).status).to.equal(404);
    expect((await table(id)).sides).to.deep.equal([]);
  });
});
