import type { CaptureProfile } from '../model/capture-profile.ts';
import type { Config } from '../runtime/config.ts';
import type { Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { Jobs } from '../storage/jobs/jobs.ts';
import type { Objects } from '../storage/objects/objects.ts';
import type { Records } from '../storage/records/records.ts';
import type { PublicSide } from './fronts/public-side.ts';
import type { Live } from './live.ts';
import type { Measures } from './measures.ts';
import type { Readiness } from './readiness.ts';

/**
 * What the server is made of, put together by hand in `main.ts`. Actions and routes take only what they use of it:
 * `Pick<Parts, 'records' | 'objects'>`.
 */
export interface Parts {
  readonly config: Config;
  /** What scans are judged by that arrived before profiles were kept. */
  readonly profile: CaptureProfile;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly measures: Measures;
  readonly objects: Objects;
  readonly records: Records;
  readonly jobs: Jobs;
  /** Whether `/health/ready` is to answer 200. */
  readonly readiness: Readiness;
  readonly live: Live;
  /** Who answers the public port. */
  readonly publicSide: Pick<PublicSide, 'isAnswering' | 'readMetrics'>;
}
