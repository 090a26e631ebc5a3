import { useEffect, useState } from 'react';
import type { StationView } from '../../model/station.ts';
import type { TokenView } from '../../model/views.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { sessionApi } from '../sessions/api.ts';

/** Every station, by name; none as long as they are not known. */
export function useStations(): readonly StationView[] {
  const [stations, setStations] = useState<readonly StationView[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    sessionApi.stations(controller.signal).then(
      (known) => setStations(known.stations),
      // Tokens are made and revoked without them too.
      () => undefined,
    );
    return () => controller.abort();
  }, []);
  return stations;
}

interface TokenStationProps {
  readonly token: TokenView;
  readonly stations: readonly StationView[];
  readonly changed: () => void;
}

/** Which station a token is of: what it sends is of the session that is open there. */
export function TokenStation({ token, stations, changed }: TokenStationProps) {
  const text = useText().sessions;
  const { ask, error, isBusy } = useAsking();
  async function bind(stationId: string): Promise<void> {
    if (await ask(() => sessionApi.bindToken(token.id, stationId || null))) changed();
  }
  if (stations.length === 0) return null;
  return (
    <>
      <select
        aria-label={text.tokenStationOf(token.name)}
        value={token.stationId ?? ''}
        disabled={isBusy}
        onChange={(event) => void bind(event.target.value)}
      >
        <option value="">{text.noStation}</option>
        {stations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <Problem error={error} />
    </>
  );
}
