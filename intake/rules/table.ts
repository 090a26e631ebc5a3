import type { CaptureProfile, RuleName } from '../../model/capture-profile.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import type { ScanFacts } from '../facts.ts';
import type { Remark, Rule } from '../findings.ts';
import type { PlaceFacts } from '../place.ts';
import type { PlaceRule } from '../place-findings.ts';
import { decode } from './decode.ts';
import { digest } from './digest.ts';
import { extension } from './extension.ts';
import { format } from './format.ts';
import { notEmpty } from './not-empty.ts';
import { pages } from './pages.ts';
import { pixels } from './pixels.ts';
import { structure } from './structure.ts';

/** Every rule about one file under its stable name, in the order in which people read the findings. */
const RULES = Object.freeze({
  digest,
  empty: notEmpty,
  format,
  extension,
  structure,
  pixels,
  pages,
  decode,
} satisfies Partial<Record<RuleName, Rule>>);

/** Every rule about a file among others. */
const PLACE_RULES = Object.freeze({} satisfies Partial<Record<RuleName, PlaceRule>>);

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
  return severity === 'off' ? [] : remarks().map((remark) => ({ rule, severity, ...remark }));
}
