import { NO_CAPTURE_NOTES } from '../../model/capture.ts';
import type { JudgedBy, StandCard, StandSearch } from '../../model/copy-stand.ts';
import { Fault } from '../../model/fault.ts';
import type { Item } from '../../model/item.ts';
import { findCaptureNotes } from '../../storage/records/capture-notes.ts';
import { nextMasterOf } from '../../storage/records/expected-files.ts';
import { findItem, findItemByReference, type ItemSummary } from '../../storage/records/items.ts';
import { findDefaultProfile, findProfile } from '../../storage/records/profiles.ts';
import type { Rows } from '../../storage/records/records.ts';
import { searchItems } from '../../storage/records/search-items.ts';
import { otherStandOf } from '../../storage/records/stand.ts';
import { chooseProfile } from '../actions/pin-profile.ts';
import type { Parts } from '../parts.ts';
import { readProgress } from './progress.ts';

const MOST_SIMILAR = 5;
const MOST_WORDS = 4;

/** What people and scanners put between the parts of a reference: `ARCH00860 1` is `ARCH00860.1`. */
const SEPARATED = /[\s./_-]+/u;
const SEPARATORS = ['.', ' ', '/', '-', '_'] as const;

/** The item of a reference as it was scanned or typed; without one, some that are called nearly so. */
export async function searchCard(
  { records }: Pick<Parts, 'records'>,
  asked: { readonly reference: string; readonly stationId: string | undefined },
): Promise<StandSearch> {
  return records.read(async (rows) => {
    const item = await findByAnySeparator(rows, asked.reference);
    if (item !== undefined) return { card: await cardOf(rows, item, asked.stationId), similar: [] };
    const items = await similarTo(rows, asked.reference.split(SEPARATED).filter(Boolean));
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

/** Items that have all of these words, or as many of the first ones as any has. */
async function similarTo(rows: Rows, words: readonly string[]): Promise<readonly ItemSummary[]> {
  for (let count = Math.min(words.length, MOST_WORDS); count > 0; count -= 1) {
    const query = words.slice(0, count).join(' ');
    const { items } = await searchItems(rows, { query, limit: MOST_SIMILAR, offset: 0 });
    if (items.length > 0) return items;
  }
  return [];
}

async function findByAnySeparator(rows: Rows, reference: string): Promise<Item | undefined> {
  const exact = await findItemByReference(rows, reference);
  if (exact !== undefined) return exact;
  const parts = reference.split(SEPARATED).filter(Boolean);
  if (parts.length < 2 || parts.length > 6) return undefined;
  for (const separator of SEPARATORS) {
    const found = await findItemByReference(rows, parts.join(separator));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function cardOf(rows: Rows, item: Item, stationId: string | undefined): Promise<StandCard> {
  const { id, reference, kind, label } = item;
  return {
    ...{ id, reference, kind, label },
    ...((await findCaptureNotes(rows, id)) ?? NO_CAPTURE_NOTES),
    judgedBy: await judgedBy(rows, id),
    progress: await readProgress(rows, id, stationId),
    elsewhere: (await otherStandOf(rows, id, stationId ?? '')) ?? null,
  };
}

/** By which profile the next scan of an item would be judged, as it is decided when one arrives. */
async function judgedBy(rows: Rows, itemId: string): Promise<JudgedBy | null> {
  const next = await nextMasterOf(rows, itemId);
  const { profileId, by, delivery } = await chooseProfile(rows, { itemId, fileName: next?.path ?? '' });
  const profile = profileId === null ? await findDefaultProfile(rows) : await findProfile(rows, profileId);
  if (profile === undefined) return null;
  const { name, preset, version } = profile;
  return { name, preset, version, by, delivery: delivery?.code ?? null };
}
