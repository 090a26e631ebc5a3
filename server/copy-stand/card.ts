import { NO_CAPTURE_NOTES } from '../../model/capture.ts';
import type { StandCard, StandSearch } from '../../model/copy-stand.ts';
import { Fault } from '../../model/fault.ts';
import type { Item } from '../../model/item.ts';
import { findCaptureNotes } from '../../storage/records/capture-notes.ts';
import { findItem, findItemByReference, searchItems } from '../../storage/records/items.ts';
import { findDefaultProfile, findProfile } from '../../storage/records/profiles.ts';
import type { Rows } from '../../storage/records/records.ts';
import { otherStandOf } from '../../storage/records/stand.ts';
import type { Parts } from '../parts.ts';
import { readProgress } from './progress.ts';

const MOST_SIMILAR = 5;

/** What people and scanners put between the parts of a reference: `ARCH00860 1` is `ARCH00860.1`. */
const SEPARATORS = ['.', ' ', '/', '-', '_'] as const;

/** The item of a reference as it was scanned or typed; without one, some that are called nearly so. */
export async function searchCard(
  { records }: Pick<Parts, 'records'>,
  asked: { readonly reference: string; readonly stationId: string | undefined },
): Promise<StandSearch> {
  return records.read(async (rows) => {
    const item = await findByAnySeparator(rows, asked.reference);
    if (item !== undefined) return { card: await cardOf(rows, item, asked.stationId), similar: [] };
    const query = asked.reference.split(/[\s./_-]+/u).join(' ');
    const { items } = await searchItems(rows, { query, limit: MOST_SIMILAR, offset: 0 });
    return {
      card: null,
      similar: items.map(({ item: { id, reference, label } }) => ({ id, reference, label })),
    };
  });
}

/** The card of an item. @throws Fault('not-found') */
export async function readCard(
  { records }: Pick<Parts, 'records'>,
  itemId: string,
  stationId: string | undefined,
): Promise<StandCard> {
  return records.read(async (rows) => {
    const item = await findItem(rows, itemId);
    if (item === undefined) throw new Fault('not-found', 'There is no such item.');
    return cardOf(rows, item, stationId);
  });
}

async function findByAnySeparator(rows: Rows, reference: string): Promise<Item | undefined> {
  const exact = await findItemByReference(rows, reference);
  if (exact !== undefined) return exact;
  const parts = reference.split(/[\s./_-]+/u).filter(Boolean);
  if (parts.length < 2 || parts.length > 6) return undefined;
  for (const separator of SEPARATORS) {
    const found = await findItemByReference(rows, parts.join(separator));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function cardOf(rows: Rows, item: Item, stationId: string | undefined): Promise<StandCard> {
  const { id, reference, kind, label, profileId } = item;
  const profile = profileId === null ? await findDefaultProfile(rows) : await findProfile(rows, profileId);
  return {
    ...{ id, reference, kind, label },
    ...((await findCaptureNotes(rows, id)) ?? NO_CAPTURE_NOTES),
    profile: profile?.name ?? '',
    progress: await readProgress(rows, id, stationId),
    elsewhere: (await otherStandOf(rows, id, stationId ?? '')) ?? null,
  };
}
