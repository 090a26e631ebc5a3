import type { LabelLine, LabelPlan, LabelPreview } from '../../model/label-plan.ts';
import { request } from '../api.ts';

/** Asks what a typed plan is. Changes nothing. Throws an {@link ApiError}. */
export function readLine(text: string, signal: AbortSignal): Promise<LabelLine> {
  return request<LabelLine>('POST', '/api/labels/read', { body: { text }, signal });
}

/** Asks what a plan comes to. Changes nothing. Throws an {@link ApiError}. */
export function previewLabels(plan: LabelPlan, count: number, signal: AbortSignal): Promise<LabelPreview> {
  return request<LabelPreview>('POST', '/api/labels', { body: { plan, count }, signal });
}
