import type { SampleView } from '../../model/sample.ts';
import { request } from '../api.ts';

/** How a sample is asked for; without a seed the server makes one. */
export interface WantedSample {
  readonly percent: number;
  readonly perMille: number;
  readonly seed?: string;
}

/** Requests about the samples of a delivery. Each throws an ApiError. */
export const sampleApi = {
  ofBatch: (batchId: string, signal: AbortSignal) =>
    request<{ samples: SampleView[] }>('GET', `/api/batches/${batchId}/samples`, { signal }),
  draw: (batchId: string, wanted: WantedSample) =>
    request<SampleView>('POST', `/api/batches/${batchId}/samples`, { body: wanted }),
  settle: (id: string) => request<SampleView>('POST', `/api/samples/${id}/settle`),
};
