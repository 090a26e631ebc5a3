import type {
  QueueView,
  ReopenedView,
  SafeView,
  StandCard,
  StandSearch,
  StripView,
} from '../../model/copy-stand.ts';
import type { RescanList } from '../../model/rescan.ts';
import type { StationView } from '../../model/station.ts';
import { request } from '../api.ts';
import type { Span } from './day.ts';

/** A server that takes longer than this is as good as away: what is shown may be old. */
const PATIENCE_MS = 6_000;

function get<T>(path: string): Promise<T> {
  return request<T>('GET', path, { signal: AbortSignal.timeout(PATIENCE_MS) });
}

/** What is asked for the end of a day. */
export function daySearch(stationId: string, { from, until }: Span): string {
  return new URLSearchParams({ station: stationId, from: String(from), until: String(until) }).toString();
}

/** Every request of the copy stand. Each throws an ApiError. */
export const standApi = {
  stations: () => get<{ stations: readonly StationView[] }>('/api/stations'),
  station: (id: string) => get<StationView>(`/api/stations/${id}`),
  putOn: (stationId: string, itemId: string | null) =>
    request<StationView>('PUT', `/api/stations/${stationId}/current`, { body: { itemId } }),
  find: (reference: string, station: string) =>
    get<StandSearch>(`/api/copy-stand/card?${new URLSearchParams({ reference, station })}`),
  card: (itemId: string, stationId: string) =>
    get<StandCard>(`/api/copy-stand/items/${itemId}?station=${stationId}`),
  strip: (itemId: string, stationId: string, after: number | undefined) =>
    get<StripView>(
      `/api/copy-stand/items/${itemId}/strip?station=${stationId}${after === undefined ? '' : `&after=${after}`}`,
    ),
  count: (itemId: string, expectedCount: number | null) =>
    request<void>('PUT', `/api/copy-stand/items/${itemId}/count`, { body: { expectedCount } }),
  finish: (itemId: string, station: string) =>
    request<unknown>('POST', `/api/items/${itemId}/finish`, { body: { station } }),
  takeBack: (fileVersionId: string) =>
    request<unknown>('POST', `/api/copy-stand/files/${fileVersionId}/take-back`),
  countAgain: (fileVersionId: string) =>
    request<unknown>('POST', `/api/copy-stand/files/${fileVersionId}/count-again`),
  reopened: (stationId: string) =>
    get<{ reopened: readonly ReopenedView[] }>(`/api/copy-stand/reopened?station=${stationId}`),
  seeReopened: (itemId: string) => request<void>('POST', `/api/copy-stand/items/${itemId}/reopened/seen`),
  queue: (itemId: string) => get<QueueView>(`/api/queue?item=${itemId}`),
  rescans: (stationId: string) => get<RescanList>(`/api/rescans?station=${stationId}&state=asked&limit=200`),
  safe: (stationId: string, span: Span) =>
    get<SafeView>(`/api/copy-stand/safe?${daySearch(stationId, span)}`),
  kept: (digests: readonly string[]) =>
    request<{ kept: readonly string[] }>('POST', '/api/copy-stand/kept', { body: { digests } }),
};
