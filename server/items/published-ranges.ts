import { text } from 'node:stream/consumers';
import { STORED_BASE, uris } from '../../manifests/uris.ts';
import { type Revision, revisionsOf } from '../../storage/records/revisions.ts';
import { createRecent } from '../http/recent.ts';
import type { Parts } from '../parts.ts';

/** Which parts of an item the world was ever told of. A part that was taken out since is among them, for ever. */
export interface PublishedRanges {
  /** Whether a range of this id was in any revision of an item. */
  has(itemId: string, rangeId: string): Promise<boolean>;
}

/** Revisions never change; what is kept of one are the ids of its ranges. */
const REMEMBERED = 500;

/**
 * The ids are read from the revisions themselves, the newest first: nearly always that is one file, and one that was
 * just asked for.
 */
export function createPublishedRanges(parts: Pick<Parts, 'records' | 'objects'>): PublishedRanges {
  const recent = createRecent<Promise<ReadonlySet<string>>>(REMEMBERED);

  async function read({ itemId, key }: Revision): Promise<ReadonlySet<string>> {
    const json = await text(await parts.objects.read(key));
    const [, ...named] = json.split(uris.range(STORED_BASE, itemId, ''));
    return new Set(named.map((rest) => rest.slice(0, rest.indexOf('"'))));
  }

  function rangesIn(revision: Revision): Promise<ReadonlySet<string>> {
    const known = recent.get(revision.key);
    if (known !== undefined) return known;
    const reading = read(revision);
    recent.set(revision.key, reading);
    reading.catch(() => recent.delete(revision.key));
    return reading;
  }

  return {
    async has(itemId, rangeId) {
      for (const revision of await parts.records.read((rows) => revisionsOf(rows, itemId)))
        if ((await rangesIn(revision)).has(rangeId)) return true;
      return false;
    },
  };
}
