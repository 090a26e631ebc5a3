import type { Message } from '../../model/finding.ts';
import { type ConcordanceHead, countFiles } from '../concordance-columns.ts';
import { CSV_LIMITS, type CsvTroubleKind } from '../csv.ts';
import type { LineRule } from '../delivery-list.ts';
import { countIn } from '../findings.ts';

/** The table can be read to its end, and something stands in it. */
export const tableReadable: LineRule<ConcordanceHead> = {
  severity: 'error',
  check(head) {
    const { rows, trouble } = head.table;
    if (trouble !== undefined)
      return [{ line: trouble.line, value: trouble.kind, message: SENTENCES[trouble.kind] }];
    if (countFiles(head) > MOST_FILES) return [{ line: null, value: 'many-files', message: TOO_MANY }];
    if (rows.length > 1) return [];
    const message: Message = {
      en: 'The table lists no files: there is nothing below its header. Export it again.',
      nl: 'De tabel noemt geen bestanden: er staat niets onder de kop. Exporteer haar opnieuw.',
    };
    return [{ line: rows[0]?.line ?? null, value: 'empty', message }];
  },
};

/** A master, an image and a text for each of the most lines. */
const MOST_FILES = 300_000;
const most = countIn(MOST_FILES);
const TOO_MANY: Message = {
  en: `The table names more than ${most.en} files. Deliver it in parts, with a table each.`,
  nl: `De tabel noemt meer dan ${most.nl} bestanden. Lever in delen, elk met een eigen tabel.`,
};

const [rows, cells, length] = [CSV_LIMITS.rows, CSV_LIMITS.cells, CSV_LIMITS.cellLength].map(countIn);

const SENTENCES: Readonly<Record<CsvTroubleKind, Message>> = {
  'open-quote': {
    en: 'A quotation mark is opened on this line and never closed, so the rest of the table cannot be read. Close it, or take it away.',
    nl: 'Op deze regel wordt een aanhalingsteken geopend dat nergens sluit, zodat de rest van de tabel niet te lezen is. Sluit het, of haal het weg.',
  },
  'after-quote': {
    en: 'Something stands between a closing quotation mark and the next separator. Write a quotation mark inside a cell twice.',
    nl: 'Er staat iets tussen een sluitend aanhalingsteken en het volgende scheidingsteken. Schrijf een aanhalingsteken in een cel dubbel.',
  },
  'long-cell': {
    en: `A cell is longer than ${length?.en} characters. It is probably not what was meant: look at the quotation marks around it.`,
    nl: `Een cel is langer dan ${length?.nl} tekens. Dat is waarschijnlijk niet de bedoeling: kijk naar de aanhalingstekens eromheen.`,
  },
  'many-cells': {
    en: `The line has more than ${cells?.en} cells. Look at its separators.`,
    nl: `De regel heeft meer dan ${cells?.nl} cellen. Kijk naar de scheidingstekens.`,
  },
  'many-rows': {
    en: `The table has more than ${rows?.en} lines. Deliver it in parts, with a table each.`,
    nl: `De tabel heeft meer dan ${rows?.nl} regels. Lever in delen, elk met een eigen tabel.`,
  },
  binary: {
    en: 'This is no text: a table is saved as CSV in UTF-8, not as a spreadsheet.',
    nl: 'Dit is geen tekst: sla de tabel op als CSV in UTF-8, niet als rekenblad.',
  },
};
