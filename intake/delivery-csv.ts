import { type Separator, withoutFormulas, writeCsv } from './csv.ts';
import { rejectionOf } from './delivery-judged.ts';
import type { DeliveryReport } from './delivery-report.ts';
import { REPORT_WORDS } from './delivery-words.ts';

/** Spreadsheets open what their country writes: semicolons where the comma is for decimals. */
const SEPARATORS: Readonly<Record<'en' | 'nl', Separator>> = { en: ',', nl: ';' };
/** Without it spreadsheets take UTF-8 for something else. */
const MARK = '\ufeff';

/** The findings of a report, and after them what people rejected, as a table for a spreadsheet, which never reckons what stands in it. */
export function reportCsv({ findings, judged }: DeliveryReport, language: 'en' | 'nl'): string {
  const word = (name: keyof typeof REPORT_WORDS): string => REPORT_WORDS[name][language];
  const header = [
    word('line'),
    word('kind'),
    word('rule'),
    word('file'),
    word('what'),
    word('value'),
    word('expected'),
  ];
  const rows = findings.map((finding) => [
    finding.line === null ? '' : String(finding.line),
    word(finding.severity),
    finding.rule,
    finding.path ?? '',
    finding.message[language],
    finding.value ?? '',
    finding.expected ?? '',
  ]);
  const rejected = (judged?.rejected ?? []).map((scan) => [
    '',
    word('rejected'),
    'rejected',
    scan.path,
    rejectionOf(scan)[language],
    '',
    '',
  ]);
  return (
    MARK +
    writeCsv(
      [header, ...rows, ...rejected].map((cells) => cells.map(withoutFormulas)),
      SEPARATORS[language],
    )
  );
}
