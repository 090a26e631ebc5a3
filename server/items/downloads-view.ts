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
import type { Parts } from '../parts.ts';

/**
 * The files to take away of an item, as its desk shows them.
 *
 * @param base the public URL, without a slash at its end
 * @throws Fault('not-found')
 */
export async function buildDownloadsView(
  parts: Pick<Parts, 'records' | 'objects'>,
  itemId: string,
  base: string,
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
  const formats = published === undefined ? [] : await formatsIn(parts, published.key);
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
  const { state, pagesDone, pagesTotal, expectedAt, failure, createdAt, settledAt, file } = rendering;
  return {
    ...{ state, pagesDone, pagesTotal, expectedAt, failure, createdAt, settledAt, before },
    sizeBytes: file?.sizeBytes ?? null,
    sha256: file?.sha256 ?? null,
  };
}

/** What the manifest that is published offers to take away: the media types. */
async function formatsIn(parts: Pick<Parts, 'objects'>, key: string): Promise<unknown[]> {
  const manifest: unknown = await json(await parts.objects.read(key));
  const isOne = typeof manifest === 'object' && manifest !== null && 'rendering' in manifest;
  const renderings: unknown[] = isOne && Array.isArray(manifest.rendering) ? manifest.rendering : [];
  return renderings.map((one) =>
    typeof one === 'object' && one !== null && 'format' in one ? one.format : '',
  );
}
