import { json } from 'node:stream/consumers';
import { Fault } from '../../model/fault.ts';
import { findRevision } from '../../storage/records/revisions.ts';
import { createRecent } from '../http/recent.ts';
import type { Parts } from '../parts.ts';

/** Under which rights an item was published. What its draft says since then is nobody's business yet. */
export interface PublishedRights {
  /** A Creative Commons or rightsstatements.org URI, null where the revision has none. @throws Fault('internal') */
  of(itemId: string, revision: number): Promise<string | null>;
}

/** A revision never changes. */
const REMEMBERED = 1_000;

export function createPublishedRights(parts: Pick<Parts, 'records' | 'objects'>): PublishedRights {
  const recent = createRecent<Promise<string | null>>(REMEMBERED);

  async function read(itemId: string, number: number): Promise<string | null> {
    const revision = await parts.records.read((rows) => findRevision(rows, itemId, number));
    if (revision === undefined) throw new Fault('internal', 'A published revision is not there.');
    const manifest: unknown = await json(await parts.objects.read(revision.key));
    const hasRights = typeof manifest === 'object' && manifest !== null && 'rights' in manifest;
    return hasRights && typeof manifest.rights === 'string' ? manifest.rights : null;
  }

  return {
    of(itemId, revision) {
      const key = `${itemId} ${revision}`;
      const known = recent.get(key);
      if (known !== undefined) return known;
      const reading = read(itemId, revision);
      recent.set(key, reading);
      reading.catch(() => recent.delete(key));
      return reading;
    },
  };
}
