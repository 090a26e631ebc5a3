import type { Metrics } from '../../runtime/metrics.ts';
import { tooMany } from '../http/lane.ts';
import type { RenderLane } from './render-limits.ts';
import { countRenders } from './render-measures.ts';

/** Which lanes were full a moment ago, as far as a front knows, which makes no pictures itself. */
export interface RecentRefusals {
  /** The process that makes pictures has refused one. */
  note(lane: RenderLane): void;
  /** @throws Fault('busy') where asking again would most likely be in vain */
  check(lane: RenderLane): void;
}

/** No longer than it takes to make what waits in the lane: a few large pictures, or many small ones on many cores. */
const REMEMBERED_MS = { large: 250, normal: 50 } as const satisfies Record<RenderLane, number>;

/**
 * To pass a request on and have it refused takes many times the work of a tile, in either process: crawlers that are
 * refused all at once would hold up every tile behind them. So what was refused a moment ago is refused here. A picture
 * that another waits for already may be refused with the others, which only delays it.
 */
export function createRecentRefusals(metrics: Metrics): RecentRefusals {
  const count = countRenders(metrics);
  const refusedAt = new Map<RenderLane, number>();
  return {
    note: (lane) => void refusedAt.set(lane, performance.now()),
    check(lane) {
      const sinceMs = performance.now() - (refusedAt.get(lane) ?? Number.NEGATIVE_INFINITY);
      if (sinceMs >= REMEMBERED_MS[lane]) return;
      count(lane, 'refused');
      throw tooMany();
    },
  };
}
