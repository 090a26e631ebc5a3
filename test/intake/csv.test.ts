import { expect } from 'chai';
import fc from 'fast-check';
import { CSV_LIMITS, decodeTable, readCsv, withoutFormulas, writeCsv } from '../../intake/csv.ts';

const cellsOf = (text: string) => readCsv(text).rows.map(({ cells }) => cells);

describe('a table of separated values', () => {
  it('is read with commas, semicolons or tabs, as its first line has them', () => {
    expect(cellsOf('a,b\n1,2;3\n')).to.deep.equal([
      ['a', 'b'],
      ['1', '2;3'],
    ]);
    expect(cellsOf('a;"b,c";d\n1;2;3')).to.deep.equal([
      ['a', 'b,c', 'd'],
      ['1', '2', '3'],
    ]);
    expect(cellsOf('a\tb\n1\t2\n')).to.deep.equal([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('is read with a byte order mark, any line ends, empty lines and breaks inside quotation marks', () => {
    const { rows, trouble } = readCsv('\ufeffa,b\r\n\r\n"one\r\ntwo","say ""hi"""\r3,\n4,5');
    expect(trouble).to.equal(undefined);
    expect(rows).to.deep.equal([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['one\r\ntwo', 'say "hi"'] },
      { line: 5, cells: ['3', ''] },
      { line: 6, cells: ['4', '5'] },
    ]);
  });

  it('says on which line it cannot be read on, and keeps what stood before', () => {
    const troubleOf = (text: string) => readCsv(text).trouble;
    expect(troubleOf('a,b\n1,2\n"3,4\n5,6\n')).to.deep.equal({ kind: 'open-quote', line: 3 });
    expect(troubleOf('a,b\n"1"x,2\n')).to.deep.equal({ kind: 'after-quote', line: 2 });
    expect(troubleOf(`a\n${'x'.repeat(CSV_LIMITS.cellLength + 1)}`)).to.deep.equal({
      kind: 'long-cell',
      line: 2,
    });
    expect(troubleOf(`a\n${','.repeat(CSV_LIMITS.cells - 1)}`)).to.equal(undefined);
    expect(troubleOf(`a,b\n${','.repeat(CSV_LIMITS.cells)}`)).to.deep.equal({ kind: 'many-cells', line: 2 });
    expect(troubleOf('a\n'.repeat(CSV_LIMITS.rows + 1))).to.include({ kind: 'many-rows' });
    expect(troubleOf('PK\x03\x04\0')).to.deep.equal({ kind: 'binary', line: 1 });
    expect(readCsv('a,b\n1,2\n"3').rows).to.have.length(2);
  });

  it('comes back as it was written, whatever stands in it', () => {
    const cell = fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replaceAll('\0', '0'));
    const row = fc.array(cell, { minLength: 2, maxLength: 5 });
    const separator = fc.constantFrom(',', ';', '\t') as fc.Arbitrary<',' | ';' | '\t'>;
    fc.assert(
      fc.property(row, fc.array(row, { maxLength: 6 }), separator, (header, rows, by) => {
        // A header without breaks inside cells: it alone tells the separator.
        const written = [header.map((text) => text.replace(/[\r\n"]/g, ' ')), ...rows];
        expect(cellsOf(writeCsv(written, by))).to.deep.equal(written);
      }),
    );
  });

  it('never throws, and counts lines that are there', () => {
    const piece = fc.constantFrom('"', ',', ';', '\t', '\r', '\n', 'a', '""', '\ufeff', '\0', 'é');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const { rows, trouble } = readCsv(given);
        const lines = given.split(/\r\n|\r|\n/).length;
        for (const { line } of [...rows, ...(trouble ? [trouble] : [])]) {
          expect(line).to.be.within(1, lines);
        }
        const order = rows.map(({ line }) => line);
        expect(order).to.deep.equal([...order].sort((a, b) => a - b));
      }),
    );
  });

  it('is text in UTF-8, or UTF-16 with its mark', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('objnr\tID', 'utf16le')]);
    expect(decodeTable(utf16)).to.equal('objnr\tID');
    expect(decodeTable(Buffer.from('é'))).to.equal('é');
    expect(decodeTable(Buffer.from([0x63, 0x61, 0x66, 0xe9]))).to.equal(undefined);
  });

  it('never hands a spreadsheet a formula', () => {
    expect(withoutFormulas('=HYPERLINK("x")')).to.equal('\'=HYPERLINK("x")');
    expect(withoutFormulas('a;+1')).to.equal("a;'+1");
    expect(withoutFormulas('ARCH00860_1-2@x=3')).to.equal('ARCH00860_1-2@x=3');
    const text = fc.array(fc.constantFrom('=', '+', '-', '@', ',', ';', '\t', '\n', '"', ' ', 'a'));
    fc.assert(
      fc.property(text, (pieces) => {
        const cells = withoutFormulas(pieces.join('')).split(/[,;\t\r\n"]/);
        for (const cell of cells) expect(cell.trimStart()).not.to.match(/^[=+\-@]/);
      }),
    );
  });
});
