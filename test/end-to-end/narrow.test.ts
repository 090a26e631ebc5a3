import { expect } from 'chai';
import type { Profile } from '../../model/profile.ts';
import { takePicture } from '../fixtures/pictures.ts';
import { addPages } from '../fixtures/ready-item.ts';
import { openScreens } from '../fixtures/screens.ts';
import { readJson } from '../fixtures/server.ts';

/** How far a page is wider than the window, and what reaches out of it. */
const TOO_WIDE = `(() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  const out = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
  return wide > 0 ? wide + ' px: ' + out.map((one) => one.tagName + '.' + one.className).slice(0, 5).join(', ') : '';
})()`;

describe('a narrow screen', function () {
  this.timeout(120_000);
  const screens = openScreens('admin');

  const post = async <T>(path: string, json: unknown): Promise<T> => {
    const answer = await screens.server.ask(path, { method: 'POST', json });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return readJson<T>(answer);
  };

  /** A session whose target has values with long names, and affects pages. */
  async function makeSession(): Promise<string> {
    const { id: stationId } = await post<{ id: string }>('/api/stations', {
      name: 'Reprozaal van de Kloveniersburgwal',
    });
    const device = 'Phase One iXG 100 MP, Schneider-Kreuznach 72 mm';
    const { id } = await post<{ id: string }>('/api/capture-sessions', {
      stationId,
      operator: 'Annemarie',
      device,
    });
    const values = ['Illumination non-uniformity', 'Sampling frequency', 'ΔE mean'].map((name) => ({
      ...{ name, value: '1.8412345678', limit: 'at most 3.0000000', pass: true },
    }));
    const target = {
      kind: 'Universal Test Target',
      result: 'fail',
      fileName: `${'te263_'.repeat(9)}0001.tif`,
      values,
    };
    await post(`/api/capture-sessions/${id}/targets`, target);
    return id;
  }

  it('is wide enough for every screen', async () => {
    const { server } = screens;
    const { id: itemId } = await server.makeItem('ARCH00860.1');
    await addPages(server.parts.records, itemId, [{}, { state: 'rejected' }, {}]);
    const code = 'DELIVERY-OF-A-SUPPLIER-WITH-A-LONG-CODE-2026-11';
    const { id: batchId } = await post<{ id: string }>('/api/batches', { code, kind: 'concordance' });
    const { profiles } = await readJson<{ profiles: Profile[] }>(await server.ask('/api/profiles'));
    const sessionId = await makeSession();
    const paths = [
      ...['/', '/items/new', `/items/${itemId}`, `/items/${itemId}/table`, '/batches', '/batches/new'],
      ...[`/batches/${batchId}`, `/batches/${batchId}/list`, '/rescans', '/stand', '/sessions'],
      ...[`/sessions/${sessionId}`, '/statistics', '/profiles', `/profiles/${profiles[0]?.id}`, '/settings'],
    ];
    const { page } = await screens.open('/');
    await page.setViewportSize({ width: 360, height: 740 });
    const wide: string[] = [];
    // Its words are the longer ones.
    await page.getByRole('button', { name: 'Nederlands' }).click();
    for (const path of paths) {
      await page.goto(`${server.url}${path}`);
      await page.locator('main h1, main [role=listbox]').first().waitFor();
      await page.waitForLoadState('networkidle');
      const found = await page.evaluate<string>(TOO_WIDE);
      if (found !== '') wide.push(`${path}: ${found}`);
      await takePicture(page, `narrow${path.replaceAll('/', '-')}`);
    }
    // Its pages have no tiles: what the viewer in its middle asks for is never there.
    await page.goto(`${server.url}/items/${itemId}/desk`);
    await page.locator('main [role=option] img').first().waitFor();
    expect(await page.evaluate<string>(TOO_WIDE)).to.equal('');
    expect(wide).to.deep.equal([]);
  });
});
