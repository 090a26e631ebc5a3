import { useCallback, useState } from 'react';
import type { RescanList, RescanView } from '../../model/rescan.ts';
import type { StationView } from '../../model/station.ts';
import { DropZone } from '../item/drop-zone.tsx';
import { useText } from '../language/language.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { Offline } from '../parts/offline.tsx';
import { Pager } from '../parts/pager.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useTick } from '../parts/use-tick.ts';
import { Waiting } from '../parts/waiting.tsx';
import { LIST_PAGE, rescansApi } from '../rescans/api.ts';
import { RescanDetail } from '../rescans/rescan-detail.tsx';
import { RescanRows } from '../rescans/rescan-rows.tsx';
import { type Ending, useEnding } from '../rescans/use-ending.ts';
import { type Sending, useSending } from '../rescans/use-sending.ts';
import { useTitle } from '../router.tsx';

/** What is to be scanned again, by shelf order: a technician goes along it, scans, and compares. */
export function RescansScreen() {
  const text = useText();
  useTitle(text.rescans.title);
  const [station, setStation] = useState('');
  const [offset, setOffset] = useState(0);
  const { tick, isConnected } = useTick({});
  const ask = useCallback(
    (signal: AbortSignal) => rescansApi.list({ station, offset }, signal),
    [station, offset],
  );
  const { value: list, error } = useAnswer(ask, tick);
  const { value: stations = [] } = useAnswer(rescansApi.stations, 0);
  return (
    <section className="rescans-screen">
      <header className="rescans-head">
        <h1>{text.rescans.title}</h1>
        {list && <span className="count">{text.rescans.count(list.total)}</span>}
        <StationChoice
          stations={stations}
          station={station}
          choose={(id) => {
            setStation(id);
            setOffset(0);
          }}
        />
        <button type="button" className="small" onClick={() => window.print()}>
          {text.rescans.print}
        </button>
      </header>
      <p className="hint rescans-lead">{text.rescans.lead}</p>
      <Offline isConnected={isConnected && error?.status !== 0} />
      {list === undefined && (error === undefined ? <Waiting /> : <Problem error={error} />)}
      {list && <Listed list={list} />}
      {list && <More list={list} offset={offset} go={setOffset} />}
    </section>
  );
}

interface StationChoiceProps {
  readonly stations: readonly StationView[];
  readonly station: string;
  readonly choose: (id: string) => void;
}

function StationChoice({ stations, station, choose }: StationChoiceProps) {
  const { rescans } = useText();
  if (stations.length === 0) return null;
  return (
    <label className="rescans-station">
      {rescans.station}{' '}
      <select value={station} onChange={(event) => choose(event.target.value)}>
        <option value="">{rescans.everyStation}</option>
        {stations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Listed({ list }: { readonly list: RescanList }) {
  const [chosenId, choose] = useState<string>();
  const ending = useEnding();
  const chosen = list.rescans.find(({ surfaceId }) => surfaceId === chosenId) ?? list.rescans[0];
  const sending = useSending(list.rescans, chosen, choose);
  const { take } = sending;
  const drop = useCallback(({ files }: { readonly files: readonly File[] }) => take(files), [take]);
  return (
    <>
      <DropZone add={drop} />
      <Said ending={ending} sending={sending} />
      {chosen === undefined ? (
        <Nothing />
      ) : (
        <div className="rescans-columns">
          <RescanRows list={list} chosenId={chosen.surfaceId} choose={choose} />
          <RescanDetail list={list} rescan={chosen} actions={actionsOn(chosen, ending, take)} />
        </div>
      )}
      <IsIt sending={sending} />
    </>
  );
}

function actionsOn(rescan: RescanView, ending: Ending, take: Sending['take']) {
  return {
    ...{ take, isBusy: ending.isBusy },
    keep: () => ending.keep(rescan),
    bringBack: () => ending.bringBack(rescan),
    drop: () => ending.drop(rescan),
  };
}

function Said({ ending, sending }: { readonly ending: Ending; readonly sending: Sending }) {
  const { rescans } = useText();
  const { done, error } = ending;
  return (
    <>
      <Problem error={error} />
      {sending.homeless.map((name) => (
        <p key={name} className="problem" role="alert">
          {rescans.belongsNowhere(name)}
        </p>
      ))}
      <div role="status">
        {done && (
          <p className="rescans-done">
            {done.words}{' '}
            {done.undo && (
              <button type="button" className="small" onClick={done.undo}>
                {rescans.undo}
              </button>
            )}
          </p>
        )}
      </div>
    </>
  );
}

function IsIt({ sending }: { readonly sending: Sending }) {
  const { rescans } = useText();
  const { doubted, agree, disagree } = sending;
  if (doubted === undefined) return null;
  const { file, rescan } = doubted;
  return (
    <Confirm title={rescans.isIt} action={rescans.isItYes} confirm={async () => agree()} close={disagree}>
      {rescans.isItLead(file.name, rescan.name, rescan.item.reference)}
    </Confirm>
  );
}

function Nothing() {
  const { rescans } = useText();
  return (
    <div className="empty">
      <h2>{rescans.nothing}</h2>
      <p>{rescans.nothingLead}</p>
    </div>
  );
}

interface MoreProps {
  readonly list: RescanList;
  readonly offset: number;
  readonly go: (offset: number) => void;
}

function More({ list, offset, go }: MoreProps) {
  const { rescans } = useText();
  const end = offset + list.rescans.length;
  return (
    <Pager
      name={rescans.leaf}
      from={offset + 1}
      to={end}
      total={list.total}
      goBack={offset === 0 ? undefined : () => go(Math.max(0, offset - LIST_PAGE))}
      goOn={end >= list.total ? undefined : () => go(end)}
    />
  );
}
