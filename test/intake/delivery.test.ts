import { expect } from 'chai';
import fc from 'fast-check';
import { readConcordance } from '../../intake/concordance.ts';
import { checkDelivery } from '../../intake/delivery.ts';
import type { ExpectedFile, Found, FoundFile } from '../../intake/delivery-list.ts';
import { progressOf } from '../../intake/delivery-progress.ts';
import { readUnitIds } from '../../intake/ead.ts';
import type { Format, FormatName } from '../../intake/format.ts';

const FORMATS = {
  tif: { name: 'TIFF', puid: 'fmt/353', extensions: ['tif', 'tiff'] },
  jpg: { name: 'JPEG', puid: 'fmt/43', extensions: ['jpg', 'jpeg', 'jpe'] },
  txt: { name: 'text', puid: 'x-fmt/111', extensions: ['txt', 'csv'] },
  pdf: { name: 'PDF', puid: 'fmt/18', extensions: ['pdf'] },
} satisfies Record<string, Format & { name: FormatName }>;

/** A table of objects 1 and up, `pages` of each, with masters, level 1 and texts. */
function listOf(objects: number, pages: number): readonly ExpectedFile[] {
  const lines = ['objnr,ID,master,level1,volgnr,text'];
  for (let object = 1; object <= objects; object += 1) {
    for (let page = 1; page <= pages; page += 1) {
      const name = `${object}/A_${object}_${String(page).padStart(5, '0')}`;
      lines.push(
        `${object},${object},/A/master/${name}.tif,/A/level1/${name}.jpg,${page},/A/text/${name}.txt`,
      );
    }
  }
  const { list, findings } = readConcordance(lines.join('\n'));
  expect(findings).to.deep.equal([]);
  return list;
}

