import type { ComparedFolder } from './compared.ts';

/** What was compared of one day at one station. Each folder is a card, or a part of one: they add up. */
export interface ComparedDay {
  readonly stationId: string;
  readonly day: string;
  readonly folders: readonly ComparedFolder[];
}

/** Where a device keeps text. Asking for it may throw. */
export type KeepingPlace = () => {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
};

const KEY = 'recto:compared';

/** Keeps what was compared, of one day at one station: a card that was wiped at noon cannot be compared again. */
export function createComparedMemory(place: KeepingPlace) {
  // What the device would not keep. Were a bad card forgotten over the next, that one would be called safe.
  let unkept: ComparedDay | undefined;
  return {
    /** What was compared of this day at this station on this device; nothing where that is not known any more. */
    recall(stationId: string, day: string): readonly ComparedFolder[] {
      try {
        const kept = unkept ?? (JSON.parse(place().getItem(KEY) ?? 'null') as ComparedDay | null);
        return kept?.stationId === stationId && kept.day === day ? kept.folders : [];
      } catch {
        return [];
      }
    },
    keep(compared: ComparedDay): void {
      try {
        place().setItem(KEY, JSON.stringify(compared));
        unkept = undefined;
      } catch {
        // A device that keeps nothing has to compare anew when the page is opened again.
        unkept = compared;
      }
    },
  };
}
