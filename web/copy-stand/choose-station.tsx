import { useEffect, useState } from 'react';
import type { StationView } from '../../model/station.ts';
import { type ApiError, asApiError } from '../api.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Link } from '../router.tsx';
import { standApi } from './api.ts';

interface ChooseStationProps {
  readonly choose: (id: string) => void;
  /** The one that was remembered is not there any more. */
  readonly isGone: boolean;
}

/** Asks once at which station this device stands. */
export function ChooseStation({ choose, isGone }: ChooseStationProps) {
  const { stand: text } = useText();
  const [stations, setStations] = useState<readonly StationView[]>();
  const [error, setError] = useState<ApiError>();
  useEffect(() => {
    standApi.stations().then(
      (found) => setStations(found.stations),
      (thrown: unknown) => setError(asApiError(thrown)),
    );
  }, []);
  if (stations === undefined) return error === undefined ? <Waiting /> : <Problem error={error} />;
  if (stations.length === 0)
    return (
      <div className="empty">
        <h1>{text.noStations}</h1>
        <p>{text.noStationsLead}</p>
        <Link to="/sessions" className="button">
          {text.toStations}
        </Link>
      </div>
    );
  return (
    <section className="stand-stations">
      <h1>{text.whichStation}</h1>
      <p className="lead">{isGone ? text.noSuchStation : text.whichStationLead}</p>
      {stations.map(({ id, name }, index) => (
        <button
          key={id}
          type="button"
          className="stand-large"
          // biome-ignore lint/a11y/noAutofocus: there is nothing else here to do.
          autoFocus={index === 0}
          onClick={() => choose(id)}
        >
          <bdi>{name}</bdi>
        </button>
      ))}
    </section>
  );
}
