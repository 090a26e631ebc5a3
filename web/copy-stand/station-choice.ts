import { useState } from 'react';

const STATION = 'recto:station';

/** The station that this device stands at: chosen once, and remembered. */
export function useStationChoice(): {
  readonly stationId: string | undefined;
  readonly choose: (id: string | undefined) => void;
} {
  const [stationId, setStationId] = useState(() => localStorage.getItem(STATION) ?? undefined);
  function choose(id: string | undefined): void {
    if (id === undefined) localStorage.removeItem(STATION);
    else localStorage.setItem(STATION, id);
    setStationId(id);
  }
  return { stationId, choose };
}
