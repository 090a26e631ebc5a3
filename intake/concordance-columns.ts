import { type FileUse, isDeliveryPath } from '../model/batch.ts';
import type { CsvRow, CsvTable } from './csv.ts';
import type { DeliveryList, ExpectedFile, ListLine } from './delivery-list.ts';

/** The columns that every concordance table has. */
export const MANDATORY_COLUMNS = ['objnr', 'ID', 'master', 'volgnr'] as const;
/** Tables from before `level1` call it by its format. */
const LEVEL1_COLUMNS: readonly string[] = ['level1', 'jpeg'];

/** What stands in the first line. */
export interface ConcordanceHead {
  readonly table: CsvTable;
  /** Undefined where the table is empty. */
  readonly line: number | undefined;
  readonly names: readonly string[];
}

/** The names of the columns of a table. */
export function headOf(table: CsvTable): ConcordanceHead {
  const [header] = table.rows;
  return { table, line: header?.line, names: (header?.cells ?? []).map((name) => name.trim()) };
}

/** What a column of this name lists; undefined where it is none of files. */
export function fileUseOf(name: string): FileUse | undefined {
  if (name === 'master') return 'master';
  if (LEVEL1_COLUMNS.includes(name)) return 'level1';
  return name.startsWith('text') ? 'text' : undefined;
}

/** The lines of a table whose mandatory columns are there. Lines in which nothing is written are left out. */
export function linesOf({ table, names }: ConcordanceHead): DeliveryList {
  const columns: Columns = {
    objnr: names.indexOf('objnr'),
    reference: names.indexOf('ID'),
    volgnr: names.indexOf('volgnr'),
    files: names.flatMap((name, at) => {
      const use = fileUseOf(name);
      return use === undefined ? [] : [{ use, name, at }];
    }),
  };
  const written = table.rows.slice(1).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  return { cells: names.length, lines: written.map((row) => lineOf(row, columns)) };
}

interface Columns {
  readonly objnr: number;
  readonly reference: number;
  readonly volgnr: number;
  readonly files: readonly { readonly use: FileUse; readonly name: string; readonly at: number }[];
}

function lineOf({ line, cells }: CsvRow, columns: Columns): ListLine {
  const cell = (at: number): string => cells[at]?.trim() ?? '';
  const objectNumber = cell(columns.objnr);
  const reference = cell(columns.reference);
  const sequence = cell(columns.volgnr);
  const files = columns.files.flatMap(({ use, name, at }): ExpectedFile[] => {
    const written = cell(at);
    if (written === '') return [];
    const number = sequenceOf(sequence);
    const path = pathOf(written);
    return [{ line, objectNumber, reference, use, column: name, written, path, sequence: number }];
  });
  return { line, objectNumber, reference, sequence, files, cells: cells.length };
}

/** `volgnr` as a number; undefined where it is not a whole one. */
export function sequenceOf(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** A path of a table from the folder that the delivery lies in: tables begin it with a slash, Windows turns them round. */
function pathOf(written: string): string {
  return written
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** Whether a path stays where it belongs. */
export function isInside(path: string): boolean {
  return path !== '' && !/^[a-z]:/i.test(path) && !path.split('/').includes('..');
}

/** Whether a path can be followed. What cannot is never looked for. */
export function isFollowed(path: string): boolean {
  return isInside(path) && isDeliveryPath(path);
}

/** How many files a table names. */
export function countFiles({ table, names }: ConcordanceHead): number {
  const columns = names.flatMap((name, at) => (fileUseOf(name) === undefined ? [] : [at]));
  const filesOf = ({ cells }: CsvRow) => columns.filter((at) => (cells[at]?.trim() ?? '') !== '').length;
  return table.rows.slice(1).reduce((sum, row) => sum + filesOf(row), 0);
}
