import type { ImagePlan } from '../../image/plan.ts';
import type { Metrics } from '../../runtime/metrics.ts';

/** What an answer of the image services took. */
export interface Took {
  readonly plan: ImagePlan['kind'] | 'info' | 'redirect' | 'none';
  readonly status: number;
  readonly lane?: 'none' | 'normal' | 'large';
  /** Where the picture came from: the memory, the pack, the derivative cache; or it was made, or another made it. */
  readonly cache?: 'memory' | 'pack' | 'hit' | 'made' | 'joined';
  readonly sentBytes?: number;
  /** As `performance.now()` has it. */
  readonly startedMs: number;
}

/** From a tile that the system has in memory to a large picture that is drawn. */
const ANSWER_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The numbers of the image services. @returns how to note an answer. */
export function createImageMeasures(metrics: Metrics): (took: Took) => void {
  const count = metrics.counter({
    name: 'recto_image_requests_total',
    help: 'Answers of the image services: what they took, how they ended, where the picture came from.',
    labels: ['plan', 'status', 'lane', 'cache'],
  });
  const sent = metrics.counter({
    name: 'recto_image_sent_bytes_total',
    help: 'Bytes of pictures and descriptions that were sent, by what they took.',
    labels: ['plan'],
  });
  const seconds = metrics.histogram({
    name: 'recto_image_seconds',
    help: 'From a request of the image services to its answer, by what it took.',
    labels: ['plan'],
    buckets: ANSWER_SECONDS,
  });
  return ({ plan, status, lane = 'none', cache = 'none', sentBytes = 0, startedMs }) => {
    count({ plan, status, lane, cache });
    seconds((performance.now() - startedMs) / 1000, { plan });
    if (sentBytes > 0) sent({ plan }, sentBytes);
  };
}
