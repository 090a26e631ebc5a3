import type { BatchMapping, ListMapping } from '../../model/batch.ts';

/** The fields of a mapping that name a column, in the order in which they are asked. */
export const COLUMN_FIELDS = [
  'master',
  'reference',
  'sequence',
  'object',
  'title',
  'level1',
  'text',
] as const satisfies readonly (keyof ListMapping)[];
export type ColumnField = (typeof COLUMN_FIELDS)[number];

/** What a mapping cannot do without. */
export const NEEDED_FIELDS: readonly ColumnField[] = ['master', 'reference'];

/** What people call such a column, in small letters without spaces and separators. */
const USUAL_NAMES: Readonly<Record<ColumnField, readonly string[]>> = {
  master: ['master', 'file', 'filename', 'path', 'scan', 'bestand', 'bestandsnaam', 'pad'],
  reference: ['id', 'reference', 'unitid', 'inventorynumber', 'inventarisnummer', 'inventarisnr', 'kenmerk'],
  sequence: ['volgnr', 'volgnummer', 'sequence', 'page', 'pagina', 'number', 'nummer'],
  object: ['objnr', 'object', 'objectnumber', 'objectnummer'],
  title: ['title', 'titel', 'label'],
  level1: ['level1', 'jpeg', 'jpg'],
  text: ['text', 'tekst', 'ocr', 'transcription', 'transcriptie'],
};

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]+/g, '');
}

/** Whether every column that a mapping names is in a table. */
export function fits(mapping: ListMapping, columns: readonly string[]): boolean {
  return COLUMN_FIELDS.every((field) => {
    const name = mapping[field];
    return name === undefined || columns.includes(name);
  });
}

/** What the columns of a table most likely mean: as somebody once said, else by their names. */
export function guessMapping(
  columns: readonly string[],
  remembered: readonly BatchMapping[],
): Partial<ListMapping> {
  const known = remembered.find(({ mapping }) => fits(mapping, columns));
  if (known !== undefined) return known.mapping;
  const taken = new Set<string>();
  const guessed: Partial<Record<ColumnField, string>> = {};
  for (const field of COLUMN_FIELDS) {
    const names = USUAL_NAMES[field];
    const found = columns.find((column) => !taken.has(column) && names.includes(plain(column)));
    if (found === undefined) continue;
    taken.add(found);
    guessed[field] = found;
  }
  return guessed;
}

/** A mapping that says all it must; undefined where something is missing. What is empty is left out. */
export function wholeMapping(draft: Partial<ListMapping>): ListMapping | undefined {
  const { master, reference } = draft;
  if (!master || !reference) return undefined;
  const said = Object.entries(draft).filter(([, value]) => value !== undefined && value !== '');
  return { ...Object.fromEntries(said), master, reference };
}
