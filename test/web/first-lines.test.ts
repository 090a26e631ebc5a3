import { expect } from 'chai';
import fc from 'fast-check';
import { readCsv, writeCsv } from '../../intake/csv.ts';
import { firstLines } from '../../web/batches/first-lines.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('the first lines of a table', () => {
  it('are read with any separator, quotation marks, marks at the beginning and line ends', () => {
    const text = '\ufeffobjnr;ID; master \r\n1;"a;""b""";x\r\n\r\n2;;\n3;"two\nlines";z';
    expect(firstLines(bytesOf(text), true, 5)).to.deep.equal({
      columns: ['objnr', 'ID', 'master'],
      lines: [
        ['1', 'a;"b"', 'x'],
        ['2', '', ''],
        ['3', 'two\nlines', 'z'],
      ],
    });
    const unicode = new Uint8Array(Buffer.from('\ufeffID\tbestand\n1\té.tif\n', 'utf16le'));
    expect(firstLines(unicode, true, 5)).to.deep.equal({
      columns: ['ID', 'bestand'],
      lines: [['1', 'é.tif']],
    });
  });

  it('are no more than asked for, and never half a line', () => {
    const table = bytesOf('a,b\n1,2\n3,4\n5,6\n7,8');
    expect(firstLines(table, true, 2).lines).to.deep.equal([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(firstLines(table, false, 5).lines.at(-1)).to.deep.equal(['5', '6']);
    expect(firstLines(bytesOf(''), true, 5)).to.deep.equal({ columns: [], lines: [] });
  });

  it('are what the server reads of the same table', () => {
    const cell = fc.string({ maxLength: 8 }).filter((text) => !text.includes('\0'));
    const row = fc.array(cell, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        for (const separator of [',', ';', '\t'] as const) {
          const text = writeCsv([['first', 'second'], ...rows], separator);
          const { columns, lines } = firstLines(bytesOf(text), true, 10);
          expect([columns, ...lines]).to.deep.equal(readCsv(text).rows.map(({ cells }) => cells));
        }
      }),
    );
  });

  it('end for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(firstLines(bytes, true, 3).lines.length).to.be.at.most(3);
      }),
    );
  });
});
