import type { Rendering } from '../../model/rendering.ts';
import { renderingIndexKey, renderingLeftovers } from '../../storage/objects/keys.ts';
import { removeRendering, renderingsOf, supersededRenderings } from '../../storage/records/renderings.ts';
import type { Parts } from '../parts.ts';

const AT_ONCE = 100;

/**
 * Removes files of revisions that are not published any more, and what finished files were made from. First the bytes,
 * then the row: who is stopped in between does it again. Never throws: what is left is for the next sweep.
 */
export async function tidyRenderings(parts: Pick<Parts, 'records' | 'objects' | 'log'>): Promise<void> {
  const { records, objects, log } = parts;
  try {
    for (const gone of await records.read((rows) => supersededRenderings(rows, AT_ONCE))) {
      const { id, itemId, file } = gone;
      const others = await records.read((rows) => renderingsOf(rows, itemId));
      if (file !== null) {
        await objects.remove(renderingIndexKey(file.key));
        await objects.remove(file.key);
      }
      await removeLeftovers(objects, { gone, others });
      await records.write((rows) => removeRendering(rows, id));
    }
  } catch (error) {
    log.warn({ err: error }, 'files of older revisions could not be removed yet');
  }
}

/** What a file that was never finished was made from, unless another of the item may go on with it. */
async function removeLeftovers(
  objects: Parts['objects'],
  { gone, others }: { readonly gone: Rendering; readonly others: readonly Rendering[] },
): Promise<void> {
  if (others.some(({ id, state }) => id !== gone.id && state !== 'ready')) return;
  for (const prefix of renderingLeftovers(gone.itemId)) {
    for await (const { key } of objects.list(prefix)) await objects.remove(key);
  }
}
