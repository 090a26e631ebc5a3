import { mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { CONCORDANCE_RULES } from '../../intake/concordance-rules/table.ts';
import { readCsv } from '../../intake/csv.ts';
import type { DeliveryReport } from '../../intake/delivery-report.ts';
import { asFault } from '../../model/fault.ts';
import { reportLines } from '../../scripts/station/verify/report-lines.ts';
import { verifyDelivery } from '../../scripts/station/verify/verify-delivery.ts';
import { parseVerifyArgs } from '../../scripts/station/verify-options.ts';
import { type Contents, makeContents, pageOf, put, putPages, tableOf } from '../fixtures/delivery.ts';
import { runStation } from '../fixtures/run-station.ts';
import { EXPECTED, goodPages, putSeededDelivery } from '../fixtures/seeded-delivery.ts';

const EAD = '<ead><unitid>ARCH00860</unitid><unitid>1</unitid><unitid>2</unitid><unitid>2b</unitid></ead>';
const ARCHIVE = 'ARCH00860';

describe('recto-station verify', () => {
  let dir: string;
  let contents: Contents;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-verify-'));
    contents = await makeContents();
    const pages = goodPages();
    await putPages(join(dir, 'good'), pages, contents);
    await put(dir, `good/${ARCHIVE}/${ARCHIVE}.csv`, tableOf(pages));
    await put(dir, 'ead.xml', EAD.replace('2b', '3'));
    await put(dir, 'short.xml', EAD);
    await putSeededDelivery(dir, contents);
  });
  after(() => rm(dir, { recursive: true }));

  const run = (...args: readonly string[]) => runStation(['verify', ...args]);
  /** What the command does, without the time that a program takes to begin. */
  const verify = (list: string, at: string, ead?: string): Promise<DeliveryReport> => {
    const files = { list: join(dir, list), ead: ead === undefined ? undefined : join(dir, ead) };
    const input = { ...files, dir: join(dir, at), html: undefined, csv: undefined };
    return verifyDelivery(input, new AbortController().signal);
  };
  const said = ({ findings }: DeliveryReport) => findings.map(({ line, rule }) => [line, rule]);
  const good = () => join(dir, 'good', ARCHIVE);

  it('accepts a delivery that is what its table says', async () => {
    const table = join(good(), `${ARCHIVE}.csv`);
    const { code, stdout, stderr } = await run(table, good(), '--json', '--ead', join(dir, 'ead.xml'));
    expect([code, stderr]).to.deep.equal([0, '']);
    const { findings, ...report }: DeliveryReport = JSON.parse(stdout);
    expect(findings).to.deep.equal([]);
    expect(report).to.include({ verdict: 'accepted', list: 'ARCH00860.csv', name: ARCHIVE, errors: 0 });
    expect(report.uses.master).to.deep.equal({ expected: 28, there: 28 });
    expect(report.objects.map(({ objectNumber, uses }) => [objectNumber, uses.text.there])).to.deep.equal([
      ['1', 20],
      ['2', 4],
      ['3', 4],
    ]);
  });

  it('knows a delivery by its folder, under whatever name, and by the one around it', async () => {
    const table = `good/${ARCHIVE}/${ARCHIVE}.csv`;
    await put(dir, 'beside.csv', await readFile(join(dir, table)));
    const reports = await Promise.all([verify(table, 'good'), verify('beside.csv', `good/${ARCHIVE}`)]);
    expect(said(reports[0])).to.deep.equal([]);
    await rename(join(dir, 'good', ARCHIVE), join(dir, 'good', 'disk 3'));
    expect(said(await verify('beside.csv', 'good/disk 3'))).to.deep.equal([[null, 'aside']]);
    await rename(join(dir, 'good', 'disk 3'), join(dir, 'good', ARCHIVE));
    expect(said(reports[1])).to.deep.equal([[null, 'aside']]);
    expect(reportLines(reports[0], 'en')).to.deep.equal([
      'Object 1 (1): masters 20 of 20, level 1 20 of 20, texts 20 of 20, errors 0, warnings 0',
      'Object 2 (2): masters 4 of 4, level 1 4 of 4, texts 4 of 4, errors 0, warnings 0',
      'Object 3 (3): masters 4 of 4, level 1 4 of 4, texts 4 of 4, errors 0, warnings 0',
      'ACCEPTED. The delivery agrees with its table in every respect.',
    ]);
  });

  it('returns one with a fault for every rule, and finds exactly those, on their lines', async () => {
    const report = await verify('seeded.csv', `seeded/${ARCHIVE}`, 'short.xml');
    expect(said(report)).to.deep.equal(EXPECTED);
    expect(report).to.include({ verdict: 'returned', errors: 24, warnings: 3 });
    const seeded = new Set(report.findings.map(({ rule }) => rule));
    const rules = [...Object.keys(CONCORDANCE_RULES.list), ...Object.keys(CONCORDANCE_RULES.delivery)];
    expect(rules.filter((rule) => !seeded.has(rule))).to.deep.equal([]);
    expect(report.findings.find(({ line }) => line === 3)).to.include({
      value: 'ARCH00860/master/1/ARCH00860-1-2.tif',
      expected: 'ARCH00860/master/1/ARCH00860_1_00002.tif',
    });
  });

  it('says in Dutch what it says in English, on the screen, on a page and in a table', async () => {
    const [html, csv] = [join(dir, 'rapport.html'), join(dir, 'seeded', ARCHIVE, 'rapport.csv')];
    // A report inside the delivery is no part of it.
    await put(dir, `seeded/${ARCHIVE}/rapport.csv`, 'an older report');
    const args = [join(dir, 'seeded.csv'), join(dir, 'seeded'), '--html', html, '--csv', csv];
    const { code, stdout, stderr } = await run(...args, '--language', 'nl');
    expect([code, stderr]).to.deep.equal([1, '']);
    expect(stdout).to.include('Regel 2: ARCH00860/master/1/ARCH00860_1_00001.tif: Het bestand is er niet');
    expect(stdout).to.match(
      /^RETOUR\. Er zijn 23 fouten, op 21 regels van de tabel\. Verbeter wat hierboven staat en /m,
    );
    expect(stdout).not.to.include('rapport.csv');
    const page = await readFile(html, 'utf8');
    expect(page).to.include('<html lang="nl">').and.to.include('Verplaats het naar ARCH00860/level1/1');
    expect(page).to.include('Verbeter wat hieronder staat en lever opnieuw.');
    const { rows, separator } = readCsv(await readFile(csv, 'utf8'));
    expect(separator).to.equal(';');
    // Without a finding aid nothing is said of what is not in it.
    expect(rows).to.have.length(1 + EXPECTED.length - 1);
    const first = ['2', 'Fout', 'missing', 'ARCH00860/master/1/ARCH00860_1_00001.tif'];
    expect(rows[1]?.cells.slice(0, 4)).to.deep.equal(first);
  });

  it('looks at no file where the table cannot be used', async () => {
    await put(dir, 'wrong.csv', 'objnr,id,master,volgnr\n1,1,/ARCH00860/master/1/a.tif,1\n');
    await put(dir, 'latin1.csv', Buffer.from('objnr,ID,master,volgnr\n1,caf\xe9,a,1\n', 'latin1'));
    const [columns, latin1] = [await verify('wrong.csv', 'good'), await verify('latin1.csv', 'good')];
    expect(columns).to.include({ verdict: 'returned', isCompared: false });
    expect(said(columns)).to.deep.equal([[1, 'columns']]);
    expect(latin1.findings.map(({ rule, value }) => [rule, value])).to.deep.equal([['table', 'binary']]);
  });

  it('follows no links, and no path out of the delivery', async () => {
    const page = pageOf(1, 1);
    const outside = { ...pageOf(1, 2), master: '/ARCH00860/master/1/../../../../good/ARCH00860_1_00002.tif' };
    const pages = [page, outside].map((one) => ({ ...one, level1: '', text: '' }));
    await put(dir, 'links.csv', tableOf(pages));
    await mkdir(join(dir, 'links', ARCHIVE, 'master', '1'), { recursive: true });
    await symlink(join(dir, 'good', page.master), join(dir, 'links', page.master));
    expect(said(await verify('links.csv', `links/${ARCHIVE}`))).to.deep.equal([
      [2, 'missing'],
      [3, 'path'],
    ]);
  });

  it('says once that a folder does not hold the delivery, and what was looked for', async () => {
    const table = join(good(), `${ARCHIVE}.csv`);
    await mkdir(join(dir, 'void'));
    await put(dir, 'holiday/2024/beach.jpg', contents.jpeg);
    await put(dir, 'flat/ARCH00860_1_00001.tif', contents.tiff);
    for (const at of ['void', 'holiday']) {
      const { code, stdout, stderr } = await run(table, join(dir, at));
      expect([code, stdout]).to.deep.equal([2, '']);
      expect(stderr).to.include(`${at} does not hold this delivery. Looked for: ARCH00860. Give`);
    }
    // A delivery without its folders is one all the same.
    expect(await verify(`good/${ARCHIVE}/${ARCHIVE}.csv`, 'flat')).to.include({ verdict: 'returned' });
  });

  it('ends with 2 and no verdict where it is used wrongly, or something cannot be read or written', async () => {
    const table = `good/${ARCHIVE}/${ARCHIVE}.csv`;
    const complaint = (work: () => unknown) =>
      Promise.resolve()
        .then(work)
        .then(
          () => 'none',
          (thrown) => asFault(thrown).detail,
        );
    for (const args of [
      [],
      ['a'],
      ['a', 'b', 'c'],
      ['a', 'b', '--language', 'fy'],
      ['a', 'b', '--server', 'x'],
    ]) {
      expect(await complaint(() => parseVerifyArgs(args, {}))).to.match(
        /verify LIST DIR|one too many|fy|server/,
      );
    }
    expect(await complaint(() => verify(table, 'nowhere')))
      .to.include('The folder')
      .and.to.include('nowhere');
    expect(await complaint(() => verify(table, table))).to.include('is a file');
    expect(await complaint(() => verify('good', 'good'))).to.include('is a folder');
    expect(await complaint(() => verify(table, 'good', table))).to.include('no unitid');
    const [none, unwritten] = await Promise.all([
      run(join(dir, 'none.csv'), good(), '--json'),
      run(join(dir, table), good(), '--html', join(dir, 'nowhere', 'x.html')),
    ]);
    expect([none.code, unwritten.code]).to.deep.equal([2, 2]);
    expect(JSON.parse(none.stdout)).to.have.property('verdict', null);
    expect(unwritten.stderr).to.include('x.html cannot be written');
  });
});
