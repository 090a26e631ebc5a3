import {
  baseName,
  type Delivery,
  folderOf,
  groupBy,
  type LineRemark,
  type LineRule,
} from '../delivery-list.ts';

/** Beside the masters there are exactly as many folders as the table has objects: one for each, unless it may still come. */
export const folders: LineRule<Delivery> = {
  severity: 'error',
  check({ list, found, isAwaited }) {
    const masters = list.filter(({ use, objectNumber }) => use === 'master' && objectNumber !== '');
    const roots = new Map<string, Map<string, number>>();
    for (const { path, objectNumber, line } of masters) {
      const root = folderOf(folderOf(path));
      const objects = roots.get(root) ?? new Map<string, number>();
      if (!objects.has(objectNumber)) objects.set(objectNumber, line);
      roots.set(root, objects);
    }
    const inside = groupBy(found.folders, folderOf);
    return [...roots].flatMap(([root, objects]) => {
      const names = (inside.get(root) ?? []).map(baseName);
      const counts = {
        value: String(names.length),
        expected: String(objects.size),
      };
      const missing = isAwaited ? [] : lacking(root, objects, names, counts);
      return [...missing, ...extra(root, objects, names, counts)];
    });
  },
};

type Counts = Pick<LineRemark, 'value' | 'expected'>;

function lacking(
  root: string,
  objects: ReadonlyMap<string, number>,
  names: readonly string[],
  counts: Counts,
): LineRemark[] {
  const there = new Set(names);
  return [...objects]
    .filter(([object]) => !there.has(object))
    .map(([object, line]) => ({
      line,
      path: `${root}/${object}`,
      ...counts,
      message: {
        en: `Object ${object} has no folder in ${root}. Deliver the folder, or take the object out of the table.`,
        nl: `Object ${object} heeft geen map in ${root}. Lever de map alsnog, of haal het object uit de tabel.`,
      },
    }));
}

function extra(
  root: string,
  objects: ReadonlyMap<string, number>,
  names: readonly string[],
  counts: Counts,
): LineRemark[] {
  return names
    .filter((name) => !objects.has(name))
    .map((name) => ({
      line: null,
      path: `${root}/${name}`,
      ...counts,
      message: {
        en: `The folder ${name} is of no object in the table. Add its lines to the table, or take the folder out of the delivery.`,
        nl: `De map ${name} hoort bij geen object in de tabel. Voeg de regels toe aan de tabel, of haal de map uit de levering.`,
      },
    }));
}
