import { expect } from 'chai';
import { readConcordance } from '../../intake/concordance.ts';
import { reportOf } from '../../intake/delivery-report.ts';
import { timeOf } from '../../intake/delivery-words.ts';
import { layOut } from '../../pdf/lay-out.ts';
import { reportPdf } from '../../server/batches/pdf/report-pdf.ts';

const NAMES = 'Déjà ő Фотография й Ελληνικά صورة الكتاب ספר 图书馆的海报 書信 ひらがな';

describe('the report as a PDF', () => {
  it('has a glyph for every letter of names in many scripts', () => {
    for (const { text, face } of layOut(NAMES, 10, 10_000).flat()) {
      const missing = face.font.layout(text).glyphs.filter(({ id }) => id === 0);
      expect(missing, text).to.have.length(0);
    }
  });

  it('sets what is written from right to left from right to left, and numbers in it from left to right', () => {
    const [line = []] = layOut('a صورة الكتاب 12.tif', 10, 10_000);
    const seen = [...line].sort((one, other) => one.x - other.x).map(({ text }) => text);
    expect(seen.filter((text) => text.trim() !== '')).to.deep.equal(['a', '12', 'الكتاب', 'صورة', '.tif']);
  });

  it('breaks lines between words, in paths behind their marks, and anywhere where a word is wider than the page', () => {
    const lines = (text: string, width: number) =>
      layOut(text, 10, width).map((runs) => runs.map((run) => run.text).join(''));
    expect(lines('one two three', 45)).to.deep.equal(['one two', 'three']);
    expect(lines('master/object/page', 40)).to.deep.equal(['master/', 'object/', 'page']);
    expect(lines('mmmmmmmm', 40).join('')).to.equal('mmmmmmmm');
    expect(lines('mmmmmmmm', 40).length).to.be.greaterThan(1);
    expect(lines('图书馆的海报', 25)).to.deep.equal(['图书', '馆的', '海报']);
    expect(lines('', 25)).to.deep.equal(['']);
  });

  it('is written whole, with only the fonts that it needs', async () => {
    const table = `objnr,ID,master,volgnr\n1,1,/A/master/1/صورة_图.tif,1`;
    const head = { list: 'A.csv', name: 'Архив', checkedAt: 1_700_000_000_000, decision: null };
    const report = reportOf(head, readConcordance(table), { files: [], folders: [] });
    const pdf = (await reportPdf(report, 'nl')).toString('latin1');
    expect(pdf).to.match(/%%EOF\n?$/);
    expect(pdf)
      .to.match(/NotoSansArabic/)
      .and.not.to.match(/NotoSansHebrew/);
  }).timeout(30_000);

  it('stays small, whatever a supplier writes into a table', async () => {
    const name = (at: number) =>
      Array.from({ length: 300 }, (_, of) => String.fromCodePoint(0x4e00 + ((at * 300 + of) % 20_000))).join(
        '',
      );
    const lines = Array.from({ length: 40 }, (_, at) => `1,r${at},/A/master/1/${name(at)}.tif,${at + 1}`);
    const many = Array.from({ length: 2_000 }, (_, at) => `2,s${at},,${at + 1}`);
    const table = ['objnr,ID,master,volgnr', ...lines, ...many].join('\n');
    const head = { list: 'A.csv', name: 'A', checkedAt: 1, decision: null };
    const report = reportOf(head, readConcordance(table), { files: [], folders: [] });
    const pdf = await reportPdf(report, 'nl');
    expect(pdf.length).to.be.lessThan(4_000_000);
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).to.be.lessThan(30);
  }).timeout(60_000);

  it('names the zone of its times', () => {
    const at = Date.UTC(2026, 10, 21, 23, 30);
    for (const [language, words] of [
      ['en', 'November 2026'],
      ['nl', 'november 2026'],
    ] as const)
      expect(timeOf(at, language))
        .to.include(words)
        .and.to.match(/\d\d:30 ?\S* ?(UTC|GMT|CET|CEST|[A-Z]{2,5}|GMT[+-]\d+)$/);
  });
});
