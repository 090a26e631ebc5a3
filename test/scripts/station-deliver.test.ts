import { appendFile, mkdtemp, readFile, rename, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openDelivery, readBatchView } from '../fixtures/deliver-folder.ts';
import { type Contents, makeContents, pageOf, put, putPages, tableOf } from '../fixtures/delivery.ts';
import { openDesk } from '../fixtures/desk.ts';
import { runStation } from '../fixtures/run-station.ts';

describe('recto-station deliver', () => {
  const desk = openDesk();
  let dir: string;
  let contents: Contents;
  const PAGES = [pageOf(1, 1), pageOf(1, 2), pageOf(2, 1)];
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-deliver-'));
    contents = await makeContents();
    await putPages(dir, PAGES, contents);
  });
  after(() => rm(dir, { recursive: true, force: true }));

  const deliver = (code: string, ...more: string[]) =>
    runStation(['deliver', dir, '--batch', code, '--server', desk.server.url, ...more], {
      RECTO_TOKEN: desk.technician.token,
      XDG_STATE_HOME: join(dir, '..', `${dir}-state`),
    });

  it('sends masters to their items and the rest beside them, and nothing twice', async () => {
    const batch = await openDelivery(desk.curator, { code: 'D 1', list: tableOf(PAGES) });
    const first = await deliver('D 1');
    expect(first.stdout, first.stderr).to.include('9 sent, 0 there already.');
    expect([first.code, first.stdout.includes('D 1: 9 of 9 files are there.')]).to.deep.equal([0, true]);
    const { counts, objects } = await readBatchView(desk.technician, batch.id);
    expect(counts).to.deep.include({
      arrived: 9,
      missing: 0,
      unexpected: 0,
      findings: { error: 0, warning: 0 },
    });
    const item = await desk.technician.item(objects[0]?.itemId ?? '');
    expect(item.surfaces.map(({ versions }) => versions.map(({ name }) => name))).to.deep.equal([
      ['ARCH00860_1_00001.tif'],
      ['ARCH00860_1_00002.tif'],
    ]);
    const stored = (await desk.eventsOf(item.id)).filter(({ type }) => type === 'ingestion');
    expect(stored).to.have.length(2);
    const again = await deliver('D 1');
    expect(again.stdout, again.stderr).to.include('0 sent, 9 there already.');
  }).timeout(90_000);

  it('compares first, sends nothing where that finds an error, and everything where that is wanted', async () => {
    const batch = await openDelivery(desk.curator, { code: 'D2', list: tableOf(PAGES) });
    const lost = join(dir, pageOf(1, 2).master);
    const bytes = await readFile(lost);
    await unlink(lost);
    try {
      const refused = await deliver('D2', '--language', 'nl');
      expect(refused.code).to.equal(1);
      expect(refused.stdout).to.include('Regel 3: ').and.to.include('Nothing was sent.');
      expect((await readBatchView(desk.technician, batch.id)).counts.arrived).to.equal(0);
      await put(dir, 'ARCH00860/text/1/ARCH00860_1_00001.txt', '');
      const sent = await deliver('D2', '--anyway');
      expect([sent.code, sent.stdout.includes('D2: 8 of 9 files are there.')], sent.stdout).to.deep.equal([
        1,
        true,
      ]);
      const { counts } = await readBatchView(desk.technician, batch.id);
      expect(counts).to.deep.include({ arrived: 8, missing: 1, findings: { error: 1, warning: 0 } });
      await deliver('D2', '--anyway', '--whole');
      const whole = await readBatchView(desk.technician, batch.id);
      expect(whole.counts.findings).to.deep.equal({ error: 2, warning: 0 });
    } finally {
      await put(dir, pageOf(1, 2).master, bytes);
    }
  }).timeout(90_000);

  it('makes no page of a file with a wrong name, also not when it has changed since it was sent', async () => {
    const pages = [pageOf(3, 1)];
    const other = await mkdtemp(join(tmpdir(), 'recto-misnamed-'));
    try {
      await putPages(other, pages, contents);
      const right = join(other, pages[0]?.master ?? '');
      const wrong = right.replace('00001.tif', '1.tif');
      await rename(right, wrong);
      const batch = await openDelivery(desk.curator, { code: 'D3', list: tableOf(pages) });
      const send = () =>
        runStation(['deliver', other, '--batch', 'D3', '--server', desk.server.url, '--anyway'], {
          RECTO_TOKEN: desk.technician.token,
          XDG_STATE_HOME: `${other}-state`,
        });
      for (const more of ['', 'changed']) {
        await appendFile(wrong, more);
        const { code, stdout, stderr } = await send();
        // Nothing is missing, but one file is not there under its own name.
        expect([code, stdout.includes('D3: 2 of 3 files are there.')], stderr).to.deep.equal([1, true]);
      }
      const { counts, objects } = await readBatchView(desk.technician, batch.id);
      expect(counts).to.include({ arrived: 2, misnamed: 1, missing: 0 });
      const item = await desk.technician.item(objects[0]?.itemId ?? '');
      expect(item.surfaces.map(({ name, versions }) => [name, versions.length])).to.deep.equal([
        ['ARCH00860_3_00001', 0],
      ]);
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  }).timeout(90_000);

  it('says in words what is wrong with how it is used', async () => {
    const unknown = await deliver('nowhere');
    expect([unknown.code, unknown.stderr]).to.deep.equal([1, 'There is no such delivery.\n']);
    const without = await runStation(['deliver', dir]);
    expect([without.code, without.stderr.includes('--batch CODE')]).to.deep.equal([2, true]);
  }).timeout(60_000);
});
