import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ItemView } from '../../model/views.ts';
import { api } from '../api.ts';
import { formatDuration } from '../language/format.ts';
import { useText } from '../language/language.tsx';
import type { Choice } from '../uploads/choose-files.ts';
import { remainingMs } from '../uploads/transfer.ts';
import { uploadsOf } from '../uploads/uploads.ts';
import { AddFilesButtons, DropZone } from './drop-zone.tsx';
import { FileLine, RefusedLine } from './file-line.tsx';
import { type FileRow, fileRows, type Overall, overall, refusedEarlier } from './file-rows.ts';
import type { LiveItem } from './use-item.ts';

/** Files on their way in: where to drop them, how far each is, and what to do about those that stopped. */
export function FilesPanel({ item, live }: { readonly item: ItemView; readonly live: LiveItem }) {
  const text = useText();
  const uploads = uploadsOf(item.id);
  const transfers = useSyncExternalStore(uploads.subscribe, uploads.transfers);
  const rows = useMemo(() => fileRows(item, transfers, live.progress), [item, transfers, live.progress]);
  const refused = refusedEarlier(item, transfers);
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);
  const add = useCallback(
    (chosen: Choice<File>) => {
      uploads.add(chosen.files);
      setLeftOut(chosen.leftOut);
    },
    [uploads],
  );
  const retry = (row: FileRow) => {
    if (row.file === undefined) uploads.retry(row.key);
    else api.retryFile(row.file.id).then(live.show, live.look);
  };
  const ready = rows.filter(({ stage }) => stage === 'ready').map(({ key }) => key);
  return (
    <section className="card files" aria-labelledby="files-title">
      <h2 id="files-title">{text.files}</h2>
      <DropZone add={add} />
      <DropInvitation isLarge={item.surfaces.length === 0 && rows.length === 0} add={add} />
      {leftOut.length > 0 && <p className="hint">{text.leftOut(leftOut.join(', '))}</p>}
      {rows.length > 0 && <OverallLine state={overall(rows)} />}
      <ul className="file-lines">
        {rows.map((row) => (
          <FileLine key={row.key} row={row} retry={() => retry(row)} stop={() => uploads.stop(row.key)} />
        ))}
        {refused.map((upload) => (
          <RefusedLine key={upload.id} upload={upload} />
        ))}
      </ul>
      {ready.length > 0 && (
        <button type="button" className="small quiet" onClick={() => uploads.forget(ready)}>
          {text.clearDone}
        </button>
      )}
    </section>
  );
}

interface DropInvitationProps {
  readonly isLarge: boolean;
  readonly add: (chosen: Choice<File>) => void;
}

function DropInvitation({ isLarge, add }: DropInvitationProps) {
  const text = useText();
  return (
    <div className={isLarge ? 'drop-here drop-here-large' : 'drop-here'}>
      <p className="drop-here-title">{text.dropHere}</p>
      <p className="hint">{text.dropHereLead}</p>
      <AddFilesButtons add={add} />
    </div>
  );
}

function OverallLine({ state }: { readonly state: Overall }) {
  const text = useText();
  const now = useClock(state.isActive);
  const leftMs =
    state.isActive && state.startedAt !== undefined
      ? remainingMs(state.fraction, now - state.startedAt)
      : undefined;
  const words = text.filesDone(state.ready, state.total);
  return (
    <div className="overall">
      <p role="status">{words}</p>
      {state.isActive && <progress aria-label={text.files} value={state.fraction} max={1} />}
      <p className="hint">{leftMs !== undefined && text.timeLeft(formatDuration(leftMs, text))}</p>
    </div>
  );
}

/** The time, once a second while somebody waits. */
function useClock(isRunning: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isRunning) return;
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, [isRunning]);
  return now;
}
