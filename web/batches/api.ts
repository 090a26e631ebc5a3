import type {
  BatchEntry,
  BatchFilesPage,
  BatchFindingsPage,
  BatchKind,
  BatchMapping,
  BatchShow,
  BatchVerdict,
  BatchView,
  ListMapping,
} from '../../model/batch.ts';
import type { ListPreview } from '../../model/list-preview.ts';
import type { Profile } from '../../model/profile.ts';
import { request, search } from '../api.ts';

export interface WantedBatch {
  readonly code: string;
  readonly kind: BatchKind;
  readonly supplier: string;
  readonly profileId?: string;
}

/** A list as it is sent: its text, and how it is to be read. */
export interface WantedList {
  readonly name: string;
  readonly body: Blob | string;
  /** Of a table of one's own. */
  readonly mapping?: ListMapping;
  /** Of names; left out: that of the profile. */
  readonly pattern?: string;
}

function sendList<T>(
  id: string,
  wanted: WantedList,
  how: { readonly dry: 0 | 1; readonly replaces?: string },
): Promise<T> {
  const { name, body, mapping, pattern } = wanted;
  const asked = search({ ...how, name, ...mapping, pattern });
  return request<T>('POST', `/api/batches/${id}/list?${asked}`, { raw: { type: 'text/csv', body } });
}

/** Every request about deliveries. Each throws an ApiError. */
export const batchApi = {
  all: (signal: AbortSignal) => request<{ batches: BatchEntry[] }>('GET', '/api/batches', { signal }),
  one: (id: string, signal: AbortSignal) => request<BatchView>('GET', `/api/batches/${id}`, { signal }),
  add: (wanted: WantedBatch) => request<BatchView>('POST', '/api/batches', { body: wanted }),
  preview: (id: string, wanted: WantedList) => sendList<ListPreview>(id, wanted, { dry: 1 }),
  /** @param replaces the digest of the list that was there when this was chosen; '' where there was none */
  apply: (id: string, wanted: WantedList, replaces: string) =>
    sendList<BatchView>(id, wanted, { dry: 0, replaces }),
  retryList: (id: string) => request<BatchView>('POST', `/api/batches/${id}/list/retry`),
  giveUpList: (id: string) => request<BatchView>('DELETE', `/api/batches/${id}/list`),
  files: (id: string, show: BatchShow, after: string | null, signal: AbortSignal) =>
    request<BatchFilesPage>('GET', `/api/batches/${id}/files?${search({ show, after: after ?? '' })}`, {
      signal,
    }),
  findings: (id: string, after: string | null, signal: AbortSignal) =>
    request<BatchFindingsPage>('GET', `/api/batches/${id}/findings?${search({ after: after ?? '' })}`, {
      signal,
    }),
  decide: (id: string, verdict: BatchVerdict, note: string) =>
    request<BatchView>('POST', `/api/batches/${id}/verdict`, { body: { verdict, note } }),
  putRight: (id: string, said: { fileId: string; reason: string; becomes: string | null }) =>
    request<BatchView>('POST', `/api/batches/${id}/asides`, { body: said }),
  undoPutRight: (id: string, fileId: string) =>
    request<BatchView>('DELETE', `/api/batches/${id}/asides/${fileId}`),
  sayWhole: (id: string, isWhole: boolean) =>
    request<BatchView>('POST', `/api/batches/${id}/whole`, { body: { isWhole } }),
  mappings: () => request<{ mappings: BatchMapping[] }>('GET', '/api/batch-mappings'),
  remember: (name: string, mapping: ListMapping) =>
    request<BatchMapping>('POST', '/api/batch-mappings', { body: { name, mapping } }),
  profiles: (signal: AbortSignal) => request<{ profiles: Profile[] }>('GET', '/api/profiles', { signal }),
};
