import { expect } from 'chai';
import type { DeskView } from '../../model/desk.ts';
import { addPages } from '../fixtures/ready-item.ts';
import { openScreens } from '../fixtures/screens.ts';
import { readJson } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

/** What a manuscript of 600 pages bears, and how it is said. */
const PLAN =
  'front cover, inside front cover; - x2; i x12; 1r x100 skip 13; [52r] x2; - x8; folios x472; inside back cover, back cover';

describe('labels on the desk', function () {
  this.timeout(120_000);
  const screens = openScreens('admin');

  it('label six hundred pages from one typed line, seen before Enter, and are undone', async () => {
    const { id } = await screens.server.makeItem();
    await screens.server.ask(`/api/items/${id}/desk`, {
      method: 'PATCH',
      headers: { 'if-match': '"1"' },
      json: { description: { kind: 'manuscript' } },
    });
    await addPages(screens.server.parts.records, id, Array(600).fill({ state: 'received' }));
    const read = async () => {
      const view = await readJson<DeskView>(await screens.server.ask(`/api/items/${id}/desk`));
      return view.surfaces.map(({ label }) => Object.values(label)[0]?.[0] ?? '');
    };
    const { page, complaints } = await screens.open(`/items/${id}/desk#labels`);
    const field = page.getByLabel('First label, and for how many pages');
    expect(await field.inputValue()).to.equal('1r');
    await page.getByText('600 labels change.').waitFor();
    await field.fill(`1r; ${PLAN}`);
    await page.getByText('Say for how many pages “1r” is').waitFor();
    await field.fill(PLAN);
    await field.press('Enter');
    await until(async () => (await read())[599] === 'Back cover');
    const labels = await read();
    expect(labels.slice(0, 7)).to.deep.equal([
      ...['Front cover', 'Inside front cover', '[unnumbered]', '[unnumbered]', 'i', 'ii', 'iii'],
    ]);
    expect(labels.slice(38, 42)).to.deep.equal(['12r', '12v', '14r', '14v']);
    expect(labels.slice(115, 119)).to.deep.equal(['51v', '[52r]', '[52v]', '[unnumbered]']);
    expect(labels.slice(125, 127)).to.deep.equal(['[unnumbered]', '53r']);
    expect(labels.slice(596, 599)).to.deep.equal(['288r', '288v', 'Inside back cover']);

    await field.fill('2r');
    await page.getByText(/labels? change/).waitFor();
    await page.locator('del').first().waitFor();
    await field.fill('');
    await page.getByRole('tab', { name: 'Labels' }).press('Control+z');
    await until(async () => (await read()).every((label) => label === ''));
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });
});
