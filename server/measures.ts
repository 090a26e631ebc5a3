import type { FileState } from '../model/file-version.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { StepName } from '../storage/jobs/jobs.ts';

/** What the server counts of its work, besides requests for images and the depth of the queue. */
export interface Measures {
  /** A file came whole, and was taken in or was not what had been promised. */
  readonly uploadEnded: (outcome: 'accepted' | 'refused', sizeBytes: number) => void;
  /** A step ended, and this is what the file is now. */
  readonly stepEnded: (step: StepName, outcome: FileState, tookMs: number) => void;
}

/** From a check of a small scan to the tiles of a very large one. */
const STEP_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];

/** Makes the counters of a server; once, since names are unique in its metrics. */
export function createMeasures(metrics: Metrics): Measures {
  const upload = metrics.counter({
    name: 'recto_uploads_total',
    help: 'Files that came whole, by whether they were accepted or refused.',
    labels: ['outcome'],
  });
  const received = metrics.counter({
    name: 'recto_upload_bytes_total',
    help: 'Bytes of the files that came whole.',
  });
  const step = metrics.histogram({
    name: 'recto_step_seconds',
    help: 'How long the last try of a step took a worker, by what the file was afterwards.',
    labels: ['step', 'outcome'],
    buckets: STEP_SECONDS,
  });
  return Object.freeze({
    uploadEnded(outcome, sizeBytes) {
      upload({ outcome });
      received({}, sizeBytes);
    },
    stepEnded: (name, outcome, tookMs) => step(tookMs / 1000, { step: name, outcome }),
  } satisfies Measures);
}
