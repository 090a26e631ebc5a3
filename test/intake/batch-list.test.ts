import { expect } from 'chai';
import fc from 'fast-check';
import { readBatchList } from '../../intake/batch-list.ts';
import { planBatch } from '../../intake/batch-plan.ts';

const said = (findings: readonly { line: number | null; rule: string }[]) =>
  findings.map(({ line, rule }) => [line, rule]);

describe('the list of a delivery', () => {
  it('of the IISH names items by archive and inventory number, and its images and texts are no pages', () => {
    const table = [
      'objnr,ID,master,level1,volgnr,text',
      '1,1a,/ARCH1/master/1/A_1_00001.tif,/ARCH1/level1/1/A_1_00001.jpg,1,/ARCH1/text/1/A_1_00001.txt',
      '1,1a,/ARCH1/master/1/A_1_00002.tif,,2,',
      '2,ARCH1.7,/ARCH1/master/2/A_2_00001.tif,,1,',
      '3,,/ARCH1/master/3/A_3_00001.tif,,1,',
    ].join('\n');
    const read = readBatchList(table, { kind: 'concordance' });
    expect(said(read.findings)).to.deep.equal([[5, 'reference']]);
    const { files, items } = planBatch(read.list);
    expect(files.map(({ reference, page }) => [reference, page])).to.deep.equal([
      ['ARCH1.1a', 'A_1_00001'],
      ['ARCH1.1a', 'A_1_00001'],
      ['ARCH1.1a', 'A_1_00001'],
      ['ARCH1.1a', 'A_1_00002'],
      ['ARCH1.7', 'A_2_00001'],
      [undefined, undefined],
    ]);
    const first = items.get('ARCH1.1a');
    expect([...(first?.pages ?? [])]).to.deep.equal([
      ['A_1_00001', 0],
      ['A_1_00002', 0],
    ]);
    expect([first?.objectNumber, first?.attachments, items.size]).to.deep.equal(['1', 2, 2]);
  });

  it('of any table is read by a mapping, with its own lines, order and titles', () => {
    const table = [
      'Inventaris;Bestand;Blad;Titel;Leeg',
      '12;scans/b.tif;1;Письма, 1917;',
      '12;scans/a.tif;2;;',
      '13;scans/c.tif;x;信;',
      ';scans/d.tif;4;;',
      '13;scans/B.tif;5;;;;',
    ].join('\r\n');
    const mapping = {
      ...{ master: 'Bestand', reference: 'Inventaris', prefix: 'ARCH1.' },
      ...{ sequence: 'Blad', title: 'Titel' },
    };
    const read = readBatchList(table, { kind: 'table', mapping });
    expect(said(read.findings)).to.deep.equal([
      [4, 'sequence-number'],
      [5, 'reference'],
      [6, 'cells'],
      [6, 'double-master'],
    ]);
    expect([...read.titles]).to.deep.equal([
      ['ARCH1.12', 'Письма, 1917'],
      ['ARCH1.13', '信'],
    ]);
    const { items } = planBatch(read.list);
    expect([...(items.get('ARCH1.12')?.pages ?? [])]).to.deep.equal([
      ['b', 1],
      ['a', 2],
    ]);
    const wrong = readBatchList(table, { kind: 'table', mapping: { ...mapping, level1: 'bestand' } });
    expect([wrong.isReadable, wrong.columns.length, said(wrong.findings)]).to.deep.equal([
      false,
      5,
      [[1, 'columns']],
    ]);
  });

  it('of names says whose each file is, and which page: covers first, recto before verso', () => {
    const names = [
      'ARCH1.2_0002v.tif',
      'x/ARCH1.2_0002r.tif',
      'ARCH1.2_0001r.tif',
      'holiday.jpg',
      'ARCH1.3_0001r.tif',
      'ARCH1.2_cover.tif',
      'ARCH1.2_0005r.tif',
      '../ARCH1.2_0009r.tif',
    ].join('\n');
    const read = readBatchList(names, {
      kind: 'names',
      pattern: '{archive}.{item}_{sequence?}{side?}{role?}',
    });
    expect(said(read.findings)).to.deep.equal([
      [4, 'pattern'],
      [8, 'pattern'],
      [null, 'sequence'],
    ]);
    expect(read.findings[2]?.value).to.equal('3, 4');
    const { items } = planBatch(read.list);
    expect([...items.keys()]).to.deep.equal(['ARCH1.2', 'ARCH1.3']);
    expect([...(items.get('ARCH1.2')?.pages.keys() ?? [])]).to.deep.equal([
      'ARCH1.2_cover',
      'ARCH1.2_0001r',
      'ARCH1.2_0002r',
      'ARCH1.2_0002v',
      'ARCH1.2_0005r',
    ]);
  });

  it('of names without an item in them goes by the folders', () => {
    const read = readBatchList('deel 1/0001.tif\ndeel 2\\0001.tif\n0001.tif', {
      kind: 'names',
      pattern: '{sequence:4}',
    });
    expect(read.list.map(({ reference, path }) => [reference, path])).to.deep.equal([
      ['deel 1', 'deel 1/0001.tif'],
      ['deel 2', 'deel 2/0001.tif'],
    ]);
    expect(said(read.findings)).to.deep.equal([[3, 'pattern']]);
    expect(readBatchList(' \n', { kind: 'names', pattern: '{item}' }).isReadable).to.equal(false);
  });

  it('of any kind is read without an error, and plans every file that it lists', () => {
    const reading = fc.constantFrom(
      { kind: 'concordance' as const },
      { kind: 'table' as const, mapping: { master: 'a', reference: 'b', level1: 'c', title: 'a' } },
      { kind: 'names' as const, pattern: '{item}_{sequence}' },
    );
    const cell = fc.constantFrom(
      'a',
      'b',
      'c',
      '',
      'x/y_1.tif',
      '../z',
      'objnr',
      'ID',
      'master',
      'volgnr',
      '1',
    );
    const text = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 });
    fc.assert(
      fc.property(text, reading, (rows, how) => {
        const read = readBatchList(rows.map((row) => row.join(',')).join('\n'), how);
        const plan = planBatch(read.list);
        expect(plan.files.map(({ file }) => file)).to.deep.equal(read.list);
        for (const { reference, page, file } of plan.files)
          if (reference !== undefined && file.use === 'master')
            expect(plan.items.get(reference)?.pages.has(page ?? '')).to.equal(true);
        for (const { message } of read.findings) expect(message.nl).not.to.equal(message.en);
      }),
    );
  });

  it('makes no page of a master that would be the page of another, and says so', () => {
    const planned = (text: string, reading: Parameters<typeof readBatchList>[1]) => {
      const read = readBatchList(text, reading);
      const pages = planBatch(read.list).files.map(({ reference, page }) => [reference, page]);
      return [said(read.findings).filter(([, rule]) => rule === 'same-page'), pages];
    };
    const mapping = { master: 'file', reference: 'inv', object: 'part' };
    expect(
      planned('inv,part,file\n7,a,a/0001.tif\n7,b,b/0001.tif\n7,b,b/2.tif', { kind: 'table', mapping }),
    ).to.deep.equal([
      [[3, 'same-page']],
      [
        ['7', '0001'],
        [undefined, undefined],
        ['7', '2'],
      ],
    ]);
    const concordance = 'objnr,ID,master,volgnr\n1,1,/A/master/1/x_1.tif,1\n1,1,/A/master/1/x_1.jpg,2';
    expect(planned(concordance, { kind: 'concordance' })).to.deep.equal([
      [[3, 'same-page']],
      [
        ['A.1', 'x_1'],
        [undefined, undefined],
      ],
    ]);
    const names = { kind: 'names', pattern: '{sequence}' } as const;
    expect(planned('boxA/1/0001.tif\nboxB/1/0001.tif', names)[0]).to.deep.equal([[2, 'same-page']]);
    // The same path twice is told of already, and is one file.
    expect(planned('1/0001.tif\n1/0001.tif', names)[0]).to.deep.equal([]);
  });

  it('names no path that could not be kept, and no more files than are ever delivered', () => {
    const names = { kind: 'names', pattern: '{sequence}' } as const;
    for (const folder of ['a\0b', 'a\u0001b', '图'.repeat(342), '..'])
      expect(readBatchList(`${folder}/1/0001.tif`, names), folder).to.deep.include({ list: [] });
    const wide = ['objnr,ID,master,volgnr', ...Array.from({ length: 60 }, (_, at) => `text${at}`)].join(',');
    const line = `1,1,a,1${',b'.repeat(60)}\n`;
    const read = readBatchList(`${wide}\n${line.repeat(5_000)}`, { kind: 'concordance' });
    expect([read.isReadable, read.list.length, read.findings.length]).to.deep.equal([false, 0, 1]);
    const long = `objnr,ID,master,volgnr\n1,1,/A/${'图'.repeat(342)}/1/x_1.tif,1`;
    expect(said(readBatchList(long, { kind: 'concordance' }).findings)).to.deep.include([2, 'path']);
  });
});
