import type { FileUse } from '../model/batch.ts';
import type { Message } from '../model/finding.ts';
import { escaped, MOST_FINDINGS, moreThan, pathOf, tableOf, toldSection } from './delivery-html-parts.ts';
import { REPORT_STYLE } from './delivery-html-style.ts';
import { asideIn, rejectedIn, sampleLines } from './delivery-judged.ts';
import type { LineFinding } from './delivery-list.ts';
import type { DeliveryReport, ObjectCount, UseCount } from './delivery-report.ts';
import { REPORT_WORDS, standingOf, timeOf, USE_WORDS, verdictOf } from './delivery-words.ts';
import { countIn } from './findings.ts';

type Language = 'en' | 'nl';

/** More than anybody reads on paper. */
const MOST_OBJECTS = 2_000;

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
<div><dt>${say(REPORT_WORDS.checked)}</dt><dd>${timeIn(report.checkedAt, language)}</dd></div>
<div><dt>${say(REPORT_WORDS.errors)}</dt><dd>${countIn(report.errors)[language]}</dd></div>
<div><dt>${say(REPORT_WORDS.warnings)}</dt><dd>${countIn(report.warnings)[language]}</dd></div>
${awaitedOf(report, language)}</dl>
${decisionOf(report, language)}</header>
${findingsSection(report, language)}
${judgedSections(report, language)}${samplesSection(report, language)}${objectsSection(report, language)}
</main>
</body>
</html>
`;
}

function supplierOf({ supplier }: DeliveryReport, language: Language): string {
  if (supplier === undefined || supplier === '') return '';
  return `<div><dt>${REPORT_WORDS.supplier[language]}</dt><dd><bdi>${escaped(supplier)}</bdi></dd></div>\n`;
}

/** How many files may still come; nothing where no more are awaited. */
function awaitedOf({ awaited = 0 }: DeliveryReport, language: Language): string {
  if (awaited === 0) return '';
  return `<div><dt>${REPORT_WORDS.awaited[language]}</dt><dd>${countIn(awaited)[language]}</dd></div>\n`;
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
<div><dt>${decided[language]}</dt><dd>${timeIn(decision.at, language)}</dd></div>
<div><dt>${by[language]}</dt><dd><bdi>${escaped(decision.by)}</bdi></dd></div>
${why}</dl>
`;
}

function timeIn(at: number, language: Language): string {
  return `<time datetime="${new Date(at).toISOString()}">${escaped(timeOf(at, language))}</time>`;
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
<td>${path === undefined ? '' : pathOf(path)}</td>
</tr>`;
}

/** What people rejected and put right; nothing of what there is none. */
function judgedSections({ judged }: DeliveryReport, language: Language): string {
  const { rejectedScans, rejectedNote, rescanned, rescannedNote, filesAside, asideNote } = REPORT_WORDS;
  const { what, done, file } = REPORT_WORDS;
  const { still, since } = rejectedIn(judged);
  return [
    toldSection('rejected', [rejectedScans, rejectedNote, [what, file]], still, language),
    toldSection('rescanned', [rescanned, rescannedNote, [what, file]], since, language),
    toldSection('aside', [filesAside, asideNote, [done, file]], asideIn(judged), language),
  ].join('');
}

function samplesSection({ judged }: DeliveryReport, language: Language): string {
  const samples = judged?.samples ?? [];
  if (samples.length === 0) return '';
  const said = samples.map((sample) => {
    const lines = sampleLines(sample).map((line) => `<bdi>${escaped(line[language])}</bdi>`);
    return `<p>${lines.join('<br>')}</p>`;
  });
  return `<section>
<h2 id="samples">${REPORT_WORDS.samples[language]}</h2>
${said.join('\n')}
</section>
`;
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
