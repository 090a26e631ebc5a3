import type { DeliveryReport, ObjectCount } from '../../../intake/delivery-report.ts';
import { REPORT_WORDS, USE_WORDS, verdictOf } from '../../../intake/delivery-words.ts';
import type { FileUse } from '../../../model/batch.ts';
import type { Language } from '../language.ts';

/** A report for people at a terminal: the findings in the order of the table, the counts, and the verdict last. */
export function reportLines(report: DeliveryReport, language: Language): string[] {
  const findings = report.findings.map(({ line, severity, message, path }) => {
    const where = line === null ? '' : `${REPORT_WORDS.line[language]} ${line}: `;
    const which = path === undefined ? '' : `${path}: `;
    const warning = severity === 'warning' ? `${REPORT_WORDS.warning[language]}: ` : '';
    return printable(`${where}${which}${warning}${message[language]}`);
  });
  const verdict = `${REPORT_WORDS[report.verdict][language].toUpperCase()}. ${verdictOf(report, 'above')[language]}`;
  return [...findings, ...report.objects.map((object) => countLine(object, language)), verdict];
}

function countLine(object: ObjectCount, language: Language): string {
  const of = { en: 'of', nl: 'van' }[language];
  const uses = (Object.keys(USE_WORDS) as FileUse[])
    .filter((use) => object.uses[use].expected > 0)
    .map((use) => {
      const { there, expected } = object.uses[use];
      return `${USE_WORDS[use][language].toLowerCase()} ${there} ${of} ${expected}`;
    });
  const sums = `${REPORT_WORDS.errors[language].toLowerCase()} ${object.errors}, ${REPORT_WORDS.warnings[language].toLowerCase()} ${object.warnings}`;
  const name = [object.objectNumber, ...object.references.map((text) => `(${text})`)].join(' ');
  return printable(`${REPORT_WORDS.object[language]} ${name}: ${[...uses, sums].join(', ')}`);
}

/** A name from a table or a disk must not move the cursor of whoever reads of it, or colour his screen. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\ufffd');
}
