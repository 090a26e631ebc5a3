import type { DownloadsView, RenderingKind } from '../../model/rendering.ts';
import { request } from '../api.ts';

/** The files to take away of an item. Each answer is how they stand now. */
export const downloadsApi = {
  view: (itemId: string) => request<DownloadsView>('GET', `/api/items/${itemId}/downloads`),
  /** null: what is usual for the kind of item. */
  choose: (itemId: string, kinds: readonly RenderingKind[] | null) =>
    request<DownloadsView>('PUT', `/api/items/${itemId}/downloads`, { body: { kinds } }),
  make: (itemId: string, kind: RenderingKind) =>
    request<DownloadsView>('POST', `/api/items/${itemId}/downloads/${kind}`),
};
