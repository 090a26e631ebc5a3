import type { TargetReading, TargetResult, TargetSource, TargetValue } from '../model/capture-session.ts';
import type { Message } from '../model/finding.ts';
import { type CsvRow, readCsv } from './csv.ts';
import { findColumns, type TargetColumns } from './target-columns.ts';
import { keepsLimit, readVerdict } from './target-limits.ts';

/** Why a file of target values cannot be read, and its line, counted from 1. */
export interface TargetTrouble {
  readonly line: number;
  readonly message: Message;
}

/** More than the largest target has patches and measures. */
export const MAX_TARGET_VALUES = 500;
/** A report may say who made it, and when, before its table begins. */
const MOST_LINES_BEFORE = 50;
const NAME_LENGTH = 200;

const SOFTWARE: readonly (readonly [TargetSource, RegExp])[] = [
  ['OpenDICE', /open\s?dice/i],
  ['GoldenThread', /golden\s?thread/i],
  ['iQ-Analyzer', /iq[-\s]?analy[sz]er/i],
];

/**
 * Reads the values that target software exports: a table with a line a measure, whose header names its columns, in
 * English or Dutch; or plain `name,value,limit` without a header. Lines before the table are passed over, but that
 * they may name the software. Never throws: whatever is not understood is told with its line.
 */
export function readTarget(text: string): TargetReading | TargetTrouble {
  const start = findTable(text);
  const table = readCsv(start.text);
  const values: TargetValue[] = [];
  for (const row of table.rows.slice(start.columns.hasHeader ? 1 : 0)) {
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    if (values.length === MAX_TARGET_VALUES) return trouble(row, start, TOO_MANY);
    const value = readRow(row, start.columns);
    if ('en' in value) return trouble(row, start, value);
    values.push(value);
  }
  if (table.trouble !== undefined) return trouble(table.trouble, start, NO_TABLE);
  if (values.length === 0) return trouble({ line: 1 }, start, NOTHING);
  return { source: start.source, values, result: resultOf(values) };
}

interface Start {
  readonly text: string;
  /** How many lines stand before the table. */
  readonly linesBefore: number;
  readonly columns: TargetColumns;
  readonly source: TargetSource;
}

/** Where the table begins: at the first line that names its columns; without one, at once. */
function findTable(given: string): Start {
  const text = given.startsWith('\ufeff') ? given.slice(1) : given;
  const lines = text.split(/\r\n?|\n/, MOST_LINES_BEFORE);
  for (const [index, line] of lines.entries()) {
    const columns = findColumns(readCsv(line).rows[0]?.cells ?? []);
    if (columns === undefined) continue;
    const rest = text
      .split(/\r\n?|\n/)
      .slice(index)
      .join('\n');
    const said = lines.slice(0, index + 1).join('\n');
    const source = SOFTWARE.find(([, pattern]) => pattern.test(said))?.[0] ?? 'plain';
    return { text: rest, linesBefore: index, columns, source };
  }
  const columns = { hasHeader: false, name: 0, value: 1, limit: 2, verdict: 3 };
  return { text, linesBefore: 0, columns, source: 'plain' };
}

function trouble({ line }: { line: number }, { linesBefore }: Start, message: Message): TargetTrouble {
  return { line: line + linesBefore, message };
}

function readRow({ cells }: CsvRow, columns: TargetColumns): TargetValue | Message {
  const cell = (index: number | undefined): string =>
    index === undefined ? '' : (cells[index] ?? '').trim();
  const [name, value, limit] = [cell(columns.name), cell(columns.value), cell(columns.limit)];
  if (name === '' || name.length > NAME_LENGTH) return NO_NAME;
  if (value === '' || value.length > NAME_LENGTH) return noValue(name);
  const said = cell(columns.verdict);
  const pass = said === '' ? keepsLimit(value, limit) : readVerdict(said);
  if (pass === 'unreadable') return said === '' ? noLimit(value, limit) : noVerdict(said);
  return { name, value, limit: limit === '' ? null : limit, pass };
}

/** null where no value has a verdict: then nothing says how the target did. */
function resultOf(values: readonly TargetValue[]): TargetResult | null {
  if (values.some(({ pass }) => pass === false)) return 'fail';
  return values.some(({ pass }) => pass === true) ? 'pass' : null;
}

const NO_TABLE: Message = {
  en: 'From here on this is no table of values separated by commas, semicolons or tabs.',
  nl: 'Vanaf hier is dit geen tabel met waarden, gescheiden door komma’s, puntkomma’s of tabs.',
};
const NOTHING: Message = {
  en: 'There are no values in this file.',
  nl: 'Er staan geen waarden in dit bestand.',
};
const TOO_MANY: Message = {
  en: `There are more than ${MAX_TARGET_VALUES} values.`,
  nl: `Er zijn meer dan ${MAX_TARGET_VALUES} waarden.`,
};
const NO_NAME: Message = {
  en: 'There is no name of what was measured, or it is far too long.',
  nl: 'De naam van wat gemeten is ontbreekt, of is veel te lang.',
};

function noValue(name: string): Message {
  return { en: `${name} has no value.`, nl: `${name} heeft geen waarde.` };
}

function noLimit(value: string, limit: string): Message {
  return {
    en: `Whether ${value} keeps to the limit "${limit}" cannot be told. Write it as 4, <= 4, >= 0.3, 0.3-0.5 or ±3.`,
    nl: `Of ${value} binnen de grens "${limit}" blijft, is niet te zeggen. Schrijf die als 4, <= 4, >= 0,3, 0,3-0,5 of ±3.`,
  };
}

function noVerdict(said: string): Message {
  return {
    en: `"${said}" says neither pass nor fail.`,
    nl: `"${said}" betekent niet goed en niet fout.`,
  };
}
