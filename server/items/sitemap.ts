import { uris } from '../../manifests/uris.ts';
import { type NumberRange, visibleOf } from '../../storage/records/published.ts';
import type { Records } from '../../storage/records/records.ts';
import { escapeXml } from '../http/xml.ts';

/** Far below the 50,000 that are allowed: a file is a megabyte. */
const URLS_A_FILE = 10_000;
const ROWS_A_READ = 1_000;
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

interface Readable {
  readonly records: Pick<Records, 'read'>;
}

/** How many files there are for so many activities. */
export function sitemapFiles(activities: number): number {
  return Math.ceil(activities / URLS_A_FILE);
}

/** Of every ten thousand activities a file has the items of which nothing was told since. */
function numbersOf(file: number): NumberRange {
  return { first: (file - 1) * URLS_A_FILE + 1, last: file * URLS_A_FILE };
}

/**
 * The list of files, but for those with nothing in them any more.
 *
 * @param activities how many there are
 * @see https://www.sitemaps.org/protocol.html#index
 */
export async function* sitemapIndex(
  { records }: Readable,
  { activities, base }: { readonly activities: number; readonly base: string },
): AsyncGenerator<string> {
  yield `${DECLARATION}<sitemapindex xmlns="${NAMESPACE}">\n`;
  for (let file = 1; file <= sitemapFiles(activities); file += 1) {
    const at = await lastChangeOf({ records }, numbersOf(file));
    if (at !== undefined) yield entry('sitemap', uris.sitemapPart(base, file), at);
  }
  yield '</sitemapindex>\n';
}

/** The pages of items that everybody can see, a thousand at a time. @see https://www.sitemaps.org/protocol.html */
export async function* sitemapFile(
  { records }: Readable,
  { file, base }: { readonly file: number; readonly base: string },
): AsyncGenerator<string> {
  yield `${DECLARATION}<urlset xmlns="${NAMESPACE}">\n`;
  const { first, last } = numbersOf(file);
  for (let from = first; from <= last; from += ROWS_A_READ) {
    const numbers = { first: from, last: from + ROWS_A_READ - 1 };
    const items = await records.read((rows) => visibleOf(rows, numbers));
    yield items.map(({ itemId, changedAt }) => entry('url', uris.viewer(base, itemId), changedAt)).join('');
  }
  yield '</urlset>\n';
}

function entry(element: 'sitemap' | 'url', url: string, at: number): string {
  const lastmod = new Date(at).toISOString();
  return `<${element}><loc>${escapeXml(url)}</loc><lastmod>${lastmod}</lastmod></${element}>\n`;
}

/** When the world was told last of an item in a file, in ms since 1970; undefined where it holds none any more. */
async function lastChangeOf(
  { records }: Readable,
  { first, last }: NumberRange,
): Promise<number | undefined> {
  for (let to = last; to >= first; to -= ROWS_A_READ) {
    const numbers = { first: to - ROWS_A_READ + 1, last: to };
    const items = await records.read((rows) => visibleOf(rows, numbers));
    if (items.length > 0) return items.at(-1)?.changedAt;
  }
  return undefined;
}