/** What is there: every file as it should be, but for what `change` says of its path. */
function foundOf(
  list: readonly ExpectedFile[],
  change: (path: string) => readonly Partial<FoundFile>[] | undefined = () => undefined,
  more: readonly string[] = [],
): Found {
  const files = [...list.map(({ path }) => path), ...more].flatMap((path) => {
    const extension = path.slice(path.lastIndexOf('.') + 1) as keyof typeof FORMATS;
    const good: FoundFile = { path, sizeBytes: 5_000, format: FORMATS[extension] };
    return (change(path) ?? [{}]).map((part) => ({ ...good, ...part }));
  });
  const folders = new Set(files.map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
  return { files, folders: [...folders] };
}

const LIST = listOf(2, 3);
const said = (found: Found, unitIds?: ReadonlySet<string>) =>
  checkDelivery(LIST, found, unitIds).map(({ line, rule, path }) => [line, rule, path ?? '']);
const only = (wanted: string, ...parts: Partial<FoundFile>[]) =>
  foundOf(LIST, (path) => (path === wanted ? parts : undefined));

describe('a delivery', () => {
  it('that is whole has no findings, and system files in it are ignored', () => {
    const noise = ['A/master/1/Thumbs.db', 'A/.DS_Store', 'A/master/1/._A_1_00001.tif', 'A/text/.access.txt'];
    expect(said(foundOf(LIST, undefined, noise))).to.deep.equal([]);
  });

  it('is compared file by file', () => {
    const master = 'A/master/1/A_1_00002.tif';
    const level1 = 'A/level1/1/A_1_00002.jpg';
    const text = 'A/text/1/A_1_00002.txt';
    expect(said(only(master))).to.deep.equal([[3, 'missing', master]]);
    expect(said(only(text))).to.deep.equal([[3, 'missing', text]]);
    expect(said(only(master, { sizeBytes: 999 }))).to.deep.equal([[3, 'size', master]]);
    expect(said(only(master, { sizeBytes: 1_000 }))).to.deep.equal([]);
    expect(said(only(level1, { sizeBytes: 0, format: undefined }))).to.deep.equal([[3, 'size', level1]]);
    expect(said(only(master, { format: FORMATS.jpg }))).to.deep.equal([[3, 'extension', master]]);
    expect(said(only(master, { format: undefined }))).to.deep.equal([[3, 'extension', master]]);
    expect(said(only(level1, { format: FORMATS.txt }))).to.deep.equal([
      [3, 'extension', level1],
      [3, 'media-type', level1],
    ]);
    expect(said(only(text, { sizeBytes: 0, format: undefined }))).to.deep.equal([[3, 'empty-text', text]]);
    expect(said(only(text, { sizeBytes: 1 }))).to.deep.equal([]);
    expect(said(only(text, { format: FORMATS.pdf }))).to.deep.equal([[3, 'text-type', text]]);
    expect(said(only(text, { format: undefined }))).to.deep.equal([[3, 'text-type', text]]);
  });

  it('has nothing that is not in the table, and a folder for each object', () => {
    const more = ['A/master/2/cover.tif', 'A/level1/2/extra/x.jpg', 'A/readme.txt'];
    expect(said(foundOf(LIST, undefined, more))).to.deep.equal([
      [null, 'unlisted', 'A/master/2/cover.tif'],
      [null, 'unlisted', 'A/level1/2/extra/x.jpg'],
      [null, 'aside', 'A/readme.txt'],
    ]);
    const whole = foundOf(LIST);
    const withThird = { ...whole, folders: [...whole.folders, 'A/master/3', 'A/master/1/deeper'] };
    expect(said(withThird)).to.deep.equal([[null, 'folders', 'A/master/3']]);
    const without = foundOf(LIST, (path) => (path.startsWith('A/master/2/') ? [] : undefined));
    expect(said(without)).to.deep.equal([
      [5, 'missing', 'A/master/2/A_2_00001.tif'],
      [5, 'folders', 'A/master/2'],
      [6, 'missing', 'A/master/2/A_2_00002.tif'],
      [7, 'missing', 'A/master/2/A_2_00003.tif'],
    ]);
  });

  it('says what a misnamed file should be called, and looks into it all the same', () => {
    const wanted = 'A/master/1/A_1_00002.tif';
    const names = [
      'A/master/1/A_1_00002.TIF',
      'A/master/1/A-1-2.tiff',
      'A/master/1/a_1_00002 - Copy.tif',
      'A/master/2/A_1_00002.tif',
      'A/master/1/B_1_00002.tif',
    ];
    for (const path of names) {
      const [finding, ...more] = checkDelivery(LIST, only(wanted, { path, sizeBytes: 10 }));
      expect(finding, path).to.include({ rule: 'misnamed', line: 3, value: path, expected: wanted });
      expect(more.map(({ rule }) => rule)).to.deep.equal(['size']);
    }
    const [moved] = checkDelivery(LIST, only(wanted, { path: 'A/master/2/A_1_00002.tif' }));
    expect(moved?.message.nl).to.include('verkeerde map').and.to.include('Verplaats het naar A/master/1');
  });

  it('guesses no name where two could be meant', () => {
    const lost = ['A/master/1/A_1_00002.tif', 'A/master/1/A_1_00003.tif'];
    const found = foundOf(LIST, (path) => (lost.includes(path) ? [] : undefined), ['A/master/1/page.tif']);
    expect(said(found).map(([, rule]) => rule)).to.deep.equal(['missing', 'missing', 'unlisted']);
  });

  it('has no page twice', () => {
    const more = [
      'A/master/1/A_1_00002.TIFF',
      'A/level1/1/A_1_00002 (2).jpg',
      'A/text/1/A_1_00002 - kopie.txt',
    ];
    expect(said(foundOf(LIST, undefined, more))).to.deep.equal(more.map((path) => [3, 'double-file', path]));
  });

  it('knows its inventory numbers from the finding aid, with the archive before them or without', () => {
    const ead = `<ead xmlns="urn:isbn:1-931666-22-9"><!-- <unitid>9</unitid> -->
      <c01><did><unitid type="inv">1</unitid></did></c01><e:unitid>\n a &amp; <b>b</b>&#x2013;c </e:unitid><unitid/>`;
    const ids = readUnitIds(ead);
    expect([...ids]).to.deep.equal(['1', 'a & b–c']);
    expect(said(foundOf(LIST), ids)).to.deep.equal([[5, 'unit', '']]);
    expect(said(foundOf(LIST), new Set(['1', '2']))).to.deep.equal([]);
    const written = LIST.map((file) => ({ ...file, reference: `A.${file.reference}` }));
    expect(checkDelivery(written, foundOf(LIST), new Set(['1', '2']))).to.deep.equal([]);
  });

  it('has its progress counted: every path and every file is in one list', () => {
    const path = fc.constantFrom(
      ...LIST.map((file) => file.path),
      ...LIST.map((file) => file.path.toUpperCase()),
      ...LIST.map((file) => file.path.replace(/\/\d\//, '/9/')),
      'A/x.tif',
    );
    fc.assert(
      fc.property(fc.array(path, { maxLength: 40 }), (paths) => {
        const progress = progressOf(LIST, paths);
        const files = [
          ...progress.arrived,
          ...progress.missing,
          ...progress.misnamed.map(({ file }) => file),
        ];
        expect(new Set(files).size).to.equal(LIST.length);
        expect(files).to.have.length(LIST.length);
        const told = [
          ...progress.arrived.map((file) => file.path),
          ...progress.double.map((match) => match.path),
          ...progress.misnamed.map((match) => match.path),
          ...progress.unexpected,
        ];
        expect(told.sort()).to.deep.equal([...paths].sort());
      }),
    );
  });

  it('of any kind is judged without an error, by lines that are in the table', () => {
    const path = fc.constantFrom(
      'A/master/1/a.tif',
      'A/master/1/a.TIF',
      'b',
      '',
      '/',
      'A/master/1/é',
      'A//x/./y',
    );
    const cell = fc.oneof(path, fc.constantFrom('1', '2', 'x'));
    const found = fc.record({
      files: fc.array(
        fc.record({
          path,
          sizeBytes: fc.nat(2_000),
          format: fc.constantFrom(undefined, FORMATS.tif, FORMATS.txt),
        }),
      ),
      folders: fc.array(path),
    });
    const lines = fc.array(fc.tuple(cell, cell, path, cell, path), { maxLength: 6 });
    fc.assert(
      fc.property(lines, found, (rows, there) => {
        const table = ['objnr,ID,master,volgnr,text', ...rows.map((cells) => cells.join(','))].join('\n');
        for (const { line, message } of checkDelivery(readConcordance(table).list, there, new Set(['1']))) {
          if (line !== null) expect(line).to.be.within(2, rows.length + 1);
          expect(message.nl).not.to.equal(message.en);
        }
      }),
    );
  });

  it('of ten thousand lines is judged within seconds, also where every file has another name', () => {
    const list = listOf(20, 500);
    const started = performance.now();
    expect(checkDelivery(list, foundOf(list))).to.deep.equal([]);
    const renamed = foundOf(list, (path) => [{ path: path.replace('/A_', '/B_') }]);
    const findings = checkDelivery(list, renamed);
    expect(findings).to.have.length(30_000);
    expect(new Set(findings.map(({ rule }) => rule))).to.deep.equal(new Set(['misnamed']));
    expect(performance.now() - started).to.be.below(10_000);
  }).timeout(60_000);
});
