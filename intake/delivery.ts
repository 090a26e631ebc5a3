import { atOnce } from './at-once.ts';
import { inOrder } from './concordance.ts';
import { CONCORDANCE_RULES, judgeLines } from './concordance-rules/table.ts';
import { type Delivery, type ExpectedFile, type Found, folderOf, type LineFinding } from './delivery-list.ts';
import { progressInSteps } from './delivery-progress.ts';

/**
 * Judges what is there of a delivery against its table: what is missing, double, misnamed or in no line, and whether
 * each file is what it should be.
 *
 * @param unitIds the inventory numbers of the finding aid, from `readUnitIds`; left out, they are not looked at.
 * @returns findings in the order of the table's lines; those of no line last.
 */
export function checkDelivery(
  list: readonly ExpectedFile[],
  found: Found,
  unitIds?: ReadonlySet<string>,
): readonly LineFinding[] {
  return inOrder(judgeLines(CONCORDANCE_RULES.delivery, deliveryOf(list, found, { unitIds })));
}

/** A table and what is there side by side, as rules and reports see them.*/
export function deliveryOf(
  list: readonly ExpectedFile[],
  found: Found,
  asked: { readonly unitIds?: ReadonlySet<string> | undefined; readonly isAwaited?: boolean } = {},
): Delivery {
  return atOnce(deliveryInSteps(list, found, asked));
}

/** The same step by step. */
export function* deliveryInSteps(
  list: readonly ExpectedFile[],
  found: Found,
  asked: Partial<Pick<Delivery, 'unitIds' | 'isAwaited'>> = {},
): Generator<void, Delivery> {
  const { unitIds, isAwaited = false } = asked;
  const files = found.files.filter(({ path }) => !isNoise(path));
  const byPath = new Map(files.map((file) => [file.path.normalize('NFC'), file]));
  yield;
  const paths = files.map(({ path }) => path);
  const progress = yield* progressInSteps(list, paths);
  yield;
  const places = [
    ...progress.arrived.map((file) => ({ file, path: file.path })),
    ...progress.misnamed.map(({ file, path }) => ({ file, path })),
  ];
  const there = places.flatMap(({ file, path }) => {
    const at = byPath.get(path.normalize('NFC'));
    return at === undefined ? [] : [{ file, found: at }];
  });
  const roots = new Set(list.map(({ path }) => folderOf(folderOf(path))));
  const isInFolders = (path: string): boolean => foldersOf(path).some((folder) => roots.has(folder));
  return { list, found, progress, there, isInFolders, unitIds, isAwaited };
}

/** Files whose names are not what the list says: misnamed, double, or in its folders and in no line. */
export function countWrongNames({ progress, isInFolders }: Delivery): number {
  const { misnamed, double, unexpected } = progress;
  return misnamed.length + double.length + unexpected.filter(isInFolders).length;
}

/** Every folder that a path lies in, the nearest first. */
function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) folders.push(folder);
  return [...folders, ''];
}

/** What systems strew about, and the archive's own check ignores too. */
export function isNoise(path: string): boolean {
  return /(^|\/)(thumbs\.db|ehthumbs\.db|desktop\.ini|\.ds_store|\._[^/]*|\.access\.txt)$/i.test(path);
}
