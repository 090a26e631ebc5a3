import { expect } from 'chai';
import { openScreens } from '../fixtures/screens.ts';
import { addTiledItem } from '../fixtures/taken-away.ts';

const SHOTS = process.env['RECTO_SHOTS'];

describe('publishing in spite of what is missing, on the page of an item', function () {
  this.timeout(120_000);
  const screens = openScreens('curator');

  it('says what that is, asks why, and keeps the answer with the revision', async () => {
    const { id } = await addTiledItem(screens.server, {
      reference: 'ARCH00860.2',
      label: { nl: ['Brieven aan Kautsky'] },
      pages: [{ none: ['1r'] }, { none: ['1v'] }],
    });
    const { page, complaints } = await screens.open(`/items/${id}`);
    const panel = page.getByRole('region', { name: 'Publishing' });
    await panel.getByText('2 pages were not looked at by anybody yet.').waitFor();
    if (SHOTS !== undefined) await panel.screenshot({ path: `${SHOTS}/gates.png` });
    const publish = panel.getByRole('button', { name: 'Publish', exact: true });
    await publish.click();
    expect((await screens.server.item(id)).publishedRevision).to.equal(null);
    await panel.getByLabel('Why publish it all the same').fill('The exhibition opens tonight.');
    await publish.click();
    await panel.getByText('Published as revision 1').waitFor();
    const [revision] = (await screens.server.item(id)).revisions;
    expect(revision?.override?.reason).to.equal('The exhibition opens tonight.');
    expect(revision?.override?.gates).to.include('not-looked-at');
    await panel.getByText('Revisions').first().click();
    await panel.getByText('The exhibition opens tonight.').waitFor();
    expect(complaints).to.deep.equal([]);
  });
});
