/** Who may see an item once it is published. Sizes are in pixels of the longer side. */
export const ACCESS_CODES = ['open', 'closed'] as const;
export type AccessCode = (typeof ACCESS_CODES)[number];

/** What a request may see of an item, decided in one place. */
export type Visibility = 'public' | 'staff-only' | 'closed' | 'withdrawn';

/** Only what is published and open is public. What was published once stays known: as withdrawn, or as closed. */
export function visibilityOf(item: {
  access: AccessCode;
  publishedRevision: number | null;
  withdrawnAt: number | null;
}): Visibility {
  if (item.withdrawnAt !== null) return 'withdrawn';
  if (item.publishedRevision === null) return 'staff-only';
  return item.access === 'open' ? 'public' : 'closed';
}
