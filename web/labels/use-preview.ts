import { useCallback } from 'react';
import type { DeskSurface, DeskView } from '../../model/desk.ts';
import type { Message } from '../../model/finding.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { previewLabels, readLine } from './api.ts';
import { changesOf, goingOn, type LabelChange, reachOf } from './proposal.ts';

/** What a typed plan would do to pages, or why it cannot. */
export type Preview =
  | { readonly of: string; readonly changes: readonly LabelChange[]; readonly reach: number }
  | { readonly of: string; readonly fault: Message };

/** Asks what a typed plan would do, again whenever it, or the pages, are others. `of` is the plan that it answers. */
export function usePreview(line: string, view: DeskView, targets: readonly DeskSurface[]) {
  const { surfaces } = view;
  const ask = useCallback(
    async (signal: AbortSignal): Promise<Preview> => {
      const first = targets[0];
      if (first === undefined) return { of: line, changes: [], reach: 0 };
      const read = await readLine(line, signal);
      if ('fault' in read) return { of: line, fault: read.fault };
      const plan = goingOn(read.plan, surfaces.slice(0, surfaces.indexOf(first)));
      const made = await previewLabels(plan, targets.length, signal);
      if ('fault' in made) return { of: line, fault: made.fault };
      const reach = reachOf(plan, targets.length);
      return { of: line, changes: changesOf({ surfaces }, targets, made.labels), reach };
    },
    [line, surfaces, targets],
  );
  return useAnswer(ask, 0);
}
