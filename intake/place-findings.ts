import type { CaptureProfile } from '../model/capture-profile.ts';
import type { Severity } from '../model/finding.ts';
import type { ScanFacts } from './facts.ts';
import type { Remark } from './findings.ts';
import type { PlaceFacts } from './place.ts';

/** One thing to look at that one file alone does not tell. `check` is pure; silence is good. */
export interface PlaceRule {
  /** Unless the profile says otherwise. */
  readonly severity: Severity;
  readonly check: (facts: ScanFacts, place: PlaceFacts, profile: CaptureProfile) => readonly Remark[];
}
