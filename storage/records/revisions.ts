import type { LanguageMap } from '../../model/language.ts';
import type { GateCode, Override } from '../../model/publishing.ts';
import { isPublicAt } from './embargoes.ts';
import type { Rows } from './records.ts';

/** A published manifest: numbered, immutable, its JSON in the object store under its digest. */
export interface Revision {
  readonly itemId: string;
  readonly revision: number;
  readonly key: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly note: string;
  readonly publishedBy: string;
  readonly publishedAt: number;
  /** What the item was called in it. */
  readonly label: LanguageMap;
  /** What it was published in spite of; null where nothing stood in the way. */
  readonly override: Override | null;
}

/** Adds a revision. @throws Fault('conflict') from the transaction where the number is taken. */
export async function insertRevision(rows: Rows, revision: Revision): Promise<void> {
  await rows
    .insertInto('revisions')
    .values({
      manifest_id: revision.itemId,
      revision: revision.revision,
      object_key: revision.key,
      sha256: revision.sha256,
      size_bytes: revision.sizeBytes,
      note: revision.note,
      published_by: revision.publishedBy,
      published_at: revision.publishedAt,
      label: JSON.stringify(revision.label),
      override_reason: revision.override?.reason ?? '',
      overridden: JSON.stringify(revision.override?.gates ?? []),
    })
    .execute();
}

/** The revisions of an item's manifest, newest first. */
export async function revisionsOf(rows: Rows, itemId: string): Promise<Revision[]> {
  const found = await rows
    .selectFrom('revisions')
    .selectAll()
    .where('manifest_id', '=', itemId)
    .orderBy('revision', 'desc')
    .execute();
  return found.map((row) => ({
    itemId: row.manifest_id,
    revision: row.revision,
    key: row.object_key,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    note: row.note,
    publishedBy: row.published_by,
    publishedAt: row.published_at,
    label: JSON.parse(row.label) as LanguageMap,
    override:
      row.override_reason === ''
        ? null
        : { reason: row.override_reason, gates: JSON.parse(row.overridden) as GateCode[] },
  }));
}

/** One revision of an item's manifest; undefined if there is none of that number. */
export async function findRevision(
  rows: Rows,
  itemId: string,
  revision: number,
): Promise<Revision | undefined> {
  return (await revisionsOf(rows, itemId)).find((one) => one.revision === revision);
}

/**
 * Items that everybody may see, by the names that they were published under: the top collection.
 *
 * @param at the moment that is asked about, in ms since 1970
 */
export async function publishedItems(rows: Rows, at: number): Promise<{ id: string; label: LanguageMap }[]> {
  const found = await rows
    .selectFrom('items')
    .innerJoin('manifests', 'manifests.id', 'items.id')
    .innerJoin('revisions', (join) =>
      join
        .onRef('revisions.manifest_id', '=', 'manifests.id')
        .onRef('revisions.revision', '=', 'manifests.published_revision'),
    )
    .where((eb) => isPublicAt(eb, at))
    .select(['items.id', 'revisions.label'])
    .orderBy('items.reference')
    .execute();
  return found.map(({ id, label }) => ({ id, label: JSON.parse(label) as LanguageMap }));
}

/** Ids of the items that somebody wants published as soon as they are ready. */
export async function itemsToPublish(rows: Rows): Promise<string[]> {
  const found = await rows
    .selectFrom('items')
    .select('id')
    .where('publish_when_ready_by', 'is not', null)
    .execute();
  return found.map((row) => row.id);
}
