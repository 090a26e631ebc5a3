import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Profile, ProfileView } from '../../model/profile.ts';
import { pageMaster } from '../../scripts/defects/kind.ts';
import { randomOf } from '../../scripts/defects/random.ts';
import { tabTo } from '../fixtures/keyboard.ts';
import { runStation } from '../fixtures/run-station.ts';
import { openScreens } from '../fixtures/screens.ts';
import { readJson } from '../fixtures/server.ts';

describe('a capture profile, edited by keyboard alone', function () {
  this.timeout(120_000);
  const screens = openScreens('curator');

  async function profileOf(name: string): Promise<ProfileView> {
    const { profiles } = await readJson<{ profiles: Profile[] }>(await screens.server.ask('/api/profiles'));
    const id = profiles.find((profile) => profile.name === name)?.id;
    return readJson<ProfileView>(await screens.server.ask(`/api/profiles/${id}`));
  }

  it('is copied, changed, saved with a note, downloaded, and tried out on a folder', async () => {
    const { page, complaints } = await screens.open('/profiles');
    await page.getByRole('link', { name: 'FADGI ★★★', exact: true }).waitFor();
    await tabTo(page, 'FADGI ★★★');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'FADGI ★★★' }).waitFor();
    await tabTo(page, 'Make a copy …');
    await page.keyboard.press('Enter');
    await page.locator('dialog input:focus').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Letters');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Letters' }).waitFor();

    await tabTo(page, 'Pattern for file names');
    await page.keyboard.type('letter_{sequence:3}');
    await tabTo(page, 'At least (ppi)');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('400');
    await tabTo(page, /^Colour profile icc/);
    await page.keyboard.press('o');
    await page.getByText('Resolution: 300+ ppi ± 2 % → 400+ ppi ± 2 %').waitFor();
    await page.getByText('Colour profile: error → off').waitFor();
    await page.getByText('Pattern for file names: any → letter_{sequence:3}').waitFor();
    await tabTo(page, 'Why it is changed');
    await page.keyboard.type('For the letters');
    await page.keyboard.press('Enter');
    await page.getByText('Version 2 is saved.').waitFor();
    const saved = await profileOf('Letters');
    expect(saved.body).to.deep.include({
      namePattern: 'letter_{sequence:3}',
      ppi: { min: 400, max: null, tolerancePct: 2 },
    });
    expect(saved.body.severities.icc).to.equal('off');
    expect(saved.shown.note).to.equal('For the letters');

    await tabTo(page, 'Download as a file');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).to.equal('letters-v2.json');
    const file = join(screens.dir, 'letters-v2.json');
    await download.saveAs(file);
    expect(complaints).to.deep.equal([]);
    await page.context().close();

    const random = randomOf('profiles');
    const scans = await mkdtemp(join(screens.dir, 'scans-'));
    await writeFile(join(scans, 'letter_001.tif'), pageMaster(random).bytes);
    const { code, stdout } = await runStation(['check', scans, '--profile', file]);
    expect(code).to.equal(1);
    expect(stdout).to.include('400 ppi').and.not.include('colour profile');
  });

  it('keeps what both have changed where two edit at once', async () => {
    const { page } = await screens.open('/profiles');
    await page.getByRole('link', { name: 'Metamorfoze Light' }).click();
    const least = page.getByLabel('Least size of a file');
    await least.waitFor();
    const theirs = await profileOf('Metamorfoze Light');
    const saved = await screens.server.ask(`/api/profiles/${theirs.id}`, {
      method: 'PUT',
      json: { body: { ...theirs.body, nearBits: 12 }, note: 'Theirs' },
      headers: { 'if-match': '"1"' },
    });
    expect(saved.status).to.equal(200);
    await least.fill('5000');
    await least.press('Enter');
    await page.getByText('Somebody else was first').waitFor();
    await page.getByText('Nearly the same: 28 bits of 256 → 12 bits of 256').waitFor();
    await page.getByRole('button', { name: 'Put my changes on top of theirs' }).press('Enter');
    await page.getByRole('button', { name: 'Save as version 3' }).press('Enter');
    await page.getByText('Version 3 is saved.').waitFor();
    expect((await profileOf('Metamorfoze Light')).body).to.include({ nearBits: 12, minBytes: 5000 });
    await page.context().close();
  });

  it('is chosen for an item on its page', async () => {
    const { id } = await screens.server.makeItem();
    const { page, complaints } = await screens.open(`/items/${id}`);
    const choice = page.getByLabel('Profile', { exact: true });
    await choice.selectOption({ label: 'FADGI ★★' });
    const chosen = await profileOf('FADGI ★★');
    await screens.server.untilItem(id, ({ profileId }) => profileId === chosen.id);
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });
});
