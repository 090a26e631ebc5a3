import { expect } from 'chai';
import { anythingIiifCanShow } from '../../intake/profile.ts';
import type { TechnicalFacts } from '../../model/file-version.ts';
import type { ItemView } from '../../model/views.ts';
import { judgeInItem } from '../../server/actions/judge-in-item.ts';
import { findFileVersion } from '../../storage/records/file-versions.ts';
import { surfacesOfItem } from '../../storage/records/surfaces.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';

/** 20 × 30 cm at 300 ppi. */
const FACTS: TechnicalFacts = {
  ...{ puid: 'fmt/353', formatName: 'TIFF', width: 2362, height: 3543, bitsPerSample: 8, samplesPerPixel: 3 },
  ...{ photometric: 'RGB', compression: 'none', iccProfile: 'sRGB', ppiX: 300, ppiY: 300 },
  ...{ orientation: 1, pages: 1 },
};

describe('what is said of an original, over HTTP', function () {
  this.timeout(30_000);
  const desk = openDesk();
  const { change, detailOf, eventsOf, readyItem } = desk;

  it('is changed by a curator on the edition that was seen, and is in the log', async () => {
    const { id } = await desk.technician.makeItem();
    const said = { expectedCount: 48, handlingNotes: 'Fragile: two hands.', widthMm: 200, heightMm: 300 };
    const answer = await change('PATCH', `/api/items/${id}`, said, '"1"');
    expect(await readJson<ItemView>(answer)).to.deep.include({ ...said, edition: 2 });
    expect((await eventsOf(id))[0]?.detail).to.equal(
      'Changed the number of sides, the handling notes, the width of the original, the height of the original.',
    );
    expect((await change('PATCH', `/api/items/${id}`, { expectedCount: 1 }, '"1"')).status).to.equal(412);
    expect(await desk.technician.item(id)).to.deep.include(said);
    const emptied = { expectedCount: null, handlingNotes: '', widthMm: null, heightMm: null };
    const last = await change('PATCH', `/api/items/${id}`, emptied, '"2"');
    expect(await readJson<ItemView>(last)).to.deep.include(emptied);
  });

  it('is refused where it can be no size and no number', async () => {
    const { id } = await desk.technician.makeItem();
    for (const json of [{ expectedCount: 0 }, { expectedCount: 1.5 }, { widthMm: 0, heightMm: 1 }])
      expect((await change('PATCH', `/api/items/${id}`, json, '"1"')).status).to.equal(400);
    for (const json of [{ widthMm: 10 }, { heightMm: null }, { widthMm: 10, heightMm: null }]) {
      const refused = await change('PATCH', `/api/items/${id}`, json, '"1"');
      expect(await detailOf(refused)).to.equal(
        'heightMm: must be given together with the width, or neither.',
      );
    }
  });

  for (const [words, size, found] of [
    ['another size', { widthMm: 400, heightMm: 600 }, ['physical-size']],
    ['the same size', { widthMm: 300, heightMm: 200 }, []],
    ['no size', {}, []],
  ] as const) {
    it(`judges a scan by it where it has ${words}`, async () => {
      const { id } = await readyItem([{}]);
      await change('PATCH', `/api/items/${id}`, { ...size, handlingNotes: 'Fragile.' }, '"1"');
      const findings = await desk.server.parts.records.read(async (rows) => {
        const [surface] = await surfacesOfItem(rows, id);
        const file = await findFileVersion(rows, surface?.latestVersionId ?? '');
        if (file === undefined) throw new Error('the item has no scan');
        return judgeInItem(rows, { file, facts: FACTS, look: null }, anythingIiifCanShow(10 ** 9));
      });
      expect(findings.map(({ rule }) => rule)).to.deep.equal(found);
    });
  }
});
