import { LANES } from '../storage/jobs/jobs.ts';
import type { Parts } from './parts.ts';

/** Counts what waits and runs in each lane, when somebody asks; nothing while the queue does not answer. */
export function measureQueue({ jobs, metrics }: Pick<Parts, 'jobs' | 'metrics'>): void {
  metrics.gauge({
    name: 'recto_steps',
    help: 'Steps in the queue, by lane and by whether they wait or run.',
    labels: ['lane', 'state'],
    async read() {
      const depth = await jobs.depth().catch(() => undefined);
      if (depth === undefined) return [];
      return LANES.flatMap((lane) => [
        { value: depth[lane].waiting, labels: { lane, state: 'waiting' } },
        { value: depth[lane].active, labels: { lane, state: 'active' } },
      ]);
    },
  });
}
