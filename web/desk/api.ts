import type { DeskPatch, DeskView } from '../../model/desk.ts';
import type { Event } from '../../model/event.ts';
import { localUrl, request } from '../api.ts';

/** A line of an item's trail. */
export type NamedEvent = Event & { readonly agentName: string };

/** Every request of the desk. Each throws an {@link ApiError}. */
export const deskApi = {
  read: async (itemId: string) => {
    const view = await request<DeskView>('GET', `/api/items/${itemId}/desk`);
    return { ...view, images: localUrl(view.images) };
  },
  change: (itemId: string, edition: number, body: DeskPatch) =>
    request<{ edition: number }>('PATCH', `/api/items/${itemId}/desk`, { edition, body }),
  events: (itemId: string) => request<{ events: NamedEvent[] }>('GET', `/api/items/${itemId}/events`),
};
