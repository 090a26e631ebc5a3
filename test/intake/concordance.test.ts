import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import fc from 'fast-check';
import { readConcordance } from '../../intake/concordance.ts';
import { CONCORDANCE_RULES } from '../../intake/concordance-rules/table.ts';

const HEADER = 'objnr,ID,master,level1,volgnr,text_nl';
const said = (text: string) =>
  readConcordance(text).findings.map(({ line, rule, value }) => [line, rule, value ?? '']);

/** Lines of an object, good unless told otherwise. */
function line(object: number, page: number, change: Readonly<Record<string, string>> = {}): string {
  const name = `ARCH00860_${object}_${String(page).padStart(5, '0')}`;
  const cells = {
    objnr: String(object),
    ID: `ARCH00860.${object}`,
    master: `/ARCH00860/master/${object}/${name}.tif`,
    level1: `/ARCH00860/level1/${object}/${name}.jpg`,
    volgnr: String(page),
    text_nl: '',
    ...change,
  };
  return Object.values(cells).join(',');
}
const table = (...lines: readonly string[]) => [HEADER, ...lines].join('\r\n');

describe('a concordance table', () => {
  it('that is good lists its files, and nothing is said of it', () => {
    const { list, findings, isReadable } = readConcordance(
      table(line(1, 1), line(1, 2, { level1: '', text_nl: 'ARCH00860/text/1/ARCH00860_1_00002.txt' })),
    );
    expect(findings).to.deep.equal([]);
    expect(isReadable).to.equal(true);
    expect(list.map(({ line, use, path }) => `${line} ${use} ${path}`)).to.deep.equal([
      '2 master ARCH00860/master/1/ARCH00860_1_00001.tif',
      '2 level1 ARCH00860/level1/1/ARCH00860_1_00001.jpg',
      '3 master ARCH00860/master/1/ARCH00860_1_00002.tif',
      '3 text ARCH00860/text/1/ARCH00860_1_00002.txt',
    ]);
    expect(list[0]).to.include({
      objectNumber: '1',
      reference: 'ARCH00860.1',
      sequence: 1,
      column: 'master',
    });
  });

  it('may have semicolons, a byte order mark and lines in which nothing stands, as spreadsheets make them', () => {
    const text = `\ufeff${table(line(1, 1), line(1, 2)).replaceAll(',', ';')}\r\n;;;;;\r\n`;
    expect(readConcordance(text).findings).to.deep.equal([]);
    expect(readConcordance(text).list).to.have.length(4);
  });

  it('that cannot be read is not compared', () => {
    expect(said('')).to.deep.equal([[null, 'table', 'empty']]);
    expect(said(HEADER)).to.deep.equal([[1, 'table', 'empty']]);
    expect(said(`${HEADER}\n"1,2`)).to.deep.equal([[2, 'table', 'open-quote']]);
    expect(readConcordance(`${HEADER}\n${line(1, 1)}\n"`)).to.include({ isReadable: false });
    const wrong = readConcordance('Objnr,ID,volgnr,text,text\n1,2,3,,');
    expect(wrong.findings.map(({ rule, expected }) => [rule, expected])).to.deep.equal([
      ['columns', 'objnr'],
      ['columns', 'master'],
      ['columns', undefined],
    ]);
    expect(wrong.findings[0]?.message.en).to.include('Write "Objnr" as "objnr"');
    expect(wrong.list).to.deep.equal([]);
  });

  it('is looked at line by line', () => {
    const other = '/ARCH00860/master/1/ARCH00860_1_00009.tif';
    const cases: [string, (number | string)[][]][] = [
      [table(line(1, 1), `${line(1, 2)},more`), [[3, 'cells', '7']]],
      [
        table('1,A.1,/A/master/1/a.tif'),
        [
          [2, 'cells', '3'],
          [2, 'sequence-number', ''],
        ],
      ],
      [table(line(1, 1, { objnr: '' })), [[2, 'object-number', '']]],
      [table(line(1, 1, { volgnr: '1a' })), [[2, 'sequence-number', '1a']]],
      [table(line(1, 1), line(1, 3), line(1, 4)), [[3, 'sequence', '3']]],
      [
        table(line(1, 1), line(2, 1), line(1, 2), line(2, 1)),
        [
          [5, 'sequence', '1'],
          [5, 'double-master', '3'],
        ],
      ],
      [table(line(1, 1), line(1, 2, { volgnr: '7' }), line(1, 3)), [[3, 'sequence', '7']]],
      [table(line(1, 1), line(1, 2, { volgnr: 'b' }), line(1, 3)), [[3, 'sequence-number', 'b']]],
      [table(line(1, 7), line(1, 8)), [[2, 'first-number', '7']]],
      [table(line(1, 1, { ID: '' })), [[2, 'reference', '']]],
      [table(line(1, 1, { ID: 'A#1' })), [[2, 'reference', '#']]],
      [table(line(1, 1), line(1, 2, { ID: 'B' })), [[3, 'one-reference', 'B']]],
      [table(line(1, 1, { master: '' })), [[2, 'master', '']]],
      [table(line(1, 1), line(1, 2, { master: other })), [[3, 'same-name', 'ARCH00860_1_00002']]],
      [table(line(1, 1).replaceAll('_00001', '_é?')), [[2, 'name', 'é ?']]],
      [table(line(1, 1).replaceAll('_00001', 'x'.repeat(240))), [[2, 'name', '255']]],
      [
        table(line(1, 1).replace('/ARCH', '/../ARCH')),
        [[2, 'path', '/../ARCH00860/master/1/ARCH00860_1_00001.tif']],
      ],
      [
        table(line(1, 1).replace('/ARCH00860/level1/1/', 'ARCH00860\\level1\\1\\')),
        [[2, 'path', 'ARCH00860\\level1\\1\\ARCH00860_1_00001.jpg']],
      ],
      [table(line(1, 1).replace('master/1', 'master/2')), [[2, 'folder', '2']]],
    ];
    for (const [text, findings] of cases) expect(said(text), text).to.deep.equal(findings);
  });

  it('says everything in two languages', () => {
    const text = table(line(1, 3, { ID: '#', level1: 'C:\\x.jpg' }), line(1, 3, { ID: 'B' }), 'x');
    for (const { message } of readConcordance(text).findings) {
      expect(message.en).to.match(/[.?…\w]$/);
      expect(message.nl).not.to.equal(message.en);
    }
  });

  it('never names a file outside the delivery', () => {
    const piece = fc.constantFrom('..', '.', '/', '\\', 'C:', 'a', '%2e%2e', ' ', '1');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { list } = readConcordance(`objnr,ID,master,volgnr\n1,A,${pieces.join('')},1`);
        for (const { path } of list) expect(path).not.to.match(/(^|\/)\.\.(\/|$)|^\/|\\|^C:/);
      }),
    );
  });

  it('of any text is read without an error, and its findings name lines that are there', () => {
    const cell = fc.constantFrom('1', '2', '', 'A.1', '/A/master/1/a.tif', '"', '../x', 'é', '=1', '\n');
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }), (rows) => {
        const text = [HEADER, ...rows.map((cells) => cells.join(','))].join('\n');
        for (const { line } of readConcordance(text).findings) {
          if (line !== null) expect(line).to.be.within(1, text.split('\n').length);
        }
      }),
    );
  });

  it('has each of its rules on the page about deliveries, with its severity', async () => {
    const page = await readFile(new URL('../../docs/intake/deliveries.md', import.meta.url), 'utf8');
    const told = [...page.matchAll(/^\| `([a-z-]+)` \| (error|warning) \|/gm)].map(([, ...row]) => row);
    const { head, list, delivery } = CONCORDANCE_RULES;
    const rules = Object.entries({ ...head, ...list, ...delivery });
    expect(told).to.deep.equal(rules.map(([name, { severity }]) => [name, severity]));
  });
});
