/** One row of a table: the line on which it begins, counted from 1 as editors do, and its cells as written. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Why a table cannot be read on. */
export type CsvTroubleKind =
  | 'open-quote' // a quotation mark that never closes
  | 'after-quote' // something between a closing quotation mark and the end of its cell
  | 'long-cell'
  | 'many-cells'
  | 'many-rows'
  | 'binary'; // a character that no text has

export interface CsvTrouble {
  readonly kind: CsvTroubleKind;
  readonly line: number;
}

/** What a text holds as a table. */
export interface CsvTable {
  readonly separator: Separator;
  /** Without lines that are wholly empty; the first is the header, where there is one. */
  readonly rows: readonly CsvRow[];
  /** What ended the reading before the end of the text. */
  readonly trouble: CsvTrouble | undefined;
}

export type Separator = ',' | ';' | '\t';

export const CSV_LIMITS = Object.freeze({ rows: 100_000, cells: 64, cellLength: 1_024 });

const SEPARATORS: readonly Separator[] = [',', ';', '\t'];
/** Searched from a given place; a character that ends a cell without quotation marks. */
const ENDS: Readonly<Record<Separator, RegExp>> = { ',': /[,\r\n]/g, ';': /[;\r\n]/g, '\t': /[\t\r\n]/g };

/**
 * Bytes of a table as text: UTF-8 with or without a mark at its beginning, or the UTF-16 with a mark that
 * spreadsheets export as "Unicode text". Undefined where they are neither.
 */
export function decodeTable(bytes: Uint8Array): string | undefined {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Reads a table of comma-, semicolon- or tab-separated values, whichever its first line is written with. Quotation
 * marks, doubled ones inside them, line breaks inside them, a byte order mark and any kind of line end are
 * understood. Never throws: what is wrong ends the reading, is told with its line, and what stood before it is kept.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function readCsv(text: string): CsvTable {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const separator = separatorOf(text, start);
  const rows: CsvRow[] = [];
  const reader: Reader = { text, separator, at: start, line: 1 };
  while (reader.at < text.length) {
    const row = readRow(reader);
    if ('kind' in row) return { separator, rows, trouble: row };
    if (row.cells.length === 1 && row.cells[0] === '') continue;
    if (rows.length === CSV_LIMITS.rows)
      return { separator, rows, trouble: { kind: 'many-rows', line: row.line } };
    rows.push(row);
  }
  return { separator, rows, trouble: undefined };
}

/** Rows as a table with every cell in quotation marks and the line ends of RFC 4180; {@link readCsv} reads it back. */
export function writeCsv(rows: readonly (readonly string[])[], separator: Separator): string {
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  return rows.map((cells) => `${cells.map(cell).join(separator)}\r\n`).join('');
}

/**
 * A text that a spreadsheet shows, and never reckons: what would begin a formula gets an apostrophe before it, also
 * behind characters at which a spreadsheet in another country would begin a new cell.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function withoutFormulas(text: string): string {
  return text.replace(/(^|[,;|\t\r\n"])(\s*)([=+\-@＝＋－＠])/g, "$1$2'$3");
}

type Refusal = Pick<CsvTrouble, 'kind'>;

interface Reader {
  readonly text: string;
  readonly separator: Separator;
  at: number;
  line: number;
}

/** The separator that the first line has most of, outside quotation marks. */
function separatorOf(text: string, start: number): Separator {
  const end = text.slice(start).search(/[\r\n]/);
  const limit = CSV_LIMITS.cells * CSV_LIMITS.cellLength;
  const first = text.slice(start, end < 0 ? start + limit : start + Math.min(end, limit));
  const bare = first.replace(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => bare.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function readRow(reader: Reader): CsvRow | CsvTrouble {
  const { line } = reader;
  const cells: string[] = [];
  for (;;) {
    const cell = reader.text[reader.at] === '"' ? readQuoted(reader) : readBare(reader);
    if (typeof cell !== 'string') return { kind: cell.kind, line: reader.line };
    if (cells.length === CSV_LIMITS.cells) return { kind: 'many-cells', line };
    cells.push(cell);
    if (reader.text[reader.at] !== reader.separator) break;
    reader.at += 1;
  }
  endLine(reader);
  return { line, cells };
}

function readBare(reader: Reader): string | Refusal {
  const ends = ENDS[reader.separator];
  ends.lastIndex = reader.at;
  const end = ends.exec(reader.text)?.index ?? reader.text.length;
  const cell = reader.text.slice(reader.at, Math.min(end, reader.at + CSV_LIMITS.cellLength + 1));
  reader.at = end;
  return checked(cell);
}

function readQuoted(reader: Reader): string | Refusal {
  const { text, separator } = reader;
  let cell = '';
  let from = reader.at + 1;
  for (;;) {
    const end = text.indexOf('"', from);
    if (end < 0) return { kind: 'open-quote' };
    cell += text.slice(from, end);
    if (cell.length > CSV_LIMITS.cellLength) return { kind: 'long-cell' };
    from = end + 1;
    if (text[from] !== '"') break;
    cell += '"';
    from += 1;
  }
  reader.at = from;
  const next = text[from];
  if (next !== undefined && next !== separator && next !== '\r' && next !== '\n')
    return { kind: 'after-quote' };
  reader.line += cell.match(/\r\n?|\n/g)?.length ?? 0;
  return checked(cell);
}

function checked(cell: string): string | Refusal {
  if (cell.length > CSV_LIMITS.cellLength) return { kind: 'long-cell' };
  return cell.includes('\0') ? { kind: 'binary' } : cell;
}

function endLine(reader: Reader): void {
  const { text, at } = reader;
  if (at >= text.length) return;
  reader.at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
  reader.line += 1;
}
