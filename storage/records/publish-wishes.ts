import type { Rows } from './records.ts';

/** What somebody said who wants an item published as soon as it is ready; '' where nothing. */
export interface PublishWish {
  /** Goes with the revision. */
  readonly note: string;
  /** Why it is to be published in spite of what may be overridden. */
  readonly override: string;
}

/** Keeps what was said, in the place of what was said before. */
export async function putPublishWish(rows: Rows, itemId: string, wish: PublishWish): Promise<void> {
  await removePublishWish(rows, itemId);
  await rows
    .insertInto('publish_wishes')
    .values({ item_id: itemId, note: wish.note, override_reason: wish.override })
    .execute();
}

/** Ends it: the item was published or withdrawn. */
export async function removePublishWish(rows: Rows, itemId: string): Promise<void> {
  await rows.deleteFrom('publish_wishes').where('item_id', '=', itemId).execute();
}

/** What was said; nothing where nobody said anything. */
export async function findPublishWish(rows: Rows, itemId: string): Promise<PublishWish> {
  const found = await rows
    .selectFrom('publish_wishes')
    .select(['note', 'override_reason'])
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return { note: found?.note ?? '', override: found?.override_reason ?? '' };
}
