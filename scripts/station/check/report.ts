import type { TechnicalFacts } from '../../../model/file-version.ts';
import { type Finding, isAcceptable, type Region } from '../../../model/finding.ts';
import type { Language } from '../language.ts';
import { formatTimeLeft } from '../progress-words.ts';
import { findDoubles } from '../scans.ts';
import type { CheckedFile } from './check-file.ts';
import type { CheckedFolder } from './check-folder.ts';
import { bytesIn, WORDS } from './words.ts';

/** What has become of a file: `unread` where nothing can be said of it. */
export type Verdict = 'good' | 'warned' | 'wrong' | 'unread';

/** How to tell it. */
export interface ReportStyle {
  readonly language: Language;
  /** Columns to break sentences at; undefined: not at all. */
  readonly columns: number | undefined;
  readonly colour: boolean;
}

/** What was checked, against what, and how long it took. */
export interface CheckReport extends CheckedFolder {
  readonly dir: string;
  /** The profile's name. */
  readonly profile: string;
  readonly seconds: number;
}

type Colour = 'red' | 'green' | 'yellow' | 'dim';
const ESCAPES: Readonly<Record<Colour, number>> = { red: 31, green: 32, yellow: 33, dim: 2 };
const INDENT = '    ';

/** The verdict on a file. */
export function verdictOf({ findings, trouble }: CheckedFile): Verdict {
  if (trouble !== null) return 'unread';
  if (!isAcceptable(findings)) return 'wrong';
  return findings.length > 0 ? 'warned' : 'good';
}

/** Whether every file could be checked, none has an error, and no two are one page. */
export function isGoodFolder({ folder, files }: CheckedFolder): boolean {
  const isGood = (file: CheckedFile) => verdictOf(file) === 'good' || verdictOf(file) === 'warned';
  return (
    files.length > 0 && files.every(isGood) && findDoubles(folder.scans.map(({ name }) => name)).length === 0
  );
}

/** The report for a person: every file, under it what there is to say of it, and the sums. */
export function reportLines(report: CheckReport, style: ReportStyle): string[] {
  const words = WORDS[style.language];
  const { folder, files, dir } = report;
  const doubles = findDoubles(folder.scans.map(({ name }) => name));
  return [
    ...(files.length === 0 ? [words.noScans(dir)] : [words.against(report.profile), '']),
    ...files.flatMap((file) => fileLines(file, style)),
    ...(files.length === 0 ? [] : ['']),
    ...doubles.map(([one, other]) => paint(`✖ ${words.samePage(one, other)}`, 'red', style)),
    ...folder.unfinished.map(words.unfinished),
    ...(folder.leftAlone.length === 0 ? [] : [words.leftAlone(folder.leftAlone.join(', '))]),
    ...(files.length === 0 ? [] : sumLines(report, style)),
  ];
}

function fileLines(file: CheckedFile, style: ReportStyle): string[] {
  const isBad = file.trouble !== null || !isAcceptable(file.findings);
  const mark = isBad ? paint('✖', 'red', style) : paint('✔', 'green', style);
  const trouble = file.trouble === null ? [] : wrap(file.trouble[style.language], INDENT, style.columns);
  return [
    `${mark} ${file.name}`,
    ...trouble,
    ...file.findings.flatMap((one) => findingLines(one, file, style)),
  ];
}

function findingLines(finding: Finding, { facts }: CheckedFile, style: ReportStyle): string[] {
  const { language, columns } = style;
  const { warning } = WORDS[language];
  const isWarning = finding.severity === 'warning';
  const sentence = finding.message[language];
  const [first = '', ...more] = wrap(isWarning ? `${warning} ${sentence}` : sentence, INDENT, columns);
  const painted = isWarning ? first.replace(warning, (word) => paint(word, 'yellow', style)) : first;
  const lines = [painted, ...more];
  if (finding.region === undefined) return lines;
  return [...lines, paint(`${INDENT}${whereOf(finding.region, facts, language)}`, 'dim', style)];
}

/** Where on the upright image. What goes from one side to the other is told by its lines or columns alone. */
function whereOf(region: Region, facts: TechnicalFacts | null, language: Language): string {
  const words = WORDS[language];
  const count = (value: number) => value.toLocaleString(language === 'nl' ? 'nl-NL' : 'en-GB');
  const { width, height } = uprightSizeOf(facts);
  if (region.x === 0 && region.width === width)
    return words.rows(count(region.y + 1), count(region.y + region.height), count(height));
  if (region.y === 0 && region.height === height)
    return words.columns(count(region.x + 1), count(region.x + region.width), count(width));
  return words.box({
    x: count(region.x),
    y: count(region.y),
    width: count(region.width),
    height: count(region.height),
  });
}

function uprightSizeOf(facts: TechnicalFacts | null): { width: number; height: number } {
  if (facts === null) return { width: 0, height: 0 };
  const { width, height, orientation } = facts;
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

function sumLines({ files, seconds }: CheckReport, style: ReportStyle): string[] {
  const words = WORDS[style.language];
  const verdicts = files.map(verdictOf);
  const count = (verdict: Verdict) => verdicts.filter((one) => one === verdict).length;
  const [warned, wrong, unread] = [count('warned'), count('wrong'), count('unread')];
  const good = count('good') + warned;
  const total = String(files.length);
  const parts = [words.someGood(String(good), total), ...words.sums({ warned, wrong, unread })];
  const isAllGood = good === files.length && warned === 0;
  const bytes = bytesIn(
    files.reduce((sum, file) => sum + file.sizeBytes, 0),
    style.language,
  );
  const sentence = isAllGood ? words.allGood(total) : `${parts.join(', ')}.`;
  return [...ruleLines(files, style), `${sentence} ${words.took(bytes, formatTimeLeft(seconds))}`];
}

/** In a long report, what is wrong everywhere and what in one place. */
function ruleLines(files: readonly CheckedFile[], { language }: ReportStyle): string[] {
  const counts = new Map<string, number>();
  for (const { rule } of files.flatMap(({ findings }) => findings))
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const often = [...counts].sort(([, one], [, other]) => other - one);
  if (often.length < 2) return [];
  return [WORDS[language].byRule(often.map(([rule, count]) => `${rule} ${count}`).join(', '))];
}

function wrap(text: string, indent: string, columns: number | undefined): string[] {
  const width = columns === undefined ? Number.POSITIVE_INFINITY : Math.max(30, columns - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(`${indent}${line}`);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, `${indent}${line}`];
}

function paint(text: string, colour: Colour, { colour: wanted }: ReportStyle): string {
  return wanted ? `\x1b[${ESCAPES[colour]}m${text}\x1b[0m` : text;
}
