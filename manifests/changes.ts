import type { Activity } from '../model/activity.ts';
import { uris } from './uris.ts';

/** What a harvester calls linked data of changes. */
export const DISCOVERY_CONTEXT = 'http://iiif.io/api/discovery/1/context.json';
/** Activities on a page. Never another number: what stands on a page would move to another. */
export const ACTIVITIES_A_PAGE = 100;

/** What was told of an item, and the first names of the items in it. */
export interface NamedActivity extends Activity {
  readonly pid: string;
  /** Of the item that it is now; null but for a Move. */
  readonly targetPid: string | null;
}

/** The number of the last page; the first is there also while there is nothing on it. */
export function lastActivitiesPage(total: number): number {
  return Math.max(1, Math.ceil(total / ACTIVITIES_A_PAGE));
}

/** The number of the first activity of a page. */
export function firstActivityOf(page: number): number {
  return (page - 1) * ACTIVITIES_A_PAGE + 1;
}

/**
 * The way in to all that was ever published, changed and withdrawn.
 *
 * @param total how many activities there are
 * @see https://iiif.io/api/discovery/1.0/#orderedcollection
 */
export function buildActivities(total: number, base: string) {
  return {
    '@context': DISCOVERY_CONTEXT,
    id: uris.activities(base),
    type: 'OrderedCollection',
    totalItems: total,
    seeAlso: [buildSchemaLink(uris.dataset(base))],
    first: pageOf(base, 1),
    last: pageOf(base, lastActivitiesPage(total)),
  };
}

/**
 * A page of activities, the oldest first. Once there is a next one it never changes again.
 *
 * @param activities those of this page, in order
 * @param total how many there are on all pages
 * @see https://iiif.io/api/discovery/1.0/#ordered-collection-page
 */
export function buildActivitiesPage(
  { page, total, activities }: { page: number; total: number; activities: readonly NamedActivity[] },
  base: string,
) {
  return {
    '@context': DISCOVERY_CONTEXT,
    id: uris.activitiesPage(base, page),
    type: 'OrderedCollectionPage',
    partOf: { id: uris.activities(base), type: 'OrderedCollection' },
    startIndex: firstActivityOf(page) - 1,
    ...(page > 1 && { prev: pageOf(base, page - 1) }),
    ...(page < lastActivitiesPage(total) && { next: pageOf(base, page + 1) }),
    orderedItems: activities.map((activity) => buildActivity(activity, base)),
  };
}

function pageOf(base: string, page: number) {
  return { id: uris.activitiesPage(base, page), type: 'OrderedCollectionPage' };
}

/** @see https://iiif.io/api/discovery/1.0/#activities */
function buildActivity({ type, at, itemId, pid, targetId, targetPid }: NamedActivity, base: string) {
  const isThere = type === 'Create' || type === 'Update';
  return {
    type,
    endTime: new Date(at).toISOString(),
    object: isThere ? buildSeen(base, itemId, pid) : buildObject(base, itemId, pid),
    ...(targetId !== null && targetPid !== null && { target: buildSeen(base, targetId, targetPid) }),
  };
}

function buildObject(base: string, itemId: string, pid: string) {
  return { id: uris.manifest(base, itemId), type: 'Manifest', canonical: uris.pid(base, pid) };
}

/** Of what is there to be seen it is also said where it is described. */
function buildSeen(base: string, itemId: string, pid: string) {
  return { ...buildObject(base, itemId, pid), seeAlso: [buildSchemaLink(uris.pidView(base, pid, 'schema'))] };
}

/** Where something is described for search engines. */
function buildSchemaLink(id: string) {
  return {
    id,
    type: 'Dataset' as const,
    label: { en: ['Description in schema.org'], nl: ['Beschrijving in schema.org'] },
    format: 'application/ld+json',
    profile: 'https://schema.org/',
  };
}
