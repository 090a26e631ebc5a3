import type { Message } from '../model/finding.ts';
import { planBatch } from './batch-plan.ts';
import { type ExpectedFile, type LineFinding, shortened } from './delivery-list.ts';

/**
 * Masters that would be the page of another one.
 *
 * @param list `reference` is what the archive calls the item.
 */
export function samePages(list: readonly ExpectedFile[]): readonly LineFinding[] {
  return planBatch(list).clashes.map(({ file, other }) => ({
    ...{ line: file.line, rule: 'same-page', severity: 'error', path: file.path, value: other.path },
    message: samePage(other.path),
  }));
}

function samePage(path: string): Message {
  const other = shortened(path);
  return {
    en: `This would be the same page of the same item as ${other}: a page is known by the name of its file, without folder and extension. It is kept beside the pages. Give it another name, or say which item it is of.`,
    nl: `Dit zou dezelfde pagina van hetzelfde item zijn als ${other}: een pagina heet zoals haar bestand, zonder map en extensie. Het bestand wordt naast de pagina's bewaard. Geef het een andere naam, of zeg bij welk item het hoort.`,
  };
}

/** Files of a concordance table as the archive knows them: `reference` is the name of the item. */
export function inArchive(list: readonly ExpectedFile[]): ExpectedFile[] {
  return list.map((file) => ({ ...file, reference: archiveReference(file) }));
}

/**
 * What the archive calls the item of a line: its inventory number with the archive before it, which is the first
 * folder of the path; `ARCH00860.1`.
 */
function archiveReference({ path: at, reference }: Pick<ExpectedFile, 'path' | 'reference'>): string {
  const [archive = '', ...rest] = at.split('/');
  if (reference === '' || rest.length === 0) return reference;
  return reference === archive || reference.startsWith(`${archive}.`) ? reference : `${archive}.${reference}`;
}
