import type { CaptureProfile, RuleName } from '../../model/capture-profile.ts';
import type { Severity } from '../../model/finding.ts';

/** A field of a profile that is not about a rule's severity. */
export type LimitName = Exclude<keyof CaptureProfile, 'severities'>;
export type Weight = Severity | 'off';

/** One thing in which two profiles differ. `undefined` is the rule's own severity. */
export type Change =
  | { readonly limit: LimitName; readonly before: unknown; readonly after: unknown }
  | { readonly rule: RuleName; readonly before: Weight | undefined; readonly after: Weight | undefined };

/** What is in a list counts, and not in which order. */
function isSame(one: unknown, other: unknown): boolean {
  const plain = (value: unknown): unknown => (Array.isArray(value) ? value.map(String).sort() : value);
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function limitsOf(profile: CaptureProfile): LimitName[] {
  return (Object.keys(profile) as (keyof CaptureProfile)[]).filter((name) => name !== 'severities');
}

function rulesOf(...profiles: readonly CaptureProfile[]): RuleName[] {
  return [...new Set(profiles.flatMap(({ severities }) => Object.keys(severities) as RuleName[]))];
}

/** In what the second of two profiles differs from the first: limits, then rules. */
export function changesBetween(before: CaptureProfile, after: CaptureProfile): Change[] {
  const limits = limitsOf(after).map((limit) => ({ limit, before: before[limit], after: after[limit] }));
  const rules = rulesOf(before, after).map((rule) => ({
    rule,
    before: before.severities[rule],
    after: after.severities[rule],
  }));
  return [...limits, ...rules].filter((change) => !isSame(change.before, change.after));
}

/** Their profile with what one changed oneself since `base` put on top: what only they changed stays. */
export function putOnTop(base: CaptureProfile, mine: CaptureProfile, theirs: CaptureProfile): CaptureProfile {
  const severities: Partial<Record<RuleName, Weight>> = { ...theirs.severities };
  const limits: Partial<Record<LimitName, unknown>> = {};
  for (const change of changesBetween(base, mine)) {
    if ('limit' in change) limits[change.limit] = change.after;
    else if (change.after === undefined) delete severities[change.rule];
    else severities[change.rule] = change.after;
  }
  return { ...theirs, ...(limits as Partial<CaptureProfile>), severities };
}
