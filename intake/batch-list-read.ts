import type { ExpectedFile, LineFinding } from './delivery-list.ts';

/** What a list of any kind says of a delivery. */
export interface BatchListRead {
  /** Whether it could be read to its end: only then can it be applied. */
  readonly isReadable: boolean;
  /** What stands in the first line of a table; empty for names. */
  readonly columns: readonly string[];
  /** Every file that it names inside the delivery; `reference` is what the archive calls the item. */
  readonly list: readonly ExpectedFile[];
  /** In the order of the lines. */
  readonly findings: readonly LineFinding[];
  /** What items are called, by reference. */
  readonly titles: ReadonlyMap<string, string>;
}

/** A list of no names, or of more than anybody delivers. */
export function noLists(count: number): BatchListRead {
  const message =
    count === 0
      ? { en: 'There are no names in the list.', nl: 'Er staan geen namen in de lijst.' }
      : {
          en: 'The list has too many names. Deliver in parts.',
          nl: 'De lijst heeft te veel namen. Lever in delen.',
        };
  const finding: LineFinding = { line: null, rule: 'table', severity: 'error', message };
  return { isReadable: false, columns: [], list: [], findings: [finding], titles: new Map() };
}
