import { parseReference } from '../model/item.ts';
import { type BatchListRead, noLists } from './batch-list-read.ts';
import { inOrder } from './concordance.ts';
import { isFollowed } from './concordance-columns.ts';
import { doubleMaster } from './concordance-rules/double-master.ts';
import { judgeLines } from './concordance-rules/table.ts';
import {
  baseName,
  type ExpectedFile,
  folderOf,
  groupBy,
  type LineFinding,
  shortened,
} from './delivery-list.ts';
import { exampleOf, type NameParts, readName } from './file-names.ts';
import { namesItem, referenceIn } from './item-of-name.ts';

const MOST_NAMES = 100_000;
/** Numbers that one sentence names. */
const MOST_GAPS = 20;
const ROLES = { cover: 0, none: 1, insert: 2, target: 3 } as const;

/** A file of which its name says what it is. */
interface Named {
  readonly line: number;
  readonly path: string;
  readonly reference: string;
  readonly parts: NameParts;
}

/**
 * Reads the names of files, a path a line, as the list of a delivery: whose each is and which page, by a pattern. Where
 * the pattern has no `{item}`, the folder that the file lies in is the item.
 *
 * @throws Fault('bad-request') where the pattern is none.
 */
export function readNameList(text: string, pattern: string): BatchListRead {
  const hasItem = namesItem(pattern);
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const written = lines.flatMap((name, at) =>
    name.trim() === '' ? [] : [{ line: at + 1, path: pathOf(name) }],
  );
  if (written.length === 0 || written.length > MOST_NAMES) return noLists(written.length);
  const named: Named[] = [];
  const strange: LineFinding[] = [];
  for (const { line, path } of written) {
    const parts = isFollowed(path) ? readName(pattern, baseName(path)) : undefined;
    const said = hasItem ? referenceIn(pattern, baseName(path)) : baseName(folderOf(path));
    const reference = parseReference(said ?? '');
    if (parts === undefined || reference === undefined) strange.push(strangeName(line, path, pattern));
    else named.push({ line, path, reference, parts });
  }
  const list = inPages(named);
  const sheet = list.map((file) => ({
    ...file,
    files: [file],
    sequence: String(file.sequence ?? ''),
    cells: 1,
  }));
  const doubles = judgeLines({ 'double-master': doubleMaster }, { cells: 1, lines: sheet });
  const findings = inOrder([...strange, ...doubles, ...gapsIn(named)]);
  return { isReadable: true, columns: [], list, findings, titles: new Map() };
}

function pathOf(name: string): string {
  const parts = name.trim().replaceAll('\\', '/').split('/');
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

/** Item by item; covers before pages, pages by number, recto before verso. `sequence` is the place in the item. */
function inPages(named: readonly Named[]): ExpectedFile[] {
  return [...groupBy(named, ({ reference }) => reference)].flatMap(([reference, files]) =>
    [...files].sort(comparePages).map(
      ({ line, path }, at): ExpectedFile => ({
        ...{ line, objectNumber: reference, reference, use: 'master', column: 'master' },
        ...{ written: path, path, sequence: at + 1 },
      }),
    ),
  );
}

function comparePages(one: Named, other: Named): number {
  const roleOf = ({ parts }: Named): number =>
    ROLES[parts.sequence === undefined ? (parts.role ?? 'none') : 'none'];
  const sideOf = ({ parts }: Named): number => (parts.side === 'verso' ? 1 : 0);
  return (
    roleOf(one) - roleOf(other) ||
    (one.parts.sequence ?? 0) - (other.parts.sequence ?? 0) ||
    sideOf(one) - sideOf(other) ||
    (one.path < other.path ? -1 : 1)
  );
}

function strangeName(line: number, path: string, pattern: string): LineFinding {
  const example = exampleOf(pattern);
  return {
    ...{ line, rule: 'pattern', severity: 'error', path: shortened(path), expected: pattern },
    message: {
      en: `The name does not say which page of which item it is. It should be like ${example}. It is left out.`,
      nl: `De naam zegt niet welke pagina van welk item dit is. Hij hoort te zijn zoals ${example}. Het bestand blijft buiten de lijst.`,
    },
  };
}

/** Numbers between the first and the last of an item that no name has: said once an item. */
function gapsIn(named: readonly Named[]): LineFinding[] {
  return [...groupBy(named, ({ reference }) => reference)].flatMap(([reference, files]): LineFinding[] => {
    const numbers = [...new Set(files.flatMap(({ parts }) => parts.sequence ?? []))].sort((a, b) => a - b);
    const gaps = numbers.flatMap((number, at) => {
      const before = numbers[at - 1] ?? number - 1;
      const missing = Math.min(number - before - 1, MOST_GAPS);
      return Array.from({ length: missing }, (_, step) => before + 1 + step);
    });
    if (gaps.length === 0) return [];
    const shown = `${gaps.slice(0, MOST_GAPS).join(', ')}${gaps.length > MOST_GAPS ? ' …' : ''}`;
    const message = {
      en: `Of ${reference} there is no file with the number ${shown}. Look whether a page was left out.`,
      nl: `Van ${reference} is er geen bestand met het nummer ${shown}. Kijk of er een pagina is overgeslagen.`,
    };
    return [{ line: null, rule: 'sequence', severity: 'warning', value: shown, message }];
  });
}
