/** What an error means is decided by the rule's profile: an `error` keeps a scan out, a `warning` lets it in. */
export type Severity = 'error' | 'warning';

/** A sentence for people, by language. English is always there. */
export type Message = Readonly<{ en: string; nl: string }>;

/** A box in pixels of the upright full image, from its top-left corner. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One rule's outcome on one file. Only what is worth saying is a finding: silence is good. */
export interface Finding {
  /** The rule's stable name: `decode`, `format`, `pixels`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Message;
  readonly value?: string;
  readonly expected?: string;
  readonly region?: Region;
}

/** Whether a scan with these findings may go on. */
export function isAcceptable(findings: readonly Finding[]): boolean {
  return findings.every((finding) => finding.severity !== 'error');
}
