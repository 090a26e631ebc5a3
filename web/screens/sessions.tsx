import { useCallback, useState } from 'react';
import type { StationView } from '../../model/station.ts';
import { useText } from '../language/language.tsx';
import { Offline } from '../parts/offline.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useTick } from '../parts/use-tick.ts';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../router.tsx';
import { useMay } from '../session.tsx';
import { sessionApi } from '../sessions/api.ts';
import { SessionList } from '../sessions/session-list.tsx';
import { StationCard } from '../sessions/station-card.tsx';
import { StationDialog } from '../sessions/station-dialog.tsx';

/** The stations, who works at each, and every session that there was. */
export function SessionsScreen() {
  const text = useText().sessions;
  const mayAdd = useMay('curator');
  const { tick, isConnected } = useTick({});
  const [changes, setChanges] = useState(0);
  const [isAdding, setAdding] = useState(false);
  const { value, error } = useAnswer(sessionApi.stations, tick + changes);
  const changed = useCallback(() => setChanges((known) => known + 1), []);
  useTitle(text.title);
  const stations = value?.stations;
  return (
    <>
      <div className="page-head">
        <h1>{text.title}</h1>
        {mayAdd && (
          <button type="button" className="primary" onClick={() => setAdding(true)}>
            {text.addStation}
          </button>
        )}
      </div>
      <Offline isConnected={isConnected} />
      <Problem error={isConnected ? error : undefined} />
      {stations === undefined && error === undefined && <Waiting />}
      {stations?.length === 0 && <NoStations mayAdd={mayAdd} />}
      {stations !== undefined && stations.length > 0 && (
        <>
          <Stations stations={stations} changed={changed} />
          <SessionList stations={stations} tick={tick + changes} />
        </>
      )}
      {isAdding && <StationDialog changed={changed} close={() => setAdding(false)} />}
    </>
  );
}

function NoStations({ mayAdd }: { readonly mayAdd: boolean }) {
  const text = useText().sessions;
  return (
    <section className="empty">
      <h2>{text.noStations}</h2>
      <p>{text.noStationsLead}</p>
      {!mayAdd && <p>{text.askForStation}</p>}
    </section>
  );
}

interface StationsProps {
  readonly stations: readonly StationView[];
  readonly changed: () => void;
}

function Stations({ stations, changed }: StationsProps) {
  const text = useText().sessions;
  return (
    <section aria-label={text.stations}>
      <ul className="station-cards">
        {stations.map((station) => (
          <li key={station.id}>
            <StationCard station={station} changed={changed} />
          </li>
        ))}
      </ul>
    </section>
  );
}
