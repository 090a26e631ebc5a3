import type { FileUse } from '../model/batch.ts';
import type { Message } from '../model/finding.ts';
import { REPORT_STYLE } from './delivery-html-style.ts';
import type { LineFinding } from './delivery-list.ts';
import type { DeliveryReport, ObjectCount, UseCount } from './delivery-report.ts';
import { REPORT_WORDS, standingOf, USE_WORDS, verdictOf } from './delivery-words.ts';
import { countIn } from './findings.ts';

type Language = 'en' | 'nl';

/** More than anybody reads on paper; the table for spreadsheets has them all. */
const MOST_FINDINGS = 2_000;
const MOST_OBJECTS = 2_000;
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', nl: 'nl-NL' };

/**
 * A report as one page that needs nothing beside itself: no script, no picture, no font, and a policy that forbids a
 * browser to fetch any. Everything that comes from the table or the disk is written as text.
 */
export function reportHtml(report: DeliveryReport, language: Language): string {
  const say = (message: Message): string => escaped(message[language]);
  const standing = standingOf(report);
  const title = `${REPORT_WORDS.delivery[language]} ${report.name}: ${REPORT_WORDS[standing][language].toLowerCase()}`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<main>
<header>
<p class="verdict ${standing}">${say(REPORT_WORDS[standing])}</p>
<h1>${say(REPORT_WORDS.delivery)} <bdi>${escaped(report.name)}</bdi></h1>
<p class="sentence">${say(verdictOf(report, 'below'))}</p>
<dl>
${supplierOf(report, language)}<div><dt>${say(report.decision === undefined ? REPORT_WORDS.table : REPORT_WORDS.list)}</dt><dd><bdi>${escaped(report.list)}</bdi></dd></div>
<div><dt>${say(REPORT_WORDS.checked)}</dt><dd>${timeOf(report.checkedAt, language)}</dd></div>
<div><dt>${say(REPORT_WORDS.errors)}</dt><dd>${countIn(report.errors)[language]}</dd></div>
<div><dt>${say(REPORT_WORDS.warnings)}</dt><dd>${countIn(report.warnings)[language]}</dd></div>
</dl>
${decisionOf(report, language)}</header>
${findingsSection(report, language)}
${objectsSection(report, language)}
</main>
</body>
</html>
`;
}

function supplierOf({ supplier }: DeliveryReport, language: Language): string {
  if (supplier === undefined || supplier === '') return '';
  return `<div><dt>${REPORT_WORDS.supplier[language]}</dt><dd><bdi>${escaped(supplier)}</bdi></dd></div>\n`;
}

/** Who decided, when, and why; nothing where nobody has. */
function decisionOf({ decision }: DeliveryReport, language: Language): string {
  if (!decision) return '';
  const { decided, by, note } = REPORT_WORDS;
  const why =
    decision.note === ''
      ? ''
      : `<div><dt>${note[language]}</dt><dd><bdi>${escaped(decision.note)}</bdi></dd></div>\n`;
  return `<dl>
<div><dt>${decided[language]}</dt><dd>${timeOf(decision.at, language)}</dd></div>
<div><dt>${by[language]}</dt><dd><bdi>${escaped(decision.by)}</bdi></dd></div>
${why}</dl>
`;
}

function timeOf(at: number, language: Language): string {
  const time = new Date(at);
  const text = time.toLocaleString(LOCALES[language], { dateStyle: 'long', timeStyle: 'short' });
  return `<time datetime="${time.toISOString()}">${escaped(text)}</time>`;
}

function findingsSection({ findings }: DeliveryReport, language: Language): string {
  const { line, kind, file, what } = REPORT_WORDS;
  const heading = `<h2 id="findings">${REPORT_WORDS.findings[language]}</h2>`;
  if (findings.length === 0)
    return `<section>${heading}<p>${REPORT_WORDS.noFindings[language]}</p></section>`;
  const shown = findings.slice(0, MOST_FINDINGS);
  const rows = shown.map((finding) => findingRow(finding, language)).join('\n');
  return `<section>
${heading}
<p>${REPORT_WORDS.findingsNote[language]}</p>
${tableOf('findings', [line, kind, what, file], rows, language)}
${moreThan(findings.length, shown.length, language)}
</section>`;
}

function findingRow(finding: LineFinding, language: Language): string {
  const { line, severity, message, path } = finding;
  const none = `<span class="soft" title="${REPORT_WORDS.none[language]}">–</span>`;
  return `<tr class="${severity}">
<th scope="row" class="number">${line ?? none}</th>
<td><span class="kind">${REPORT_WORDS[severity][language]}</span></td>
<td><bdi>${escaped(message[language])}</bdi></td>
<td>${path === undefined ? '' : `<code><bdi>${escaped(path).replaceAll('/', '/<wbr>')}</bdi></code>`}</td>
</tr>`;
}

function objectsSection(report: DeliveryReport, language: Language): string {
  const { objects } = report;
  if (objects.length === 0) return '';
  const uses = (Object.keys(USE_WORDS) as FileUse[]).filter((use) => report.uses[use].expected > 0);
  const { object, reference, errors, warnings } = REPORT_WORDS;
  const heads = [object, reference, ...uses.map((use) => USE_WORDS[use]), errors, warnings];
  const shown = objects.slice(0, MOST_OBJECTS);
  const rows = shown.map((one) => objectRow(one, uses, language)).join('\n');
  const total = `<tr class="total"><th scope="row" colspan="2">${REPORT_WORDS.all[language]}</th>
${uses.map((use) => countCell(report.uses[use], language)).join('')}
<td class="number">${countIn(report.errors)[language]}</td><td class="number">${countIn(report.warnings)[language]}</td></tr>`;
  return `<section>
<h2 id="counts">${REPORT_WORDS.counts[language]}</h2>
<p>${REPORT_WORDS.countsNote[language]}</p>
${tableOf('counts', heads, `${rows}\n${total}`, language)}
${moreThan(objects.length, shown.length, language)}
</section>`;
}

function objectRow(object: ObjectCount, uses: readonly FileUse[], language: Language): string {
  const { objectNumber, references, errors, warnings } = object;
  return `<tr>
<th scope="row"><bdi>${escaped(objectNumber)}</bdi></th>
<td>${references.map((reference) => `<bdi>${escaped(reference)}</bdi>`).join(', ')}</td>
${uses.map((use) => countCell(object.uses[use], language)).join('')}
<td class="number${errors > 0 ? ' bad' : ''}">${countIn(errors)[language]}</td>
<td class="number">${countIn(warnings)[language]}</td>
</tr>`;
}

function countCell({ expected, there }: UseCount, language: Language): string {
  if (expected === 0) return '<td class="number soft">–</td>';
  const of = { en: 'of', nl: 'van' }[language];
  const text = `${countIn(there)[language]} ${of} ${countIn(expected)[language]}`;
  return `<td class="number${there < expected ? ' bad' : ''}">${text}</td>`;
}

function tableOf(label: string, heads: readonly Message[], rows: string, language: Language): string {
  const cells = heads.map((head) => `<th scope="col">${escaped(head[language])}</th>`).join('');
  return `<div class="scroll" role="region" aria-labelledby="${label}" tabindex="0">
<table class="${label}" aria-labelledby="${label}"><thead><tr>${cells}</tr></thead>
<tbody>
${rows}
</tbody></table></div>`;
}

function moreThan(all: number, shown: number, language: Language): string {
  if (all === shown) return '';
  const [first, total] = [countIn(shown)[language], countIn(all)[language]];
  const sentence: Message = {
    en: `These are the first ${first} of ${total}. The CSV of this report has all findings.`,
    nl: `Dit zijn de eerste ${first} van ${total}. De CSV van dit rapport bevat alle bevindingen.`,
  };
  return `<p><strong>${sentence[language]}</strong></p>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, in elements and in attributes; control characters, which no page may have, as a sign that they were there. */
function escaped(text: string): string {
  return text.replace(/[&<>"']|[^\P{Cc}\t\n]/gu, (character) => ENTITIES[character] ?? '\ufffd');
}
