import { atOnce } from './at-once.ts';
import {
  baseName,
  type ExpectedFile,
  extensionOf,
  folderOf,
  groupBy,
  type Match,
  type Progress,
  pathKey,
  stemOf,
} from './delivery-list.ts';

/**
 * Sets what came against what a table expects. A file under another name is recognised where only one missing file
 * can be meant: by a name that differs in capitals, zeros, separators or the spelling of its extension, by the right name
 * in another folder, or by its number in the right folder.
 *
 * @param arrived paths from the folder that the delivery lies in, with slashes; a path that came twice is there twice.
 */
export function progressOf(list: readonly ExpectedFile[], arrived: readonly string[]): Progress {
  return atOnce(progressInSteps(list, arrived));
}

/** The same step by step: with tens of thousands of wrong names each of them takes a while. */
export function* progressInSteps(
  list: readonly ExpectedFile[],
  arrived: readonly string[],
): Generator<void, Progress> {
  const places = new Map<string, ExpectedFile>();
  for (const file of list) if (!places.has(exactKey(file.path))) places.set(exactKey(file.path), file);
  const taken = new Set<ExpectedFile>();
  const double: Match[] = [];
  let unknown: string[] = [];
  for (const path of arrived) {
    const file = places.get(exactKey(path));
    if (file === undefined) unknown.push(path);
    else if (taken.has(file)) double.push({ path, file });
    else taken.add(file);
  }
  yield;
  let misnamed: Match[] = [];
  let missing = [...places.values()].filter((file) => !taken.has(file));
  for (const keyOf of [looseKey, nameKey, numberKey]) {
    const matches = matchBy(keyOf, missing, unknown);
    // Of tens of thousands one call cannot take each as an argument.
    misnamed = misnamed.concat(matches);
    const files = new Set(matches.map(({ file }) => file));
    const paths = new Set(matches.map(({ path }) => path));
    missing = missing.filter((file) => !files.has(file));
    unknown = unknown.filter((path) => !paths.has(path));
    yield;
  }
  const filled = groupBy([...taken, ...misnamed.map(({ file }) => file)], ({ path }) => looseKey(path) ?? '');
  const copies = unknown.flatMap((path) => {
    const [file, ...others] = filled.get(looseKey(path) ?? '') ?? [];
    return file !== undefined && others.length === 0 ? [{ path, file }] : [];
  });
  const copied = new Set(copies.map(({ path }) => path));
  return {
    arrived: [...taken],
    missing,
    double: [...double, ...copies],
    misnamed,
    unexpected: unknown.filter((path) => !copied.has(path)),
  };
}

/** A key under which a path may be another; undefined where it has none. */
type KeyOf = (path: string) => string | undefined;

/** Only pairs that nothing else could be. */
function matchBy(keyOf: KeyOf, missing: readonly ExpectedFile[], unknown: readonly string[]): Match[] {
  const paths = groupBy(unknown, (path) => keyOf(path) ?? '');
  const files = groupBy(missing, (file) => keyOf(file.path) ?? '');
  return [...files].flatMap(([key, [file, ...otherFiles]]) => {
    const [path, ...otherPaths] = paths.get(key) ?? [];
    const isSure = key !== '' && otherFiles.length === 0 && otherPaths.length === 0;
    return isSure && file !== undefined && path !== undefined ? [{ path, file }] : [];
  });
}

/** Disks write é in two ways, and mean one file. */
function exactKey(path: string): string {
  return path.normalize('NFC');
}

const ALIASES: Readonly<Record<string, string>> = { tiff: 'tif', jpeg: 'jpg', jpe: 'jpg' };

function kindOf(path: string): string {
  const extension = extensionOf(path);
  return ALIASES[extension] ?? extension;
}

/** What systems add to the name of a copy: ` (2)`, ` - Copy`, ` - kopie (3)`. */
const COPY_MARK = /(?:[ _-]{1,8}(?:copy|kopie))?(?: ?\(\d{1,3}\))?$/;

/** The same folder, and the same name but for capitals, zeros before numbers, separators and the marks of copies. */
function looseKey(path: string): string | undefined {
  const stem = stemOf(baseName(pathKey(path))).replace(COPY_MARK, '');
  const words = stem.replace(/[\s_.-]+/g, '_').replace(/(?<!\d)0+(?=\d)/g, '');
  return `${pathKey(folderOf(path))}/${words}.${kindOf(path)}`;
}

/** The same folder, and the same number at the end of the name. */
function numberKey(path: string): string | undefined {
  const number = /(\d+)$/.exec(stemOf(baseName(path)))?.[1]?.replace(/^0+(?=\d)/, '');
  return number === undefined ? undefined : `${pathKey(folderOf(path))}/${number}.${kindOf(path)}`;
}

/** The same name in any folder. */
function nameKey(path: string): string | undefined {
  return `${stemOf(baseName(pathKey(path)))}.${kindOf(path)}`;
}
