import { expect } from 'chai';
import { addPages } from '../fixtures/ready-item.ts';
import { openScreens } from '../fixtures/screens.ts';

describe('withdrawing on the screen', function () {
  this.timeout(60_000);
  const screens = openScreens('curator');

  it('asks what readers are told, and tells them that', async () => {
    const { server } = screens;
    const { id } = await server.makeItem();
    await addPages(server.parts.records, id, [{}]);
    const published = await server.ask(`/api/items/${id}/publish`, {
      method: 'POST',
      json: { override: 'A test.' },
    });
    expect(published.status, await published.text()).to.equal(200);
    const { page } = await screens.open(`/items/${id}`);
    await page.getByText('Add a name').first().click();
    await page.getByLabel('One more name').fill('10622/ARCH1.9');
    await page.getByRole('button', { name: 'Add a name' }).click();
    await page.getByRole('link', { name: '10622/ARCH1.9' }).waitFor();
    await page.getByRole('button', { name: /Withdraw/ }).click({ timeout: 8000 });
    await page.getByLabel('Why it is withdrawn').fill('Complaint 14.');
    await page.locator('dialog textarea').last().fill('It belongs elsewhere.');
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.getByText(/^Withdrawn on /).waitFor();
    const gone = await fetch(`${server.url}/id/10622/ARCH1.9`, { headers: { accept: 'text/html' } });
    expect([gone.status, (await gone.text()).includes('It belongs elsewhere.')]).to.deep.equal([410, true]);
  });
});
