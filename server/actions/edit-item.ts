import type { CaptureNotesPatch } from '../../model/capture.ts';
import { Fault } from '../../model/fault.ts';
import { updateCaptureNotes } from '../../storage/records/capture-notes.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findItem, type ItemPatch, updateItem } from '../../storage/records/items.ts';
import type { Parts } from '../parts.ts';
import { publicationChanged } from '../publications.ts';
import { announce } from './announce.ts';
import { requireChoosable } from './change-profiles.ts';

/** Whose change it is, and of which edition of which item. */
export interface Editing {
  readonly itemId: string;
  readonly edition: number;
  /** Id of a user or a token. */
  readonly agent: string;
}

/** What people call the fields of an item. */
const FIELD_NAMES = {
  label: 'the title',
  summary: 'the summary',
  metadata: 'the description',
  date: 'the date',
  kind: 'the kind',
  rights: 'the rights',
  requiredStatement: 'the attribution',
  viewingDirection: 'the reading direction',
  behavior: 'the way of paging',
  startSurfaceId: 'the first page shown',
  links: 'the links',
  access: 'the access',
  accessReason: 'the reason of the access',
  accessBasis: 'the basis of the access',
  embargoUntil: 'the embargo',
  profileId: 'the capture profile',
  expectedCount: 'the number of sides',
  handlingNotes: 'the handling notes',
  widthMm: 'the width of the original',
  heightMm: 'the height of the original',
} as const satisfies Partial<Record<keyof ItemPatch | keyof CaptureNotesPatch, string>>;

export type ItemEdit = Pick<ItemPatch & CaptureNotesPatch, keyof typeof FIELD_NAMES>;

/**
 * Changes what is said of an item. What is published stays as it is until it is published again, but for the
 * access, which holds at once.
 *
 * @returns false, and nothing is changed, where somebody else was first.
 * @throws Fault('not-found')
 */
export async function editItem(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  { itemId, edition, agent }: Editing,
  description: ItemEdit,
): Promise<boolean> {
  const isDone = await parts.records.write(async (rows) => {
    const item = await findItem(rows, itemId);
    if (item === undefined) throw new Fault('not-found', 'There is no such item.');
    if (item.edition !== edition) return false;
    const at = Date.now();
    const { profileId = null } = description;
    if (profileId !== item.profileId) await requireChoosable(rows, profileId);
    const detail = `Changed ${nameFields(description)}.`;
    if (!(await updateItem(rows, item, description, at))) return false;
    await updateCaptureNotes(rows, itemId, description);
    await appendEvent(rows, { type: 'metadata modification', detail, agent, itemId, at });
    return true;
  });
  if (!isDone) return false;
  if (description.access !== undefined) await publicationChanged(itemId);
  await announce(parts, { kind: 'item', itemId });
  return true;
}

/** What people call the fields that are changed. */
export function nameFields(description: ItemEdit): string {
  const names = Object.entries(FIELD_NAMES).flatMap(([field, name]) => (field in description ? [name] : []));
  return names.join(', ');
}
