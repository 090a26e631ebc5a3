import { json } from 'node:stream/consumers';
import { uris } from '../../manifests/uris.ts';
import { Fault } from '../../model/fault.ts';
import {
  type DownloadsView,
  RENDERING_KINDS,
  RENDERING_TYPES,
  type Rendering,
  type RenderingView,
  usualDownloads,
} from '../../model/rendering.ts';
import { findItem } from '../../storage/records/items.ts';
import { countBefore, findDownloads, renderingsOf } from '../../storage/records/renderings.ts';
import { findRevision } from '../../storage/records/revisions.ts';
import { createRecent } from '../http/recent.ts';
import type { Parts } from '../parts.ts';

/** The files to take away of an item, as its desk shows them. */
export interface DownloadsViews {
  /** @param base the public URL, without a slash at its end. @throws Fault('not-found') */
  build(itemId: string, base: string): Promise<DownloadsView>;
}

export function createDownloadsViews(parts: Pick<Parts, 'records' | 'objects'>): DownloadsViews {
  const offers = createOffers(parts);
  return { build: (itemId, base) => buildView(parts, { itemId, base, formatsOf: offers.of }) };
}

async function buildView(
  parts: Pick<Parts, 'records' | 'objects'>,
  { itemId, base, formatsOf }: { itemId: string; base: string; formatsOf: Offers['of'] },
): Promise<DownloadsView> {
  const found = await parts.records.read(async (rows) => {
    const item = await findItem(rows, itemId);
    if (item === undefined) throw new Fault('not-found', 'There is no such item.');
    const { publishedRevision, withdrawnAt } = item;
    const number = withdrawnAt === null ? publishedRevision : null;
    const published = number === null ? undefined : await findRevision(rows, itemId, number);
    const all = (await renderingsOf(rows, itemId)).filter(({ revision }) => revision === number);
    const before = new Map<string, number>();
    for (const one of all) if (one.state === 'due') before.set(one.id, await countBefore(rows, one));
    return { item, published, all, before, chosen: await findDownloads(rows, itemId) };
  });
  const { item, published, all, before, chosen } = found;
  const formats = published === undefined ? [] : await formatsOf(published.key);
  const kinds = chosen ?? usualDownloads(item.kind);
  return {
    itemId,
    isUsual: chosen === undefined,
    revision: published?.revision ?? null,
    downloads: RENDERING_KINDS.map((kind) => {
      const rendering = all.find((one) => one.kind === kind);
      return {
        kind,
        isChosen: kinds.includes(kind),
        isOffered: formats.includes(RENDERING_TYPES[kind]),
        rendering: rendering === undefined ? null : viewOf(rendering, before.get(rendering.id) ?? null),
        url: uris.rendering(base, itemId, kind),
      };
    }),
  };
}

function viewOf(rendering: Rendering, before: number | null): RenderingView {
  const { id, attempt, state, pagesDone, pagesTotal, expectedAt, failure, createdAt, settledAt, file } =
    rendering;
  return {
    ...{ id, attempt, state, pagesDone, pagesTotal, expectedAt, failure, createdAt, settledAt, before },
    sizeBytes: file?.sizeBytes ?? null,
    sha256: file?.sha256 ?? null,
  };
}

/** What published manifests offer to take away: the media types. A revision never changes. */
interface Offers {
  of(key: string): Promise<readonly unknown[]>;
}

const REMEMBERED = 500;

function createOffers(parts: Pick<Parts, 'objects'>): Offers {
  const recent = createRecent<readonly unknown[]>(REMEMBERED);
  return {
    async of(key) {
      const known = recent.get(key);
      if (known !== undefined) return known;
      const formats = formatsIn(await json(await parts.objects.read(key)));
      recent.set(key, formats);
      return formats;
    },
  };
}

function formatsIn(manifest: unknown): unknown[] {
  const isOne = typeof manifest === 'object' && manifest !== null && 'rendering' in manifest;
  const renderings: unknown[] = isOne && Array.isArray(manifest.rendering) ? manifest.rendering : [];
  return renderings.map((one) =>
    typeof one === 'object' && one !== null && 'format' in one ? one.format : '',
  );
}
