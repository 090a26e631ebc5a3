import type { ComparedFolder } from './compared.ts';

/** What was compared of one day at one station. Each folder is a card, or a part of one: they add up. */
export interface ComparedDay {
  readonly stationId: string;
  readonly day: string;
  readonly folders: readonly ComparedFolder[];
}

const KEY = 'recto:compared';

/** What was compared of this day at this station on this device; nothing where that is not known any more. */
export function recallCompared(stationId: string, day: string): readonly ComparedFolder[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as ComparedDay | null;
    return kept?.stationId === stationId && kept.day === day ? kept.folders : [];
  } catch {
    return [];
  }
}

/** Keeps what was compared, of one day at one station: a card that was wiped at noon cannot be compared again. */
export function keepCompared(compared: ComparedDay): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(compared));
  } catch {
    // A device that keeps nothing has to compare anew when the page is opened again.
  }
}
