import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { RangeNode } from '../../model/structure.ts';
import type { LineFault } from '../../model/structure-text.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';

describe('a structure that is typed, over HTTP', function () {
  this.timeout(30_000);
  const desk = openDesk();
  const read = (id: string, json: unknown) =>
    desk.post(`/api/items/${id}/structure/read`, json, desk.technician);
  const ranges = async (answer: Response) => (await readJson<{ ranges: RangeNode[] }>(answer)).ranges;
  const textOf = async (id: string, query = '') =>
    readJson<{ text: string; language: string }>(
      await desk.technician.ask(`/api/items/${id}/structure/text${query}`),
    );

  it('is read by the labels of the pages, kept by the desk, and comes back as text with the same ids', async () => {
    const { id, surfaces } = await desk.readyItem([{}, {}, {}, {}]);
    const [first, second, third] = surfaces as [string, string, string];
    const labels = Object.fromEntries(
      ['1r', '1v', '2r', '2v'].map((label, at) => [surfaces[at], { none: [label] }]),
    );
    const { edition } = await desk.technician.item(id);
    const patch = (json: unknown, on: number) =>
      desk.change('PATCH', `/api/items/${id}/desk`, json, `"${on}"`);
    const described = await patch({ labels, description: { label: { nl: ['Bundel'] } } }, edition);
    expect(described.status).to.equal(200);
    const typed = await ranges(await read(id, { text: 'Brieven\n  1r–1v Aan Kautsky\n  2r رسالة {ar}' }));
    expect(typed[0]).to.deep.include({ label: { nl: ['Brieven'] }, behavior: null });
    const parts = typed[0]?.items.flatMap((item) => ('range' in item ? [item.range] : []));
    expect(parts?.map(({ label, items }) => [label, items])).to.deep.equal([
      [{ nl: ['Aan Kautsky'] }, [{ surface: first }, { surface: second }]],
      [{ ar: ['رسالة'] }, [{ surface: third }]],
    ]);
    expect((await patch({ ranges: typed }, edition + 1)).status).to.equal(200);
    const { text, language } = await textOf(id);
    expect([text, language]).to.deep.equal(['Brieven\n  1r–1v: Aan Kautsky\n  2r: رسالة {ar}', 'nl']);
    expect(await ranges(await read(id, { text }))).to.deep.equal(typed);
    expect((await textOf(id, '?language=ar')).text).to.equal(
      'Brieven {nl}\n  1r–1v: Aan Kautsky {nl}\n  2r: رسالة',
    );
  });

  it('is answered with what is wrong with which line, in both languages', async () => {
    const { id } = await desk.readyItem();
    const answer = await read(id, { text: '1: A\n9: B', language: 'en' });
    const { faults } = await readJson<{ faults: LineFault[] }>(answer);
    expect(faults.map(({ line }) => line)).to.deep.equal([2]);
    expect(faults[0]?.message.en).to.match(/^There is no page "9"\. Near it: 1, 2, 3\./);
    expect(faults[0]?.message.nl).to.match(/^Er is geen pagina "9"/);
  });

  it('is refused where there is no such item, where it is too long, and from strangers', async () => {
    const { id } = await desk.technician.makeItem();
    expect((await read(newId(), { text: '' })).status).to.equal(404);
    expect((await desk.technician.ask(`/api/items/${newId()}/structure/text`)).status).to.equal(404);
    const long = await read(id, { text: 'x'.repeat(500_001) });
    expect([long.status, await desk.detailOf(long)]).to.deep.equal([400, 'text: is too long.']);
    const tagged = await read(id, { text: '', language: 'nl_BE' });
    expect([tagged.status, await desk.detailOf(tagged)]).to.deep.equal([
      400,
      'language: is not a language tag.',
    ]);
    const url = `${desk.server.url}/api/items/${id}/structure`;
    expect((await fetch(`${url}/text`)).status).to.equal(401);
    expect((await fetch(`${url}/read`, { method: 'POST' })).status).to.equal(401);
  });
});
