import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { readBatchList } from '../../intake/batch-list.ts';
import { readConcordance } from '../../intake/concordance.ts';
import { readCsv } from '../../intake/csv.ts';
import { reportCsv } from '../../intake/delivery-csv.ts';
import { reportHtml } from '../../intake/delivery-html.ts';
import type { Found } from '../../intake/delivery-list.ts';
import { type DeliveryReport, reportOf } from '../../intake/delivery-report.ts';
import { openBrowser, openPage } from '../fixtures/browser.ts';

const HEAD = { list: 'table.csv', name: 'ARCH00860', checkedAt: Date.UTC(2026, 10, 21) };
const HOSTILE = '<img src=x onerror="document.title=1">&amp;\'"=1+1|;@x\u202e\u0007';

function reportOn(lines: readonly string[], found: Found = { files: [], folders: [] }): DeliveryReport {
  return reportOf(HEAD, readConcordance(['objnr,ID,master,volgnr', ...lines].join('\n')), found);
}
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const hostileReport = () =>
  reportOf(
    { ...HEAD, list: HOSTILE, name: HOSTILE },
    readConcordance(
      `objnr,ID,master,volgnr\n1,${quoted(HOSTILE)},${quoted(`/A/master/1/${HOSTILE}.tif`)},1\n`,
    ),
    { files: [{ path: `A/master/1/=${HOSTILE}`, sizeBytes: 1, format: undefined }], folders: [] },
  );

async function show(html: string, use: (page: Page) => Promise<void>): Promise<readonly string[]> {
  const browser = await openBrowser();
  try {
    const { page, complaints } = await openPage(browser);
    await page.setContent(html);
    await use(page);
    return complaints;
  } finally {
    await browser.close();
  }
}

describe('the report on a delivery', () => {
  it('is accepted with warnings, and returned with one error', () => {
    const files = [{ path: 'A/master/1/a.tif', sizeBytes: 5_000, format: undefined }];
    const found: Found = { files: [], folders: ['A/master/1'] };
    const tiff = { name: 'TIFF', puid: 'fmt/353', extensions: ['tif'] } as const;
    const there: Found = { ...found, files: files.map((file) => ({ ...file, format: tiff })) };
    const warned = reportOn(['1,x,/A/master/1/a.tif,7'], there);
    expect(warned).to.include({ verdict: 'accepted', errors: 0, warnings: 1, isCompared: true });
    expect(reportHtml(warned, 'en')).to.include('There is 1 warning to look at.');
    const returned = reportOn(['1,x,/A/master/1/a.tif,1'], found);
    expect(returned).to.include({ verdict: 'returned', errors: 1, warnings: 0 });
    expect(reportHtml(returned, 'nl')).to.include('Er is 1 fout, op 1 regel van de tabel.');
    expect(returned.objects).to.deep.equal([
      {
        objectNumber: '1',
        references: ['x'],
        uses: {
          master: { expected: 1, there: 0 },
          level1: { expected: 0, there: 0 },
          text: { expected: 0, there: 0 },
        },
        errors: 1,
        warnings: 0,
      },
    ]);
  });

  it('says which masters would be one page, as the server does, and counts no text as a scan', () => {
    const tiff = { name: 'TIFF', puid: 'fmt/353', extensions: ['tif'] } as const;
    const text = { name: 'text', puid: 'x-fmt/111', extensions: ['txt'] } as const;
    const paths = ['A/master/1/a.tif', 'A/master/1/a.tiff'];
    const lines = paths.map((path, at) => `1,x,/${path},${at + 1}`);
    const files = paths.map((path, at) => ({ path, sizeBytes: 5_000, format: [tiff, text][at] }));
    const report = reportOn(lines, { files, folders: ['A/master/1'] });
    expect(report.findings.map(({ line, rule }) => [line, rule])).to.deep.equal([
      [3, 'same-page'],
      [3, 'extension'],
    ]);
    expect(report.uses.master).to.deep.equal({ expected: 2, there: 1 });
    const list = ['objnr,ID,master,volgnr', ...lines].join('\n');
    const onServer = readBatchList(list, { kind: 'concordance' }).findings;
    expect(onServer).to.deep.equal(report.findings.filter(({ rule }) => rule === 'same-page'));
  });

  it('as a page shows whatever names it is about as text, and needs nothing beside itself', async () => {
    const html = reportHtml(hostileReport(), 'en');
    expect(html).not.to.match(/<(img|script|link|iframe)|https?:|url\(/);
    expect(html).not.to.include('\u0007');
    const complaints = await show(html, async (page) => {
      expect(await page.title()).to.include('<img src=x onerror="document.title=1">&amp;');
      expect(await page.locator('img').count()).to.equal(0);
      expect(await page.locator('td code').first().textContent()).to.include('<img src=x onerror=');
    });
    expect(complaints).to.deep.equal([]);
  });

  it('as a page can be read by its headings and tables, on a phone and by keyboard', async () => {
    const complaints = await show(reportHtml(hostileReport(), 'nl'), async (page) => {
      expect(await page.locator('html').getAttribute('lang')).to.equal('nl');
      expect(await page.getByRole('heading', { level: 1 }).count()).to.equal(1);
      const findings = page.getByRole('table', { name: 'Bevindingen' });
      expect(await findings.getByRole('columnheader').allTextContents()).to.deep.equal([
        'Regel',
        'Soort',
        'Wat er mis is, en wat te doen',
        'Bestand',
      ]);
      expect(await findings.getByRole('rowheader').first().textContent()).to.equal('2');
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.getAttribute("aria-labelledby")')).to.equal(
        'findings',
      );
      await page.setViewportSize({ width: 360, height: 640 });
      const isNarrow = 'document.documentElement.scrollWidth <= window.innerWidth';
      expect(await page.evaluate(isNarrow)).to.equal(true);
    });
    expect(complaints).to.deep.equal([]);
  });

  it('as a table has no cell that a spreadsheet would reckon', () => {
    for (const language of ['en', 'nl'] as const) {
      const text = reportCsv(hostileReport(), language);
      const { rows, trouble } = readCsv(text);
      expect(trouble).to.equal(undefined);
      expect(rows.length).to.be.greaterThan(3);
      for (const cell of rows.flatMap(({ cells }) => cells)) expect(cell).not.to.match(/^\s*[=+\-@]/);
      for (const cell of text.split(/[,;|\t\r\n"]/)) expect(cell).not.to.match(/^\s*[=+\-@]/);
    }
  });

  it('of ten thousand faults is a page that still opens, and says where the rest is', () => {
    const lines = Array.from({ length: 10_000 }, (_, at) => `1,x,/A/master/1/p${at}.tif,${at + 1}`);
    const started = performance.now();
    const report = reportOn(lines, { files: [], folders: ['A/master/1'] });
    const html = reportHtml(report, 'en');
    expect(report.errors).to.equal(10_000);
    expect(html).to.include('These are the first 2,000 of 10,000.');
    expect(html.length).to.be.below(2_000_000);
    expect(readCsv(reportCsv(report, 'en')).rows).to.have.length(10_001);
    expect(performance.now() - started).to.be.below(10_000);
  }).timeout(60_000);
});
