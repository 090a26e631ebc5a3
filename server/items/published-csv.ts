import { withoutFormulas, writeCsv } from '../../intake/csv.ts';
import { uris } from '../../manifests/uris.ts';
import type { LanguageMap } from '../../model/language.ts';
import { pidsOf } from '../../storage/records/pids.ts';
import { type PublishedItem, type PublishedPlace, publishedAfter } from '../../storage/records/published.ts';
import type { Records } from '../../storage/records/records.ts';

const HEADER = [
  ...['reference', 'names', 'title', 'revision', 'published at', 'state', 'changed at'],
  ...['manifest', 'page', 'address', 'thumbnail', 'rights'],
];
const ROWS_A_READ = 1_000;
/** Without it spreadsheets take UTF-8 for something else. */
const MARK = '\ufeff';

/**
 * Everything that was ever published, with the addresses of each item, for the catalogue; a thousand lines at a time,
 * in the order in which they changed.
 *
 * @param since in ms since 1970: only what changed for the world from then on
 */
export async function* publishedCsv(
  { records }: { readonly records: Pick<Records, 'read'> },
  { base, since }: { readonly base: string; readonly since: number },
): AsyncGenerator<string> {
  yield MARK + writeCsv([HEADER], ',');
  let after: PublishedPlace = { changedAt: since, number: 0 };
  for (;;) {
    const { items, names } = await records.read(async (rows) => {
      const items = await publishedAfter(rows, after, ROWS_A_READ);
      return {
        items,
        names: await pidsOf(
          rows,
          items.map(({ itemId }) => itemId),
        ),
      };
    });
    yield writeCsv(
      items.map((item) => cellsOf(item, names.get(item.itemId) ?? [], base).map(withoutFormulas)),
      ',',
    );
    const last = items.at(-1);
    if (last === undefined || items.length < ROWS_A_READ) return;
    after = last;
  }
}

function cellsOf(item: PublishedItem, pids: readonly string[], base: string): readonly string[] {
  const [pid = item.reference] = pids;
  return [
    item.reference,
    pids.join(' | '),
    Object.values(JSON.parse(item.label) as LanguageMap)
      .flat()
      .join(' | '),
    String(item.revision),
    new Date(item.publishedAt).toISOString(),
    stateOf(item),
    new Date(item.changedAt).toISOString(),
    uris.manifest(base, item.itemId),
    uris.viewer(base, item.itemId),
    uris.pid(base, pid),
    uris.pidView(base, pid, 'thumbnail'),
    item.rights ?? '',
  ];
}

function stateOf({ isVisible, withdrawnAt }: PublishedItem): 'published' | 'withdrawn' | 'closed' {
  if (withdrawnAt !== null) return 'withdrawn';
  return isVisible ? 'published' : 'closed';
}
