import type { Rows } from './records.ts';

/** How an item stands that was published once. */
export interface PublishedItem {
  readonly itemId: string;
  readonly reference: string;
  /** As it was published last: JSON of a language map. */
  readonly label: string;
  readonly rights: string | null;
  readonly revision: number;
  /** When that revision was published, in ms since 1970. */
  readonly publishedAt: number;
  readonly withdrawnAt: number | null;
  /** The number of what the world was told of it last, and when. */
  readonly number: number;
  readonly changedAt: number;
  /** Whether the world can see it, as it was told. */
  readonly isVisible: boolean;
}

/** A place in the list of all that was ever told. */
export interface PublishedPlace {
  readonly changedAt: number;
  readonly number: number;
}

/**
 * Items that the world was ever told of, in the order in which it was told of them last.
 *
 * @param after the place of the last one that is known already
 */
export async function publishedAfter(
  rows: Rows,
  after: PublishedPlace,
  limit: number,
): Promise<PublishedItem[]> {
  const found = await rows
    .selectFrom('activities')
    .innerJoin('items', 'items.id', 'activities.item_id')
    .innerJoin('manifests', 'manifests.id', 'activities.item_id')
    .innerJoin('revisions', (join) =>
      join
        .onRef('revisions.manifest_id', '=', 'activities.item_id')
        .onRef('revisions.revision', '=', 'manifests.published_revision'),
    )
    .select(['items.id', 'items.reference', 'items.rights', 'revisions.label', 'revisions.revision'])
    .select(['revisions.published_at', 'manifests.withdrawn_at'])
    .select(['activities.number', 'activities.at', 'activities.type'])
    .where('activities.stands', '=', 1)
    .where((eb) =>
      eb(eb.refTuple('activities.at', 'activities.number'), '>', eb.tuple(after.changedAt, after.number)),
    )
    .orderBy('activities.at')
    .orderBy('activities.number')
    .limit(limit)
    .execute();
  return found.map((row) => ({
    itemId: row.id,
    reference: row.reference,
    label: row.label,
    rights: row.rights,
    revision: row.revision,
    publishedAt: row.published_at,
    withdrawnAt: row.withdrawn_at,
    number: row.number,
    changedAt: row.at,
    isVisible: row.type === 'Create' || row.type === 'Update',
  }));
}

/** An item that the world can see, and when it was told so last. */
export interface VisibleItem {
  readonly itemId: string;
  readonly changedAt: number;
}

/** Numbers of activities, both included. */
export interface NumberRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Items that the world can see and was told of last by an activity of these numbers, in that order. All of these numbers
 * are read, and nothing else: a database that may choose goes through everything that can be seen instead.
 */
export async function visibleOf(rows: Rows, { first, last }: NumberRange): Promise<VisibleItem[]> {
  const found = await rows
    .selectFrom('activities')
    .select(['item_id', 'at', 'type', 'stands'])
    .where('number', '>=', first)
    .where('number', '<=', last)
    .orderBy('number')
    .execute();
  const visible = found.filter(
    ({ stands, type }) => stands === 1 && (type === 'Create' || type === 'Update'),
  );
  return visible.map(({ item_id, at }) => ({ itemId: item_id, changedAt: at }));
}
