import type { BatchView } from '../../model/batch.ts';
import type { SampleView } from '../../model/sample.ts';

/** What stands against accepting a delivery, and how much of it. */
export interface Objection {
  readonly kind:
    | 'errors'
    | 'awaited'
    | 'missing'
    | 'misnamed'
    | 'double'
    | 'unexpected'
    | 'unchecked'
    | 'sample-return'
    | 'sample-names'
    | 'sample-open';
  readonly count: number;
}

/**
 * What still stands against accepting a delivery. Nothing of it forbids it: a person decides, knowing this.
 *
 * @param samples the newest first; only the newest is asked.
 */
export function objectionsTo(
  { counts, isAwaited }: Pick<BatchView, 'counts' | 'isAwaited'>,
  samples: readonly SampleView[],
): readonly Objection[] {
  const counted: readonly Objection[] = [
    { kind: 'errors', count: counts.findings.error },
    { kind: isAwaited ? 'awaited' : 'missing', count: counts.missing },
    { kind: 'misnamed', count: counts.misnamed },
    { kind: 'double', count: counts.double },
    { kind: 'unexpected', count: counts.unexpected },
    { kind: 'unchecked', count: counts.unchecked },
  ];
  return [...counted.filter(({ count }) => count > 0), ...objectionOf(samples[0])];
}

function objectionOf(sample: SampleView | undefined): readonly Objection[] {
  if (sample === undefined) return [];
  const { outcome, settledAt, counts } = sample;
  if (outcome.verdict === 'return') {
    const against: readonly Objection[] = [
      { kind: 'sample-return', count: counts.defects > outcome.allowed ? counts.defects : 0 },
      { kind: 'sample-names', count: counts.misnamed },
    ];
    return against.filter(({ count }) => count > 0);
  }
  return settledAt === null ? [{ kind: 'sample-open', count: counts.files - counts.looked }] : [];
}
