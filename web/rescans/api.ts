import type { Region } from '../../model/finding.ts';
import type { RescanList } from '../../model/rescan.ts';
import type { RejectReason } from '../../model/review.ts';
import type { StationView } from '../../model/station.ts';
import { localUrl, request } from '../api.ts';

/** How many pages are on one page of the list. */
export const LIST_PAGE = 100;

/** Every request about what is to be scanned again. Each throws an ApiError. */
export const rescansApi = {
  list: async (asked: { station: string; offset: number }, signal: AbortSignal): Promise<RescanList> => {
    const query = new URLSearchParams({
      limit: String(LIST_PAGE),
      offset: String(asked.offset),
      ...(asked.station !== '' && { station: asked.station }),
    });
    const list = await request<RescanList>('GET', `/api/rescans?${query}`, { signal });
    return { ...list, images: localUrl(list.images) };
  },
  stations: async (signal: AbortSignal): Promise<readonly StationView[]> =>
    (await request<{ stations: StationView[] }>('GET', '/api/stations', { signal })).stations,
  ask: (surfaceId: string, asked: { reason: RejectReason; note: string | null; region: Region | null }) =>
    request<void>('POST', `/api/surfaces/${surfaceId}/rescan`, {
      body: {
        reason: asked.reason,
        ...(asked.note && { note: asked.note }),
        ...(asked.region && { region: asked.region }),
      },
    }),
  drop: (surfaceId: string) => request<void>('DELETE', `/api/surfaces/${surfaceId}/rescan`),
  keep: (surfaceId: string) => request<void>('POST', `/api/surfaces/${surfaceId}/rescan/keep`),
  /** Gives the number of the version that was shown before. */
  show: (surfaceId: string, version: number) =>
    request<{ before: number | null }>('POST', `/api/surfaces/${surfaceId}/current`, { body: { version } }),
};
