import { type Separator, withoutFormulas, writeCsv } from './csv.ts';
import { asideIn, rejectedIn, type ToldOf } from './delivery-judged.ts';
import type { DeliveryReport } from './delivery-report.ts';
import { REPORT_WORDS } from './delivery-words.ts';

/** Spreadsheets open what their country writes: semicolons where the comma is for decimals. */
const SEPARATORS: Readonly<Record<'en' | 'nl', Separator>> = { en: ',', nl: ';' };
/** Without it spreadsheets take UTF-8 for something else. */
const MARK = '\ufeff';

/**
 * The findings of a report, and after them what people rejected and put right, as a table for a spreadsheet, which never
 * reckons what stands in it.
 */
export function reportCsv(report: DeliveryReport, language: 'en' | 'nl'): string {
  const word = (name: keyof typeof REPORT_WORDS): string => REPORT_WORDS[name][language];
  const header = (['line', 'kind', 'rule', 'file', 'what', 'value', 'expected'] as const).map(word);
  const found = report.findings.map((finding) => [
    finding.line === null ? '' : String(finding.line),
    word(finding.severity),
    finding.rule,
    finding.path ?? '',
    finding.message[language],
    finding.value ?? '',
    finding.expected ?? '',
  ]);
  const rows = [header, ...found, ...judgedRows(report, language)];
  return (
    MARK +
    writeCsv(
      rows.map((cells) => cells.map(withoutFormulas)),
      SEPARATORS[language],
    )
  );
}

/** What people said of its files, in the same columns. */
function judgedRows({ judged }: DeliveryReport, language: 'en' | 'nl'): string[][] {
  const { still, since } = rejectedIn(judged);
  const row = (kind: keyof typeof REPORT_WORDS, rule: string, { path, said }: ToldOf): string[] => [
    ...['', REPORT_WORDS[kind][language], rule, path, said[language], '', ''],
  ];
  return [
    ...still.map((one) => row('rejected', 'rejected', one)),
    ...since.map((one) => row('rejected', 'rescanned', one)),
    ...asideIn(judged).map((one) => row('putRight', 'put-right', one)),
  ];
}
