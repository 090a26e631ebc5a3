import { stepOf } from '../item/order.ts';

/** Where on the sheet one is, and how it is laid out. */
export interface Standing {
  /** Place of the chosen page, counted from 0. */
  readonly at: number;
  readonly count: number;
  readonly columns: number;
  readonly perView: number;
  readonly isRightToLeft: boolean;
}

/**
 * The place that a key goes to: arrows by one or by a row, in the reading direction; PageUp and PageDown by a view;
 * Home and End. It stays on the sheet; undefined if it is no such key.
 */
export function placeAfter(key: string, standing: Standing): number | undefined {
  const { at, count, columns, perView, isRightToLeft } = standing;
  const last = count - 1;
  const steps: Record<string, number | undefined> = {
    Home: -at,
    End: last - at,
    PageUp: -perView,
    PageDown: perView,
  };
  const step = steps[key] ?? stepOf(key, columns, isRightToLeft);
  if (step === undefined) return undefined;
  const to = at + step;
  // By a row beyond the sheet is no move at all; by a view it is the end.
  if ((key === 'ArrowUp' || key === 'ArrowDown') && (to < 0 || to > last)) return at;
  return Math.max(0, Math.min(last, to));
}

/** How far an arrow with Shift moves the loupe, as shares of what it shows; undefined if it is no arrow. */
export function nudgeOf(key: string): { readonly x: number; readonly y: number } | undefined {
  const nudges: Record<string, { x: number; y: number }> = {
    ArrowLeft: { x: -0.25, y: 0 },
    ArrowRight: { x: 0.25, y: 0 },
    ArrowUp: { x: 0, y: -0.25 },
    ArrowDown: { x: 0, y: 0.25 },
  };
  return nudges[key];
}

/** Whether a key was pressed alone. */
export function isBare(event: {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}): boolean {
  return !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
}
