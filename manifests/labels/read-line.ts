import type { Message } from '../../model/finding.ts';
import { type LabelLine, type LabelStep, MOST_LABEL_STEPS } from '../../model/label-plan.ts';
import { readFirstLabel } from './read-first.ts';

/**
 * A plan as it is typed: steps with a semicolon between them, each its first label and for how many pages it is:
 * `front cover, inside front cover; i x12; 1r x40 skip 13; - x4` (docs/desk/labels.md).
 */
export function readLabelLine(text: string): LabelLine {
  const given = text.split(/[;\n]/).map((part) => part.trim());
  const parts = given.filter((part) => part !== '');
  if (parts.length === 0 || parts.length > MOST_LABEL_STEPS) return { fault: NO_STEPS };
  const plan: LabelStep[] = [];
  for (const [at, part] of parts.entries()) {
    const read = readStep(part);
    if ('fault' in read) return read;
    const isOpen = read.step.kind !== 'part' && read.step.count === undefined;
    if (isOpen && at < parts.length - 1) return { fault: noCount(part) };
    plan.push(read.step);
  }
  return { plan };
}

const COUNT = /(?:^|\s+)[x×*] ?(\d{1,5})$/i;
const SKIP = /\s+(?:skip|not|zonder|niet) +(\d{1,6}(?:[ ,]+\d{1,6})*)$/i;

function readStep(part: string): { readonly step: LabelStep } | { readonly fault: Message } {
  const { first, count, skip } = readAfter(part);
  const step = readFirstLabel(first);
  if (step === undefined || count === 0) return { fault: notUnderstood(part) };
  if (step.kind === 'part') return { step };
  const counted = count === undefined ? step : { ...step, count };
  const isCounting = counted.kind === 'number' || counted.kind === 'folio';
  return { step: isCounting && skip !== undefined ? { ...counted, skip } : counted };
}

interface After {
  readonly first: string;
  readonly count?: number;
  readonly skip?: readonly number[];
}

/** What stands after a first label, in either order. */
function readAfter(text: string): After {
  const counted = COUNT.exec(text);
  if (counted) return { ...readAfter(text.slice(0, counted.index).trim()), count: Number(counted[1]) };
  const skipped = SKIP.exec(text);
  if (skipped === null) return { first: text };
  const skip = (skipped[1] ?? '').split(/[ ,]+/).map(Number);
  return { ...readAfter(text.slice(0, skipped.index).trim()), skip };
}

const NO_STEPS: Message = {
  en: 'Type the first label, for example 1r x40.',
  nl: 'Typ het eerste label, bijvoorbeeld 1r x40.',
};

function noCount(part: string): Message {
  return {
    en: `Say for how many pages “${part}” is, for example ${part} x12. Only the last one takes all that are left.`,
    nl: `Zeg voor hoeveel pagina’s “${part}” is, bijvoorbeeld ${part} x12. Alleen de laatste neemt alles wat over is.`,
  };
}

function notUnderstood(part: string): Message {
  return {
    en: `“${part}” is not understood. Type the first label and for how many pages: 1r x40, i x12, [3] x2, - x4, front cover.`,
    nl: `“${part}” wordt niet begrepen. Typ het eerste label en voor hoeveel pagina’s: 1r x40, i x12, [3] x2, - x4, voorplat.`,
  };
}
