import { buffer } from 'node:stream/consumers';
import { setImmediate as breathe } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { asideIn, rejectedIn, sampleLines, type ToldOf } from '../../../intake/delivery-judged.ts';
import { type LineFinding, shortened } from '../../../intake/delivery-list.ts';
import type { DeliveryReport } from '../../../intake/delivery-report.ts';
import { REPORT_WORDS, standingOf, timeOf, USE_WORDS, verdictOf } from '../../../intake/delivery-words.ts';
import { countIn } from '../../../intake/findings.ts';
import { FILE_USES } from '../../../model/batch.ts';
import { MARGIN, type Sheet, type Style, space, write } from '../../../pdf/sheet.ts';

type Language = 'en' | 'nl';

const INK = '#1a1a1a';
const SOFT = '#555555';
const BAD = '#9b1c1c';
/** More than anybody reads on paper, and the server has other things to do; the CSV has them all. */
const MOST_FINDINGS = 500;
const MOST_OBJECTS = 1_000;
/** Chinese letters are drawn as shapes, each of which takes half a kilobyte and a part of a millisecond. */
const MOST_DRAWN = 5_000;
const MOST_REFERENCES = 5;
const MOST_IN_NAME = 60;
/** Nobody waits longer for the server while it writes. */
const BREATHES_AFTER_MS = 25;

/** A sheet that lets others have their turn. */
interface ReportSheet extends Sheet {
  /** When they had it last. */
  breathedAt: number;
}

const TITLE: Style = { size: 18, colour: INK };
const HEADING: Style = { size: 13, colour: INK };
const PLAIN: Style = { size: 10, colour: INK };
const SMALL: Style = { size: 9, colour: SOFT, indent: 12 };

/** A report as a PDF on A4, with every name in its own script. */
export async function reportPdf(report: DeliveryReport, language: Language): Promise<Buffer> {
  const say = (word: keyof typeof REPORT_WORDS): string => REPORT_WORDS[word][language];
  const title = `${say('delivery')} ${report.name}`;
  const doc = new PDFDocument({ size: 'A4', margin: MARGIN, lang: language, info: { Title: title } });
  const bytes = buffer(doc);
  const sheet: ReportSheet = { doc, faces: new Set(), y: MARGIN, drawn: 0, breathedAt: Date.now() };
  const standing = standingOf(report);
  write(sheet, say(standing), { ...HEADING, colour: standing === 'returned' ? BAD : INK });
  write(sheet, title, TITLE);
  write(sheet, verdictOf(report, 'below')[language], PLAIN);
  for (const fact of factsOf(report, language)) write(sheet, fact, { ...PLAIN, colour: SOFT });
  space(sheet, 10);
  write(sheet, say('findings'), HEADING);
  if (report.findings.length === 0) write(sheet, say('noFindings'), PLAIN);
  const written = await writeSome(sheet, report.findings.slice(0, MOST_FINDINGS), (finding) =>
    writeFinding(sheet, finding, language),
  );
  if (written < report.findings.length)
    write(sheet, moreOf(written, report.findings.length, language), PLAIN);
  await writeJudged(sheet, report, language);
  space(sheet, 10);
  write(sheet, say('counts'), HEADING);
  await writeSome(sheet, countsOf(report, language), (line) => write(sheet, line, PLAIN));
  doc.end();
  return bytes;
}

/** What people rejected and put right, and what samples came to. */
async function writeJudged(
  sheet: ReportSheet,
  { judged }: DeliveryReport,
  language: Language,
): Promise<void> {
  const samples = judged?.samples ?? [];
  const { still, since } = rejectedIn(judged);
  await writeTold(sheet, 'rejectedScans', still, language);
  await writeTold(sheet, 'rescanned', since, language);
  await writeTold(sheet, 'filesAside', asideIn(judged), language);
  if (samples.length > 0) {
    space(sheet, 10);
    write(sheet, REPORT_WORDS.samples[language], HEADING);
  }
  await writeSome(sheet, samples, (sample) => {
    space(sheet, 4);
    for (const line of sampleLines(sample)) write(sheet, line[language], PLAIN);
  });
}

