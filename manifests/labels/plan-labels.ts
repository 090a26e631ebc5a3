import type { Message } from '../../model/finding.ts';
import type { LabelPlan, LabelPreview, LabelStep } from '../../model/label-plan.ts';
import type { LanguageMap } from '../../model/language.ts';
import { beginCount, type Count, labelNumber, largestOf } from './number-labels.ts';
import { PARTS, UNCOUNTED } from './words.ts';

/** The labels of one step, where counting stands after it, and what is wrong with it. */
interface Labelled {
  readonly labels: readonly (LanguageMap | null)[];
  readonly count: Count | undefined;
  readonly fault?: Message;
}

/**
 * What a plan makes of a row of surfaces: one label for each, in their order; {} is no label, null the one that it has.
 * A label that is a number is of no language; words are in English, Dutch and German.
 *
 * Scans of two pages read in the order in which a person reads, whichever way the book runs: page 2 before page 3.
 *
 * @param count how many surfaces, of whatever choice
 * @returns a fault where a number would be larger than can be written
 */
export function planLabels(plan: LabelPlan, count: number): LabelPreview {
  const labels: (LanguageMap | null)[] = [];
  let counted: Count | undefined;
  for (const step of plan) {
    const left = count - labels.length;
    const done = labelStep(step, left, counted);
    if (done.fault !== undefined) return { fault: done.fault };
    for (const label of done.labels) labels.push(label);
    counted = done.count;
  }
  while (labels.length < count) labels.push(null);
  return { labels };
}

function labelStep(step: LabelStep, left: number, count: Count | undefined): Labelled {
  if (step.kind === 'part') return { labels: step.parts.slice(0, left).map((part) => PARTS[part]), count };
  const size = Math.min(left, step.count ?? left);
  const all = (label: LanguageMap | null): Labelled => ({ labels: Array(size).fill(label), count });
  switch (step.kind) {
    case 'uncounted':
      return all(UNCOUNTED);
    case 'none':
      return all({});
    case 'keep':
      return all(null);
    case 'text':
      return all(step.label);
    default:
      return size === 0 ? { labels: [], count } : countThrough(step, size, beginCount(step, count));
  }
}

type CountingStep = Extract<LabelStep, { kind: 'number' | 'folio' }>;

function countThrough(step: CountingStep, size: number, start: Count): Labelled {
  const skipped = new Set(step.skip);
  const labels: LanguageMap[] = [];
  let count = start;
  while (labels.length < size) {
    const { label, last, next } = labelNumber(step, count, skipped);
    if (last > largestOf(step)) return { labels, count, fault: tooLarge(step, labels.length + 1) };
    labels.push(label);
    count = next;
  }
  return { labels, count };
}

function tooLarge(step: CountingStep, surface: number): Message {
  const most = largestOf(step);
  const roman = step.kind === 'number' && step.style.startsWith('roman');
  return {
    en: `Page ${surface} of this step would have a number above ${most}, the largest that ${roman ? 'Roman numerals write' : 'there is'}. Begin at a smaller number.`,
    nl: `Pagina ${surface} van deze stap zou een nummer boven ${most} krijgen, het grootste dat ${roman ? 'Romeinse cijfers schrijven' : 'er is'}. Begin bij een kleiner nummer.`,
  };
}
