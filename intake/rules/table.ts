import type { CaptureProfile, RuleName } from '../../model/capture-profile.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import type { ScanFacts } from '../facts.ts';
import type { Remark, Rule } from '../findings.ts';
import type { PlaceFacts } from '../place.ts';
import type { PlaceRule } from '../place-findings.ts';
import { bands } from './bands.ts';
import { bits } from './bits.ts';
import { blank } from './blank.ts';
import { bytes } from './bytes.ts';
import { compression } from './compression.ts';
import { decode } from './decode.ts';
import { digest } from './digest.ts';
import { extension } from './extension.ts';
import { format } from './format.ts';
import { icc } from './icc.ts';
import { name } from './name.ts';
import { nearDuplicate } from './near-duplicate.ts';
import { notEmpty } from './not-empty.ts';
import { orientation } from './orientation.ts';
import { outlier } from './outlier.ts';
import { pages } from './pages.ts';
import { photometric } from './photometric.ts';
import { physicalSize } from './physical-size.ts';
import { pixels } from './pixels.ts';
import { ppi } from './ppi.ts';
import { sameBytes } from './same-bytes.ts';
import { samples } from './samples.ts';
import { structure } from './structure.ts';

/** Every rule about a file among others. */
const PLACE_RULES = Object.freeze({
  'same-bytes': sameBytes,
  'near-duplicate': nearDuplicate,
  outlier,
  'physical-size': physicalSize,
} satisfies Partial<Record<RuleName, PlaceRule>>);

/** Every other rule, about one file, under its stable name and in the order in which people read the findings. */
const RULES = Object.freeze({
  digest,
  empty: notEmpty,
  bytes,
  name,
  format,
  extension,
  structure,
  pixels,
  pages,
  compression,
  bits,
  samples,
  photometric,
  icc,
  ppi,
  orientation,
  decode,
  bands,
  blank,
} satisfies Record<Exclude<RuleName, keyof typeof PLACE_RULES>, Rule>);

/** How bad it is where a rule speaks, unless a profile says otherwise. */
export function ownSeverityOf(rule: RuleName): Severity {
  return { ...RULES, ...PLACE_RULES }[rule].severity;
}

/** Puts every rule about one file to the facts. Rules about what is not known yet stay silent. */
export function judge(facts: ScanFacts, profile: CaptureProfile): readonly Finding[] {
  return Object.entries<Rule>(RULES).flatMap(([name, rule]) =>
    findingsOf(name as RuleName, rule.severity, profile, () => rule.check(facts, profile)),
  );
}

/** Puts every rule about a file among others to the facts. Apart, because others come and go when the file does not change. */
export function judgePlace(facts: ScanFacts, place: PlaceFacts, profile: CaptureProfile): readonly Finding[] {
  return Object.entries<PlaceRule>(PLACE_RULES).flatMap(([name, rule]) =>
    findingsOf(name as RuleName, rule.severity, profile, () => rule.check(facts, place, profile)),
  );
}

function findingsOf(
  rule: RuleName,
  own: Severity,
  { severities }: CaptureProfile,
  remarks: () => readonly Remark[],
): readonly Finding[] {
  const severity = severities[rule] ?? own;
  if (severity === 'off') return [];
  return remarks().map(({ atMost, ...remark }) => ({ rule, severity: atMost ?? severity, ...remark }));
}
