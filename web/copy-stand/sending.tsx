import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { AddFilesButtons, DropZone } from '../item/drop-zone.tsx';
import { useText } from '../language/language.tsx';
import type { Choice } from '../uploads/choose-files.ts';
import { isUnderWay } from '../uploads/transfer.ts';
import { sendFrom, uploadsOf } from '../uploads/uploads.ts';

interface SendingProps {
  readonly itemId: string;
  /** Every file sent from here is of this station, and carries the session that is open there. */
  readonly stationId: string;
  readonly sessionId: string | null;
}

/** Files that are dropped on this page or chosen here go to the item on the stand. */
export function Sending({ itemId, stationId, sessionId }: SendingProps) {
  const { stand: text } = useText();
  const uploads = uploadsOf(itemId);
  const transfers = useSyncExternalStore(uploads.subscribe, uploads.transfers);
  useEffect(
    () => sendFrom(itemId, { station: stationId, session: sessionId }),
    [itemId, stationId, sessionId],
  );
  const add = useCallback((chosen: Choice<File>) => uploads.add(chosen.files), [uploads]);
  const failed = transfers.filter(({ phase }) => phase === 'failed' || phase === 'refused');
  const isSending = transfers.some(isUnderWay);
  return (
    <section className="stand-sending" aria-label={text.addScans}>
      <DropZone add={add} />
      <AddFilesButtons add={add} />
      {isSending && (
        <p>{text.sendingHere(transfers.filter(({ phase }) => phase === 'done').length, transfers.length)}</p>
      )}
      {failed.map(({ key, name, detail }) => (
        <p key={key} className="problem" role="alert">
          {text.notSent(name)}. {detail}
        </p>
      ))}
    </section>
  );
}
