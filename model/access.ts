/** Who may see an item once it is published. Sizes are in pixels of the longer side. */
export const ACCESS_CODES = ['open', 'closed'] as const;
export type AccessCode = (typeof ACCESS_CODES)[number];

/** What a request may see of an item, decided in one place. */
export type Visibility = 'public' | 'staff-only' | 'closed' | 'withdrawn';

/** What decides who may see an item. */
export interface AccessFacts {
  readonly access: AccessCode;
  /** An open item is closed until then, in ms since 1970. One that is closed stays so until a person opens it. */
  readonly embargoUntil: number | null;
  readonly publishedRevision: number | null;
  readonly withdrawnAt: number | null;
}

/**
 * Only what is published and open is public. What was published once stays known: as withdrawn, or as closed.
 *
 * @param at the moment that is asked about, in ms since 1970
 */
export function visibilityOf(item: AccessFacts, at: number): Visibility {
  if (item.withdrawnAt !== null) return 'withdrawn';
  if (item.publishedRevision === null) return 'staff-only';
  return item.access === 'open' && !isEmbargoed(item, at) ? 'public' : 'closed';
}

/** Whether the day on which an item opens by itself has yet to come. */
export function isEmbargoed({ embargoUntil }: Pick<AccessFacts, 'embargoUntil'>, at: number): boolean {
  return embargoUntil !== null && embargoUntil > at;
}
