import type { DeskSurface, DeskView } from '../../model/desk.ts';
import type { LabelPlan } from '../../model/label-plan.ts';
import type { LanguageMap } from '../../model/language.ts';

/** Which pages are to be labelled: from the chosen one to the end, the selected ones, or all. */
export const SCOPES = ['from-here', 'selected', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** The pages to be labelled, in their order. A view or a part of another page has no number unless it was selected. */
export function targetsOf(
  { surfaces }: Pick<DeskView, 'surfaces'>,
  {
    scope,
    chosen,
    selected,
    isBare,
  }: {
    readonly scope: Scope;
    readonly chosen: string | undefined;
    readonly selected: readonly string[];
    /** Whether pages that are called by a word already, like covers, are left out. */
    readonly isBare: boolean;
  },
): readonly DeskSurface[] {
  const wanted = new Set(selected);
  const from = Math.max(
    0,
    surfaces.findIndex(({ id }) => id === chosen),
  );
  return surfaces.filter((side, at) => {
    if (isBare && isWord(side.label)) return false;
    if (scope === 'selected') return wanted.has(side.id);
    return side.placement === null && (scope === 'all' || at >= from);
  });
}

/** Whether a label is a name, like that of a cover, and no number. */
export function isWord(label: LanguageMap): boolean {
  const words = Object.values(label).flat();
  return words.length > 0 && label['none'] === undefined && words.every((word) => !/\p{Nd}/u.test(word));
}

/** What is typed for a start: folios for manuscripts, pages for what is printed, in the signs of its language. */
export function proposedLine({ kind, label }: Pick<DeskView, 'kind' | 'label'>): string {
  const language = Object.keys(label)[0]?.split('-')[0] ?? '';
  if (kind === 'poster') return '1';
  if (language === 'ar') return kind === 'manuscript' ? '١و' : '١';
  if (language === 'fa') return '۱';
  if (kind !== 'manuscript') return '1';
  return language === 'he' || language === 'yi' ? '1a' : '1r';
}

/** A page whose label a plan would change. */
export interface LabelChange {
  readonly side: DeskSurface;
  /** Its place in the item, from 1. */
  readonly place: number;
  readonly label: LanguageMap;
}

/** Which labels a plan changes. */
export function changesOf(
  { surfaces }: Pick<DeskView, 'surfaces'>,
  targets: readonly DeskSurface[],
  labels: readonly (LanguageMap | null)[],
): readonly LabelChange[] {
  const places = new Map(surfaces.map(({ id }, at) => [id, at + 1]));
  return targets.flatMap((side, at) => {
    const label = labels[at] ?? null;
    const isSame = label === null || JSON.stringify(label) === JSON.stringify(side.label);
    return isSame ? [] : [{ side, place: places.get(side.id) ?? 0, label }];
  });
}

/** For how many pages a plan is, of so many; all where its last step says no number. */
export function reachOf(plan: LabelPlan, count: number): number {
  const sizes = plan.map((step) => (step.kind === 'part' ? step.parts.length : (step.count ?? count)));
  return Math.min(
    count,
    sizes.reduce((sum, size) => sum + size, 0),
  );
}

/**
 * A plan whose first numbers go on where the page before it stopped, where it does not say with which it begins.
 *
 * @param before the pages before the first that is labelled
 */
export function goingOn(plan: LabelPlan, before: readonly DeskSurface[]): LabelPlan {
  const at = plan.findIndex((step) => step.kind === 'number' || step.kind === 'folio');
  const step = plan[at];
  if (step === undefined || !('start' in step || step.kind === 'number' || step.kind === 'folio'))
    return plan;
  if (step.start !== undefined) return plan;
  const last = lastNumber(before);
  if (last === undefined) return plan;
  const isRecto = last.sign !== undefined && 'rʳaو'.includes(last.sign);
  const next =
    step.kind === 'folio' && isRecto
      ? { ...step, start: last.number, side: 'verso' as const }
      : { ...step, start: last.number + 1 };
  return plan.map((one, index) => (index === at ? next : one));
}

function lastNumber(before: readonly DeskSurface[]) {
  for (const { label } of [...before].reverse()) {
    const text = latin(Object.values(label)[0]?.[0] ?? '');
    const found = /(\d{1,6})([rvʳᵛabوظ])?(?!.*\d)/u.exec(text);
    if (found) return { number: Number(found[1]), sign: found[2] };
  }
  return undefined;
}

/** Arabic and Persian digits end in the number that they are. */
function latin(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15));
}
