import type { Finding } from '../../model/finding.ts';
import type { ScanFacts } from '../facts.ts';
import type { Rule } from '../findings.ts';
import type { IntakeProfile } from '../profile.ts';
import { decode } from './decode.ts';
import { digest } from './digest.ts';
import { extension } from './extension.ts';
import { format } from './format.ts';
import { notEmpty } from './not-empty.ts';
import { onePage } from './one-page.ts';
import { pixels } from './pixels.ts';
import { structure } from './structure.ts';

/** Every rule under its stable name, in the order in which people read the findings. */
const RULES = Object.freeze({
  digest,
  empty: notEmpty,
  format,
  extension,
  structure,
  pixels,
  pages: onePage,
  decode,
} satisfies Record<string, Rule>);

export type RuleName = keyof typeof RULES;

/** Puts every rule to the facts. Rules about what is not known yet stay silent. */
export function judge(facts: ScanFacts, profile: IntakeProfile): readonly Finding[] {
  return (Object.keys(RULES) as RuleName[]).flatMap((name) => {
    const rule: Rule = RULES[name];
    const remark = rule.check(facts, profile);
    const severity = profile.severities[name] ?? rule.severity;
    return remark === undefined ? [] : [{ rule: name, severity, ...remark }];
  });
}
