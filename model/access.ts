/** Who may see an item once it is published. Sizes are in pixels of the longer side. */
export const ACCESS_CODES = ['open', 'closed'] as const;
export type AccessCode = (typeof ACCESS_CODES)[number];

/** What a request may see of an item, decided in one place. */
export type Visibility = 'public' | 'staff-only' | 'withdrawn';

/** Unset means closed: only what is published and open is public; what was published once stays known as withdrawn. */
export function visibilityOf(item: {
  access: AccessCode;
  publishedRevision: number | null;
  withdrawnAt: number | null;
}): Visibility {
  if (item.withdrawnAt !== null) return 'withdrawn';
  return item.publishedRevision !== null && item.access === 'open' ? 'public' : 'staff-only';
}
