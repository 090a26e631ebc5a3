import { expect } from 'chai';
import { commitWork } from '../../server/actions/commit-work.ts';
import type { DueMaking } from '../../storage/jobs/jobs.ts';
import { renderingsOf } from '../../storage/records/renderings.ts';
import { openScreens } from '../fixtures/screens.ts';
import { spawnTestWorkers, type TestProcess } from '../fixtures/server.ts';
import { addTiledItem, publish } from '../fixtures/taken-away.ts';

const SHOTS = process.env['RECTO_SHOTS'];

describe('files to take away, at the desk of their item', function () {
  this.timeout(240_000);
  const screens = openScreens('curator');
  let workers: TestProcess | undefined;
  after(() => workers?.end());

  it('are waited for page by page, fail in words, are tried again by the keyboard, and are opened', async () => {
    const { server } = screens;
    const { id } = await addTiledItem(server, {
      reference: 'ARCH00860.1',
      label: { nl: ['Brieven aan Kautsky'] },
      pages: [{ none: ['1r'] }, { none: ['1v'] }],
    });
    const { page, complaints } = await screens.open(`/items/${id}`);
    const panel = page.getByRole('region', { name: 'Files to take away' });
    const row = panel.locator('[data-kind=pdf]');
    const shoot = async (name: string) => {
      if (SHOTS === undefined) return;
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await panel.screenshot({ path: `${SHOTS}/${name}-${colorScheme}.png` });
      }
    };
    await panel.getByText('They are made once the item is published.').waitFor();
    expect(await panel.getByRole('checkbox', { name: 'PDF' }).isChecked()).to.be.true;

    await publish(server, id);
    await row.getByText('It is the next that is made.').waitFor();
    const [due] = await server.parts.records.read((rows) => renderingsOf(rows, id));
    const told = { id: due!.id, attempt: 1, itemId: id, pagesDone: 34, pagesTotal: 400 };
    const expectedAt = Date.now() + 3_000_000;
    await server.parts.jobs.announce({ kind: 'making', making: { ...told, expectedAt } });
    await row.getByText(/Page 34 of 400, .*(49|50) min/).waitFor();
    expect(await row.getByRole('progressbar', { name: 'PDF' }).getAttribute('value')).to.equal('34');
    await shoot('making');

    const input = {
      itemId: id,
      kind: 'pdf',
      planKey: 'p',
      planSha256: '',
      key: 'k',
      olderKey: null,
    } as const;
    const making: DueMaking = { id: due!.id, step: 'make-file', lane: 'care', attempt: 1, input };
    await commitWork(server.parts, making, { ok: false, reason: 'The disk is full.' });
    await row.getByText('It could not be made. The disk is full.').waitFor();
    await shoot('failed');
    await row.getByRole('button', { name: 'Try again: PDF' }).press('Enter');
    await row.getByText('It is the next that is made.').waitFor();

    await panel.getByRole('checkbox', { name: 'Images (ZIP)' }).press('Space');
    await panel.getByText('Counts from the next revision on: publish again.').waitFor();
    await panel.getByRole('button', { name: 'Make now: Images (ZIP)' }).press('Enter');
    workers = await spawnTestWorkers(server.env);
    const link = row.getByRole('link', { name: /^Open \(/ });
    await link.waitFor({ timeout: 90_000 });
    const zip = panel.locator('[data-kind=zip]');
    await zip.getByRole('link', { name: /^Open \(/ }).waitFor({ timeout: 90_000 });
    await zip.getByText('the published manifest does not name it').waitFor();
    await shoot('ready');
    const answer = await fetch((await link.getAttribute('href')) ?? '');
    expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([200, 'application/pdf']);

    await panel.getByRole('button', { name: /^Back to what is usual for/ }).click();
    await panel.getByText('Counts from the next revision on').waitFor({ state: 'detached' });
    expect(await panel.getByRole('checkbox', { name: 'Images (ZIP)' }).isChecked()).to.be.false;
    expect(complaints).to.deep.equal([]);
  });
});
