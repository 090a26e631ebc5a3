import { useRef } from 'react';
import type { RescanList, RescanView } from '../../model/rescan.ts';
import { bestValue, formatTime } from '../language/format.ts';
import { useLanguage, useMessage } from '../language/language.tsx';
import { Link } from '../router.tsx';
import { fractionSent, isUnderWay, type Transfer } from '../uploads/transfer.ts';
import { boxesOn, pictureOf } from './boxes.ts';
import { Compare, type Compared } from './compare.tsx';
import { standingOf } from './rescan-rows.tsx';
import { useTransfers } from './use-sending.ts';

/** What can be done with a page on the list. */
export interface RescanActions {
  readonly keep: () => void;
  readonly bringBack: () => void;
  readonly drop: () => void;
  readonly take: (files: readonly File[]) => void;
  readonly isBusy: boolean;
}

interface DetailProps {
  readonly list: RescanList;
  readonly rescan: RescanView;
  readonly actions: RescanActions;
}

/** One page that is to be scanned again: why, where, what came, and what to do. */
export function RescanDetail({ list, rescan, actions }: DetailProps) {
  const { text, language } = useLanguage();
  return (
    <section className="rescan-detail" aria-label={rescan.name}>
      <header>
        <h2 dir="auto">{bestValue(rescan.label, language)?.value ?? rescan.name}</h2>
        <p>
          <Link to={`/items/${rescan.item.id}`}>{rescan.item.reference}</Link> ·{' '}
          <Link to={`/items/${rescan.item.id}/table`}>{text.rescans.toTable}</Link>
        </p>
      </header>
      <Reasons rescan={rescan} />
      <What rescan={rescan} />
      <Sent rescan={rescan} />
      <Buttons rescan={rescan} actions={actions} />
      <Compare key={`${rescan.surfaceId} ${rescan.state}`} scans={scansOf()} />
      <p className="hint">{text.rescans.compareHint}</p>
    </section>
  );

  function scansOf(): readonly Compared[] {
    const { old, shown, state } = rescan;
    const before: Compared = {
      caption: old === null ? '' : text.rescans.old(old),
      picture: pictureOf(list, rescan, old),
      boxes: boxesOn(rescan, old),
    };
    if (state !== 'replaced' || shown === null || shown === old) return [before];
    const picture = pictureOf(list, rescan, shown);
    return [before, { caption: text.rescans.fresh(shown), picture, boxes: [] }];
  }
}

function Reasons({ rescan }: { readonly rescan: RescanView }) {
  const { text, language } = useLanguage();
  return (
    <ul className="rescan-reasons">
      {rescan.asks.map(({ id, reason, note, askedBy, askedAt }) => (
        <li key={id}>
          <strong>{reason === null ? text.rescans.noReason : text.table.reasons[reason]}</strong>
          {note !== null && <span dir="auto"> {note}</span>}
          <span className="hint"> {text.rescans.askedBy(askedBy, formatTime(askedAt, language))}</span>
        </li>
      ))}
    </ul>
  );
}

/** What became of the scan that came. */
function What({ rescan }: { readonly rescan: RescanView }) {
  const { text } = useLanguage();
  const say = useMessage();
  const { replacement } = rescan;
  const standing = standingOf(rescan);
  if (replacement === null || standing === 'asked' || standing === 'replaced') return null;
  if (standing === 'underway') return <p role="status">{text.rescans.underway}</p>;
  if (replacement.state === 'failed') return <p className="problem">{text.rescans.failed}</p>;
  return (
    <div className="problem" role="alert">
      <p>{text.rescans.rejected(replacement.version)}</p>
      <ul>
        {replacement.messages.map((message) => (
          <li key={message.en}>{say(message)}</li>
        ))}
      </ul>
    </div>
  );
}

/** What this page sends for it just now. */
function Sent({ rescan }: { readonly rescan: RescanView }) {
  const { text } = useLanguage();
  const lines = useTransfers(rescan).flatMap((transfer) => {
    const words = wordsOf(transfer);
    return words === undefined ? [] : [{ key: transfer.key, words, isBad: !isUnderWay(transfer) }];
  });
  return lines.map(({ key, words, isBad }) => (
    <p key={key} className={isBad ? 'problem' : undefined} role={isBad ? 'alert' : 'status'}>
      {words}
    </p>
  ));

  function wordsOf(transfer: Transfer): string | undefined {
    const { name, phase, detail } = transfer;
    if (isUnderWay(transfer))
      return text.rescans.sending(name, Math.round(100 * Math.min(1, fractionSent(transfer) / 0.65)));
    // The server has a word for who sends what is there already.
    if (phase === 'done') return detail === null ? undefined : text.rescans.sameBytes(name);
    if (detail === 'empty') return text.emptyFile;
    return [text.rescans.notSent(name), detail === 'signed-out' ? text.signedOutWhileSending : detail]
      .filter((one) => one !== null && one !== '')
      .join(' ');
  }
}

function Buttons({ rescan, actions }: Pick<DetailProps, 'rescan' | 'actions'>) {
  const { rescans } = useLanguage().text;
  const input = useRef<HTMLInputElement>(null);
  const { keep, bringBack, drop, take, isBusy } = actions;
  if (rescan.state === 'replaced')
    return (
      <div className="actions">
        <button type="button" className="primary" aria-disabled={isBusy} onClick={keep}>
          {rescans.keep}
        </button>
        {rescan.old !== null && (
          <button type="button" aria-disabled={isBusy} onClick={bringBack}>
            {rescans.bringBack}
          </button>
        )}
      </div>
    );
  return (
    <div className="actions">
      <button type="button" className="primary" onClick={() => input.current?.click()}>
        {rescans.choose}
      </button>
      <button type="button" className="quiet" aria-disabled={isBusy} onClick={drop}>
        {rescans.drop}
      </button>
      <span className="hint">{rescans.orDrop}</span>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}
