import type {
  AffectedSurface,
  CaptureSessionEntry,
  CaptureSessionView,
  TargetReading,
  TargetResult,
  TargetSource,
  TargetValue,
} from '../../model/capture-session.ts';
import type { Event } from '../../model/event.ts';
import type { Message } from '../../model/finding.ts';
import type { RejectReason } from '../../model/review.ts';
import type { StationView } from '../../model/station.ts';
import { request, search } from '../api.ts';

/** Which sessions are wanted; empty for all. Times in milliseconds. */
export interface SessionQuery {
  readonly station: string;
  readonly from?: number;
  readonly until?: number;
  readonly limit: number;
  readonly offset: number;
}

/** A target result as it is given. */
export interface GivenTarget {
  readonly kind: string;
  readonly result: TargetResult;
  readonly source: TargetSource;
  readonly values: readonly TargetValue[];
  readonly fileName?: string;
  readonly note?: string;
}

/** What a table of values says, or why it cannot be read. */
export type TableAnswer =
  | { readonly reading: TargetReading }
  | { readonly trouble: { readonly line: number; readonly message: Message } };

export type SessionEvent = Event & { readonly agentName: string };

const one = (id: string) => `/api/capture-sessions/${id}`;

/** Every request about stations, sessions and targets. Each throws an ApiError. */
export const sessionApi = {
  stations: (signal: AbortSignal) =>
    request<{ stations: readonly StationView[] }>('GET', '/api/stations', { signal }),
  addStation: (name: string) => request<StationView>('POST', '/api/stations', { body: { name } }),
  renameStation: (id: string, name: string) =>
    request<StationView>('PATCH', `/api/stations/${id}`, { body: { name } }),
  bindToken: (tokenId: string, stationId: string | null) =>
    request<void>('PUT', `/api/tokens/${tokenId}/station`, { body: { stationId } }),
  list: (query: SessionQuery, signal: AbortSignal) =>
    request<{ sessions: readonly CaptureSessionEntry[]; total: number }>(
      'GET',
      `/api/capture-sessions?${search({ ...query })}`,
      { signal },
    ),
  read: (id: string, signal: AbortSignal) => request<CaptureSessionView>('GET', one(id), { signal }),
  begin: (body: { stationId: string; operator: string; device: string }) =>
    request<CaptureSessionView>('POST', '/api/capture-sessions', { body }),
  end: (id: string) => request<CaptureSessionView>('POST', `${one(id)}/end`),
  events: (id: string, signal: AbortSignal) =>
    request<{ events: readonly SessionEvent[] }>('GET', `${one(id)}/events`, { signal }),
  readTable: (file: Blob) =>
    request<TableAnswer>('POST', '/api/target-readings', { raw: { type: 'text/csv', body: file } }),
  addTarget: (id: string, body: GivenTarget) =>
    request<CaptureSessionView>('POST', `${one(id)}/targets`, { body }),
  affected: (id: string, offset: number, signal: AbortSignal) =>
    request<{ surfaces: readonly AffectedSurface[]; total: number }>(
      'GET',
      `${one(id)}/affected?${search({ limit: AFFECTED_A_PAGE, offset })}`,
      { signal },
    ),
  askAll: (id: string, reason: RejectReason, note: string) =>
    request<{ asked: number; left: number }>('POST', `${one(id)}/rescans`, { body: { reason, note } }),
};

/** How many affected pages are shown at once. */
export const AFFECTED_A_PAGE = 100;

/** Where the list of affected pages is as a table. */
export function affectedCsv(id: string): string {
  return `${one(id)}/affected.csv`;
}
