/** The beginning of a table. */
export interface FirstLines {
  /** What stands in the first line. */
  readonly columns: readonly string[];
  /** The lines after it, as written. */
  readonly lines: readonly (readonly string[])[];
}

const SEPARATORS = [',', ';', '\t'] as const;

/**
 * The beginning of a table, for somebody to recognise its columns by: the server reads the whole of it, and is the one
 * that says what is wrong with it.
 *
 * @param bytes UTF-8, or UTF-16 with a mark at its beginning, as `intake/csv.ts` reads it.
 * @param isWhole false where `bytes` are only the beginning of the file: then the last line may be half a one.
 */
export function firstLines(bytes: Uint8Array, isWhole: boolean, most: number): FirstLines {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  const rows = rowsOf(new TextDecoder(encoding).decode(bytes), most + 2);
  if (!isWhole && rows.length < most + 2) rows.pop();
  const [header = [], ...lines] = rows;
  return { columns: header.map((name) => name.trim()), lines: lines.slice(0, most) };
}

/** Rows of a table, without those that are empty: `most` at most. */
function rowsOf(text: string, most: number): string[][] {
  const cellAt = cellPattern(separatorOf(text));
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length && rows.length < most) {
    cellAt.lastIndex = at;
    const [whole = '', quoted, bare, end = ''] = cellAt.exec(text) ?? [];
    row.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    at += Math.max(1, whole.length);
    const isLast = end === '' || end.startsWith('\r') || end === '\n';
    if (!isLast && at < text.length) continue;
    if (!isLast) row.push('');
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}

/** A cell in quotation marks or without them, and what ends it. */
function cellPattern(separator: string): RegExp {
  return new RegExp(
    `(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))[^${separator}\\r\\n]*(${separator}|\\r\\n|\\r|\\n|$)`,
    'y',
  );
}

/** What the first line has most of, outside quotation marks. */
function separatorOf(text: string): string {
  const first = text.slice(0, 4096).split(/[\r\n]/)[0] ?? '';
  const bare = first.replace(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => bare.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}
