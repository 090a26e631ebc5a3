import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** The Markdown pages of a checkout: path from the root, and text. */
export type Pages = ReadonlyMap<string, string>;

const NOT_OURS = new Set(['node_modules', '.git', '.recto', 'data', 'dist', 'coverage']);

/** Reads every Markdown page that belongs to the project. */
export function readPages(root: string): Pages {
  return new Map(markdown(root, '').map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

function markdown(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : markdown(root, path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

/** Links to a file or a heading of the repository that is not there, a sentence each. */
export function wrongLinks(pages: Pages, exists: (path: string) => boolean): string[] {
  return [...pages].flatMap(([page, text]) =>
    linksOf(text).flatMap((link) => {
      const [file = '', heading] = link.split('#');
      const path = file === '' ? page : posix.normalize(posix.join(posix.dirname(page), decodeURI(file)));
      if (!exists(path)) return [`${page} links to ${link}, which is not there`];
      const target = pages.get(path);
      if (heading && target !== undefined && !headings(target).includes(heading)) {
        return [`${page} links to ${link}, but ${path} has no such heading`];
      }
      return [];
    }),
  );
}

function linksOf(text: string): string[] {
  const prose = withoutCode(text).replace(/`[^`\n]*`/g, '');
  const links = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)].map(([, link]) => link ?? '');
  return links.filter((link) => !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link));
}

function withoutCode(text: string): string {
  return text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '');
}

/** The anchors that GitHub gives to a page's headings. */
function headings(text: string): string[] {
  return [...withoutCode(text).matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, heading]) =>
    (heading ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}
