import type { Visibility } from './access.ts';

/**
 * What the world is told of an item: it can be seen, it has changed, it cannot be seen any more, it is another now.
 *
 * @see https://iiif.io/api/discovery/1.0/#activities
 */
export const ACTIVITY_TYPES = ['Create', 'Update', 'Delete', 'Move'] as const;
export type ActivityType = (typeof ACTIVITY_TYPES)[number];

/** One line of the log that harvesters read. Nothing in it ever changes. */
export interface Activity {
  /** 1 for the oldest, and no number is missing. */
  readonly number: number;
  readonly type: ActivityType;
  readonly itemId: string;
  /** The revision that was to be seen from then on, or until then. */
  readonly revision: number;
  /** In ms since 1970; never earlier than that of the number before. */
  readonly at: number;
  /** The item that it is now; null but for a Move. */
  readonly targetId: string | null;
}

/** How an item stands to the world at a moment. */
export interface Standing {
  readonly visibility: Visibility;
  readonly revision: number | null;
  /** The item that a withdrawn one turned out to be. */
  readonly movedTo: string | null;
}

type Told = Pick<Activity, 'type' | 'revision' | 'targetId'>;

/**
 * What there is to be told of an item, if anything. An item that is closed is gone for who is not staff, so that is a
 * Delete, and opening it a Create, as is publishing again what was withdrawn.
 *
 * @param last what was told of it last; undefined where nothing ever was
 */
export function activityDue(last: Told | undefined, now: Standing): Told | undefined {
  const { visibility, movedTo } = now;
  const revision = now.revision ?? 0;
  const isKnown = last?.type === 'Create' || last?.type === 'Update';
  if (visibility === 'staff-only') return undefined;
  if (visibility === 'public') {
    if (!isKnown) return { type: 'Create', revision, targetId: null };
    return last.revision === revision ? undefined : { type: 'Update', revision, targetId: null };
  }
  if (last === undefined) return undefined;
  if (visibility === 'withdrawn' && movedTo !== null)
    return last.targetId === movedTo ? undefined : { type: 'Move', revision, targetId: movedTo };
  return isKnown ? { type: 'Delete', revision, targetId: null } : undefined;
}
