import { parseReference } from '../model/item.ts';
import { sortKeyOf, surfaceNameOf } from '../model/surface.ts';
import { type ExpectedFile, groupBy, pathKey } from './delivery-list.ts';

/** A file of a list, and the item and page that it belongs to; undefined where the list does not tell. */
export interface PlannedFile {
  readonly file: ExpectedFile;
  readonly reference: string | undefined;
  readonly page: string | undefined;
}

/** An item that a list names, with its pages. */
export interface PlannedItem {
  readonly reference: string;
  readonly objectNumber: string;
  /** By name, with the place of each: 0 for all of them where the order of their names is that of the list. */
  readonly pages: ReadonlyMap<string, number>;
  /** Level 1 images and texts. */
  readonly attachments: number;
}

/** What a list comes to. */
export interface BatchPlan {
  /** In the order of the list. */
  readonly files: readonly PlannedFile[];
  /** By reference, in the order of the list. */
  readonly items: ReadonlyMap<string, PlannedItem>;
  /** Masters that would be the page of another one: nobody can know which of them is, so they become none. */
  readonly clashes: readonly { readonly file: ExpectedFile; readonly other: ExpectedFile }[];
}

/**
 * What a list comes to: masters are pages of items, and level 1 images and texts belong to the page of their line.
 * An object with several references goes to the first.
 */
export function planBatch(list: readonly ExpectedFile[]): BatchPlan {
  const references = referencesIn(list);
  const masters = new Map<number, string>();
  for (const { line, path, use } of list)
    if (use === 'master' && !masters.has(line)) masters.set(line, surfaceNameOf(path));
  const planned = list.map((file): PlannedFile => {
    const reference = references.get(keyOf(file));
    const page = file.use === 'master' ? surfaceNameOf(file.path) : masters.get(file.line);
    return { file, reference, page: reference === undefined ? undefined : page };
  });
  const clashes = clashesIn(planned);
  const clashing = new Set(clashes.map(({ file }) => file));
  const files = planned.map((one) =>
    clashing.has(one.file) ? { file: one.file, reference: undefined, page: undefined } : one,
  );
  const told = files.filter(({ reference }) => reference !== undefined);
  const items = [...groupBy(told, ({ reference }) => reference ?? '')].map(
    ([reference, own]) => [reference, itemOf(reference, own)] as const,
  );
  return { files, items: new Map(items), clashes };
}

/** A page is known by its name in its item: of two masters in two folders, or of two kinds, the first in the list is it. */
function clashesIn(planned: readonly PlannedFile[]): BatchPlan['clashes'] {
  const first = new Map<string, ExpectedFile>();
  return planned.flatMap(({ file, reference, page }) => {
    if (file.use !== 'master' || reference === undefined || page === undefined) return [];
    const key = `${reference}\n${page}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, file);
    return other === undefined || pathKey(other.path) === pathKey(file.path) ? [] : [{ file, other }];
  });
}

/** By the number of its object; where a line has none, by what stands in it. */
function keyOf({ objectNumber, reference }: ExpectedFile): string {
  return objectNumber === '' ? `reference ${reference}` : `object ${objectNumber}`;
}

function referencesIn(list: readonly ExpectedFile[]): ReadonlyMap<string, string> {
  const references = new Map<string, string>();
  for (const file of list) {
    const reference = parseReference(file.reference);
    if (reference !== undefined && !references.has(keyOf(file))) references.set(keyOf(file), reference);
  }
  return references;
}

function itemOf(reference: string, files: readonly PlannedFile[]): PlannedItem {
  const masters = files.filter(({ file }) => file.use === 'master');
  const last = Number.POSITIVE_INFINITY;
  const inOrder = [...masters].sort((one, other) => {
    const [a, b] = [one.file.sequence ?? last, other.file.sequence ?? last];
    return a === b ? 0 : a - b;
  });
  const names = [...new Set(inOrder.map(({ page }) => page ?? ''))];
  const keys = names.map(sortKeyOf);
  const isByName = keys.every((key, at) => at === 0 || (keys[at - 1] ?? '') <= key);
  return {
    reference,
    objectNumber: files[0]?.file.objectNumber ?? '',
    pages: new Map(names.map((name, at) => [name, isByName ? 0 : at + 1])),
    attachments: files.length - masters.length,
  };
}
