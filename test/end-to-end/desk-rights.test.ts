import { expect } from 'chai';
import type { DeskView } from '../../model/desk.ts';
import { addPages } from '../fixtures/ready-item.ts';
import { openScreens } from '../fixtures/screens.ts';
import { readJson } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

describe('rights and access on the desk, with the keyboard', function () {
  this.timeout(90_000);
  const screens = openScreens('curator');

  it('are chosen by a word, by a day and in a language, and save themselves', async () => {
    const { server } = screens;
    const { id } = await server.makeItem();
    await addPages(server.parts.records, id, [{}]);
    const desk = async () => readJson<DeskView>(await server.ask(`/api/items/${id}/desk`));
    const { page } = await screens.open(`/items/${id}/desk#rights`);
    const keys = page.keyboard;

    await page.getByRole('combobox', { name: 'Rights', exact: true }).focus();
    await keys.type('orphan');
    await page.getByRole('option', { name: /EU Orphan Work/ }).waitFor();
    await keys.press('Enter');
    await until(async () => (await desk()).rights === 'http://rightsstatements.org/vocab/InC-OW-EU/1.0/');

    await page.getByRole('radio', { name: /^Everybody as soon/ }).focus();
    await keys.press('ArrowDown');
    const day = page.getByLabel('The day on which it opens');
    await day.fill('2099-12-31');
    await page.getByText('Opens by itself on 31 December 2099').waitFor();
    await page.getByText('Once published it is closed until 31 December 2099.').waitFor();
    await until(async () => (await desk()).embargoUntil !== null);
    const { embargoUntil, timeZone } = await desk();
    const shown = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    expect(shown.format(embargoUntil ?? 0)).to.equal('2099-12-31 00:00:00');

    await page.getByLabel('Reason, for readers').focus();
    await keys.type('Letters of the living.');
    await keys.press('Tab');
    await until(async () => (await desk()).accessReason === 'Letters of the living.');

    await page.getByRole('combobox', { name: /^Statement to show with it 1/ }).focus();
    await keys.type('arab');
    await page
      .getByRole('option', { name: /Arabic/ })
      .first()
      .waitFor();
    await keys.press('Enter');
    const statement = page.getByRole('textbox', { name: 'Statement to show with it 1' });
    expect(await statement.getAttribute('dir')).to.equal('rtl');
    await statement.focus();
    await keys.type('شكرا');
    await keys.press('Tab');
    await until(async () => JSON.stringify((await desk()).requiredStatement) === '{"ar":["شكرا"]}');
    if (process.env['SHOTS'] !== undefined) {
      await page.screenshot({ path: `${process.env['SHOTS']}/light.png` });
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.screenshot({ path: `${process.env['SHOTS']}/dark.png` });
      await page.setViewportSize({ width: 390, height: 3000 });
      await page.screenshot({ path: `${process.env['SHOTS']}/narrow.png` });
    }
    await page.context().close();
  });
});
