import { withoutFormulas, writeCsv } from '../../intake/csv.ts';
import type { LanguageMap } from '../../model/language.ts';
import type { RenderingPage, RenderingPlan } from '../../model/rendering.ts';

/** A page, and the file of it in the ZIP; null where there is none. */
export interface ListedPage {
  readonly page: RenderingPage;
  readonly file: { readonly name: string; readonly sizeBytes: number; readonly sha256: string } | null;
}

/** Programs know by it that a text is UTF-8. */
const MARK = '\uFEFF';
const COLUMNS = ['number', 'label', 'scan', 'file', 'width', 'height', 'bytes', 'sha256', 'note'];
/** What Windows, macOS or a shell would not take in a name. */
const NOT_IN_NAMES = /[<>:"/\\|?*\p{Cc}\p{Zl}\p{Zp}\p{Co}\p{Cn}]+/gu;
const MOST_LETTERS = 60;

/** What the file of each page is called: its number, by which it sorts, and its label in any script. */
export function pageNames(plan: RenderingPlan): string[] {
  const digits = Math.max(4, String(plan.pages.length).length);
  return plan.pages.map(({ label }, index) => {
    const number = String(index + 1).padStart(digits, '0');
    const words = [...textOf(label).normalize('NFC').replace(NOT_IN_NAMES, ' ').replace(/\s+/g, ' ').trim()]
      .slice(0, MOST_LETTERS)
      .join('')
      .replace(/[. ]+$/, '');
    return words === '' || words === String(index + 1) ? `${number}.jpg` : `${number} ${words}.jpg`;
  });
}

/** What each file is, one line a page: for the archive's own programs, and for whoever cites a page. */
export function pagesCsv(pages: readonly ListedPage[]): string {
  const rows = pages.map(({ page, file }, index) => [
    String(index + 1),
    textOf(page.label),
    page.image?.name ?? '',
    file?.name ?? '',
    String(file === null ? '' : (page.image?.full.width ?? '')),
    String(file === null ? '' : (page.image?.full.height ?? '')),
    String(file?.sizeBytes ?? ''),
    file?.sha256 ?? '',
    textOf(page.statement),
  ]);
  return MARK + writeCsv([COLUMNS, ...rows.map((cells) => cells.map(withoutFormulas))], ',');
}

/** What it is, where it comes from, and what may be done with it. */
export function rightsText(plan: RenderingPlan): string {
  const { rights, requiredStatement, revision, publishedAt } = plan;
  const published = new Date(publishedAt).toISOString().slice(0, 10);
  const lines = [
    ...said(plan.label),
    plan.reference,
    ...said(plan.institution),
    plan.address,
    '',
    ...(rights === null ? [] : [rights.name, rights.uri]),
    ...(requiredStatement === null ? [] : said(requiredStatement.value)),
    '',
    `Revision ${revision}, ${published}`,
  ];
  return `${MARK}${lines.join('\r\n')}\r\n`;
}

function said(map: LanguageMap): string[] {
  return Object.values(map).flat();
}

function textOf(map: LanguageMap): string {
  return said(map).join(' / ').replace(/\s+/g, ' ');
}
