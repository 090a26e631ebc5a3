import { Fault } from '../../model/fault.ts';
import type { RenderingKind } from '../../model/rendering.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findItem, touchItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { renderingsOf, retryRendering, setDownloads } from '../../storage/records/renderings.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';
import { askForFiles } from './ask-for-files.ts';
import { publishRenderings } from './publish-renderings.ts';

/**
 * Chooses which files the next revision of an item offers; null: what is usual for its kind.
 *
 * @throws Fault('not-found')
 */
export async function chooseDownloads(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  choice: {
    readonly itemId: string;
    readonly kinds: readonly RenderingKind[] | null;
    readonly agent: string;
  },
): Promise<void> {
  const { itemId, kinds, agent } = choice;
  await parts.records.write(async (rows) => {
    await requireItem(rows, itemId);
    const at = Date.now();
    await setDownloads(rows, itemId, kinds ?? undefined);
    const named = kinds?.map((kind) => kind.toUpperCase()).join(', ') || 'none';
    const detail = `Files to take away: ${kinds === null ? 'as usual' : named}.`;
    await appendEvent(rows, { type: 'metadata modification', detail, agent, itemId, at });
    await touchItem(rows, itemId, at);
  });
  await announce(parts, { kind: 'item', itemId });
}

/**
 * Has a file made of the revision that is published, whether that offers it or not; one that failed is tried again. One
 * that is made already, or due, stays as it is.
 *
 * @throws Fault('not-found'), Fault('conflict') where nothing is published
 */
export async function makeDownload(
  parts: Pick<Parts, 'records' | 'objects' | 'jobs' | 'config' | 'log'>,
  wish: { readonly itemId: string; readonly kind: RenderingKind; readonly agent: string },
): Promise<void> {
  const { itemId, kind, agent } = wish;
  await parts.records.write(async (rows) => {
    const { publishedRevision: revision, withdrawnAt } = await requireItem(rows, itemId);
    if (revision === null || withdrawnAt !== null)
      throw new Fault('conflict', 'The item is not published: publish it, and its files are made.');
    const at = Date.now();
    const all = await renderingsOf(rows, itemId);
    const standing = all.find((one) => one.revision === revision && one.kind === kind);
    const isAsked = standing === undefined || (await retryRendering(rows, standing.id));
    await askForFiles(rows, { itemId, revision, kinds: [kind], at });
    if (!isAsked) return;
    const detail = `The ${kind.toUpperCase()} of revision ${revision} was asked for.`;
    await appendEvent(rows, { type: 'metadata modification', detail, agent, itemId, at });
  });
  await announce(parts, { kind: 'item', itemId });
  await publishRenderings(parts);
}

/** @throws Fault('not-found') */
async function requireItem(rows: Rows, itemId: string) {
  const item = await findItem(rows, itemId);
  if (item === undefined) throw new Fault('not-found', 'There is no such item.');
  return item;
}