/** A sentence on each of some files, under a heading; nothing where there are none. */
async function writeTold(
  sheet: ReportSheet,
  title: keyof typeof REPORT_WORDS,
  files: readonly ToldOf[],
  language: Language,
): Promise<void> {
  if (files.length === 0) return;
  space(sheet, 10);
  const count = countIn(files.length)[language];
  write(sheet, `${REPORT_WORDS[title][language]} (${count})`, HEADING);
  const written = await writeSome(sheet, files.slice(0, MOST_FINDINGS), ({ path, said }) => {
    space(sheet, 4);
    write(sheet, said[language], { ...PLAIN, indent: 12 });
    write(sheet, shortened(path), SMALL);
  });
  if (written < files.length) write(sheet, moreOf(written, files.length, language), PLAIN);
}

/** Writes one after the other until too much is drawn, and lets others have their turn. @returns how many. */
async function writeSome<T>(
  sheet: ReportSheet,
  things: readonly T[],
  one: (thing: T) => void,
): Promise<number> {
  const from = sheet.drawn;
  for (const [at, thing] of things.entries()) {
    if (sheet.drawn - from > MOST_DRAWN) return at;
    one(thing);
    if (Date.now() - sheet.breathedAt > BREATHES_AFTER_MS) {
      await breathe();
      sheet.breathedAt = Date.now();
    }
  }
  return things.length;
}

function factsOf(report: DeliveryReport, language: Language): string[] {
  const { supplier = '', list, checkedAt, decision, awaited = 0 } = report;
  const facts: [keyof typeof REPORT_WORDS, string][] = [
    ['supplier', supplier],
    ['list', list],
    ['checked', timeOf(checkedAt, language)],
    ['errors', countIn(report.errors)[language]],
    ['warnings', countIn(report.warnings)[language]],
    ['awaited', awaited === 0 ? '' : countIn(awaited)[language]],
    ['decided', decision ? timeOf(decision.at, language) : ''],
    ['by', decision?.by ?? ''],
    ['note', decision?.note ?? ''],
  ];
  return facts.flatMap(([word, text]) => (text === '' ? [] : [`${REPORT_WORDS[word][language]}: ${text}`]));
}

function writeFinding(sheet: Sheet, finding: LineFinding, language: Language): void {
  const { line, severity, message, path } = finding;
  const where = line === null ? '' : `${REPORT_WORDS.line[language]} ${line} · `;
  space(sheet, 4);
  const colour = severity === 'error' ? BAD : INK;
  write(sheet, `${where}${REPORT_WORDS[severity][language]}`, { size: 9, colour });
  write(sheet, message[language], { ...PLAIN, indent: 12 });
  if (path !== undefined) write(sheet, shortened(path), SMALL);
}

function countsOf(report: DeliveryReport, language: Language): string[] {
  const of = { en: 'of', nl: 'van' }[language];
  return report.objects.slice(0, MOST_OBJECTS).map(({ objectNumber, references, uses }) => {
    const counts = FILE_USES.filter((use) => uses[use].expected > 0).map((use) => {
      const { there, expected } = uses[use];
      return `${USE_WORDS[use][language]} ${there} ${of} ${expected}`;
    });
    const named = references.slice(0, MOST_REFERENCES).map(inShort).join(', ');
    const more = references.length > MOST_REFERENCES ? ', …' : '';
    return `${inShort(objectNumber)} (${named}${more}): ${counts.join(', ')}`;
  });
}

function inShort(name: string): string {
  return name.length > MOST_IN_NAME ? `${name.slice(0, MOST_IN_NAME - 1)}…` : name;
}

function moreOf(written: number, all: number, language: Language): string {
  const [first, total] = [countIn(written)[language], countIn(all)[language]];
  return {
    en: `These are the first ${first} of ${total}. The CSV of this report has all findings.`,
    nl: `Dit zijn de eerste ${first} van ${total}. De CSV van dit rapport bevat alle bevindingen.`,
  }[language];
}
