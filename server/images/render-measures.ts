import type { Metrics } from '../../runtime/metrics.ts';
import type { Lanes } from '../http/lane.ts';
import type { DerivativeCache } from './derivative-cache.ts';
import type { RenderLane } from './render-limits.ts';
import type { RenderPool } from './render-pool.ts';

/** What the making of pictures counts. */
export interface RenderMeasures {
  made(lane: RenderLane, decodedPx: number): void;
  /** It was not made: it went wrong, took too long, nobody wanted it any longer, or it was not begun at all. */
  ended(lane: RenderLane, outcome: Exclude<Outcome, 'made'>): void;
}

/** As libvips holds them: red, green and blue. */
const BYTES_PER_PX = 3;

type Outcome = 'made' | 'failed' | 'late' | 'given_up' | 'refused';

/** @returns how to count what came of a picture that was to be made. Once in the metrics of a process. */
export function countRenders(metrics: Metrics): (lane: RenderLane, outcome: Outcome) => void {
  const count = metrics.counter({
    name: 'recto_renders_total',
    help: 'Pictures that were to be made from tiles, by lane and by what came of it.',
    labels: ['lane', 'outcome'],
  });
  return (lane, outcome) => count({ lane, outcome });
}

/** Makes the numbers; once, since names are unique in the metrics of a process. */
export function createRenderMeasures(
  metrics: Metrics,
  of: { lanes: Lanes<RenderLane>; cache: DerivativeCache; pool: RenderPool },
): RenderMeasures {
  const count = countRenders(metrics);
  const decoded = metrics.counter({
    name: 'recto_render_decoded_bytes_total',
    help: 'Bytes of pixels that were decoded for pictures that were made.',
  });
  metrics.gauge({
    name: 'recto_render_queue',
    help: 'Pictures that are being made, and that wait for it.',
    labels: ['lane', 'state'],
    read: () =>
      (['normal', 'large'] as const).flatMap((lane) => [
        { value: of.lanes.count(lane).running, labels: { lane, state: 'running' } },
        { value: of.lanes.count(lane).waiting, labels: { lane, state: 'waiting' } },
      ]),
  });
  const { counts } = of.cache;
  for (const [name, help, read] of [
    ['recto_renderers', 'Processes that make pictures.', () => of.pool.pids.length],
    ['recto_cache_bytes', 'What the pictures that are kept take on the disk.', () => counts.bytes],
    ['recto_cache_entries', 'Pictures that are kept.', () => counts.entries],
  ] as const) {
    metrics.gauge({ name, help, read: () => [{ value: read() }] });
  }
  return {
    made(lane, decodedPx) {
      count(lane, 'made');
      decoded({}, decodedPx * BYTES_PER_PX);
    },
    ended: count,
  };
}
