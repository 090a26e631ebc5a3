import type { Severity } from '../model/finding.ts';
import type { FormatName } from './format.ts';
import type { RuleName } from './rules/table.ts';

/** What a good master is. Decides limits, and for each rule whether it keeps a scan out or is only said. */
export interface IntakeProfile {
  readonly name: string;
  readonly formats: readonly FormatName[];
  /** Width times height. */
  readonly maxPixels: number;
  /** Where it differs from the rule's own severity. */
  readonly severities: Readonly<Partial<Record<RuleName, Severity>>>;
}

/** The default: anything that IIIF can show from a master, as long as it is whole. */
export function anythingIiifCanShow(maxPixels: number): IntakeProfile {
  return Object.freeze({
    name: 'Anything that IIIF can show',
    formats: ['TIFF', 'BigTIFF', 'JPEG', 'PNG', 'WebP'] as const,
    maxPixels,
    severities: {},
  });
}
