import type { ListMapping, ListReading } from '../model/batch.ts';
import type { Message } from '../model/finding.ts';
import { parseReference } from '../model/item.ts';
import type { BatchListRead } from './batch-list-read.ts';
import { readNameList } from './batch-names.ts';
import { inOrder, readConcordance } from './concordance.ts';
import { type ConcordanceHead, headOf, isFollowed, linesOf } from './concordance-columns.ts';
import { cells } from './concordance-rules/cells.ts';
import { doubleMaster } from './concordance-rules/double-master.ts';
import { masterNamed } from './concordance-rules/master-named.ts';
import { path } from './concordance-rules/path.ts';
import { sequenceNumber } from './concordance-rules/sequence-number.ts';
import { CONCORDANCE_RULES, judgeLines } from './concordance-rules/table.ts';
import { type CsvRow, readCsv } from './csv.ts';
import { type DeliveryList, type LineFinding, type LineRule, shortened } from './delivery-list.ts';
import { inArchive, samePages } from './same-page.ts';

/**
 * Reads the list of a delivery: the concordance table of the IISH, any table by a mapping of its columns, or the names
 * of files, a line each. Never throws for what stands in it: what is wrong is a finding, with its line.
 *
 * @throws Fault('bad-request') where a pattern for names is none.
 */
export function readBatchList(text: string, reading: ListReading): BatchListRead {
  const read = readKind(text, reading);
  const clashes = samePages(read.list);
  return clashes.length === 0 ? read : { ...read, findings: inOrder([...read.findings, ...clashes]) };
}

function readKind(text: string, reading: ListReading): BatchListRead {
  if (reading.kind === 'names') return readNameList(text, reading.pattern);
  const head = headOf(readCsv(text));
  if (reading.kind === 'table') return readMapped(head, reading.mapping);
  const { list, findings, isReadable } = readConcordance(text);
  return { isReadable, columns: head.names, list: inArchive(list), findings, titles: new Map() };
}

const COLUMNS = ['objnr', 'ID', 'master', 'volgnr', 'level1', 'text'];

function readMapped(head: ConcordanceHead, mapping: ListMapping): BatchListRead {
  const trouble = [
    ...judgeLines({ table: CONCORDANCE_RULES.head.table }, head),
    ...missingColumns(head, mapping),
  ];
  const columns = head.names;
  if (trouble.length > 0)
    return { isReadable: false, columns, list: [], findings: trouble, titles: new Map() };
  const rows = head.table.rows.slice(1);
  const lines = mappedLines(head, mapping);
  return {
    isReadable: true,
    columns,
    list: lines.lines.flatMap(({ files }) => files.filter((file) => isFollowed(file.path))),
    findings: inOrder(judgeLines(rulesOf(mapping), lines)),
    titles: titlesIn(rows, createMapped(columns, mapping)),
  };
}

/** What a row says by a mapping. */
interface Mapped {
  readonly cell: (row: CsvRow, column: keyof ListMapping) => string;
  readonly reference: (row: CsvRow) => string;
}

function createMapped(columns: readonly string[], mapping: ListMapping): Mapped {
  const cell: Mapped['cell'] = ({ cells: row }, column) => {
    const name = mapping[column];
    return name === undefined ? '' : (row[columns.indexOf(name)]?.trim() ?? '');
  };
  const reference: Mapped['reference'] = (row) => {
    const written = cell(row, 'reference');
    return written === '' ? '' : `${mapping.prefix ?? ''}${written}`;
  };
  return { cell, reference };
}

/** The table as if it were a concordance table, with the lines and the widths that it has. */
function mappedLines(head: ConcordanceHead, mapping: ListMapping): DeliveryList {
  const { cell, reference } = createMapped(head.names, mapping);
  const [header, ...rows] = head.table.rows;
  const mapped = rows.map((row) => {
    const object = mapping.object === undefined ? reference(row) : cell(row, 'object');
    const files = (['master', 'sequence', 'level1', 'text'] as const).map((column) => cell(row, column));
    return { line: row.line, cells: [object, reference(row), ...files] };
  });
  const table = { ...head.table, rows: [{ line: header?.line ?? 1, cells: COLUMNS }, ...mapped] };
  const { lines } = linesOf({ table, line: head.line, names: COLUMNS });
  const widths = new Map(rows.map((row) => [row.line, row.cells.length]));
  return {
    cells: head.names.length,
    lines: lines.map((line) => ({ ...line, cells: widths.get(line.line) ?? 0 })),
  };
}

/** Of several the first. */
function titlesIn(rows: readonly CsvRow[], { cell, reference }: Mapped): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const row of rows) {
    const title = cell(row, 'title');
    if (title !== '' && !titles.has(reference(row))) titles.set(reference(row), title);
  }
  return titles;
}

/** What is asked of any table; of the IISH's own more is asked. */
function rulesOf(mapping: ListMapping): Readonly<Record<string, LineRule<DeliveryList>>> {
  return {
    cells,
    ...(mapping.sequence !== undefined && { 'sequence-number': sequenceNumber }),
    reference: hasReference,
    master: masterNamed,
    'double-master': doubleMaster,
    path,
  };
}

const hasReference: LineRule<DeliveryList> = {
  severity: 'error',
  check({ lines }) {
    return lines
      .filter(({ reference }) => parseReference(reference) === undefined)
      .map(({ line, reference }) => ({
        line,
        value: shortened(reference),
        message: {
          en: 'The line does not say which item it is of, in 1 to 200 characters. Fill it in.',
          nl: 'De regel zegt niet bij welk item hij hoort, in 1 tot 200 tekens. Vul het in.',
        },
      }));
  },
};

function missingColumns({ line, names }: ConcordanceHead, mapping: ListMapping): LineFinding[] {
  const { prefix: _, ...columns } = mapping;
  const asked = Object.values(columns).filter((name) => name !== undefined);
  return asked
    .filter((name) => !names.includes(name))
    .map((name) => ({
      rule: 'columns',
      severity: 'error',
      line: line ?? null,
      value: shortened(names.join(', ')),
      expected: name,
      message: noColumn(name),
    }));
}

function noColumn(name: string): Message {
  return {
    en: `The table has no column "${name}", which the mapping asks for. Capitals matter: choose another mapping, or correct the header.`,
    nl: `De tabel heeft geen kolom "${name}", waar de toewijzing om vraagt. Hoofdletters tellen: kies een andere toewijzing, of verbeter de kop.`,
  };
}
