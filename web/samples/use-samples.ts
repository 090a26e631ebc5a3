import { useCallback, useMemo } from 'react';
import type { SampleView } from '../../model/sample.ts';
import type { ApiError } from '../api.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { sampleApi } from './api.ts';

export interface SamplesOf {
  /** The newest first; undefined as long as they are not known. */
  readonly samples: readonly SampleView[] | undefined;
  readonly error: ApiError | undefined;
}

/** The samples of a delivery, asked for again at each tick. */
export function useSamples(batchId: string, tick: number): SamplesOf {
  const ask = useCallback((signal: AbortSignal) => sampleApi.ofBatch(batchId, signal), [batchId]);
  const { value, error } = useAnswer(ask, tick);
  const samples = useMemo(() => value?.samples.toSorted((a, b) => b.drawnAt - a.drawnAt), [value]);
  return { samples, error };
}
