import { type KeyboardEvent, useRef } from 'react';
import type { RescanList, RescanView } from '../../model/rescan.ts';
import { bestValue } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import type { Messages } from '../language/messages.ts';
import { fitInto } from '../table/pictures.ts';
import { RegionBox } from '../table/regions.tsx';
import { WholePage } from '../table/whole-page.tsx';
import { boxesOn, pictureOf } from './boxes.ts';

interface RowsProps {
  readonly list: RescanList;
  readonly chosenId: string | undefined;
  readonly choose: (surfaceId: string) => void;
}

const THUMBNAIL_PX = { widthPx: 56, heightPx: 72 } as const;

/** The list by shelf order; the arrows go from page to page. It is what is printed. */
export function RescanRows({ list, chosenId, choose }: RowsProps) {
  const { text } = useLanguage();
  const rows = useRef<HTMLOListElement>(null);
  function press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...(rows.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const next = buttons[buttons.findIndex((one) => one.matches(':focus')) + (step ?? Number.NaN)];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }
  return (
    <ol ref={rows} className="rescan-rows" aria-label={text.rescans.title} onKeyDown={press}>
      {list.rescans.map((rescan) => (
        <li key={rescan.surfaceId}>
          <button
            type="button"
            className="rescan-row"
            aria-current={rescan.surfaceId === chosenId}
            // Tab goes on to what can be done with the chosen page.
            tabIndex={rescan.surfaceId === chosenId ? 0 : -1}
            onClick={() => choose(rescan.surfaceId)}
            onFocus={() => choose(rescan.surfaceId)}
          >
            <Small list={list} rescan={rescan} />
            <Words rescan={rescan} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function Small({ list, rescan }: { readonly list: RescanList; readonly rescan: RescanView }) {
  const picture = pictureOf(list, rescan, rescan.old);
  if (picture === undefined) return <span className="thumbnail-none rescan-none" />;
  return (
    <WholePage picture={picture} size={fitInto(picture, THUMBNAIL_PX)}>
      {boxesOn(rescan, rescan.old).map((region) => (
        <RegionBox key={Object.values(region).join()} region={region} picture={picture} look="judged" />
      ))}
    </WholePage>
  );
}

function Words({ rescan }: { readonly rescan: RescanView }) {
  const { text, language } = useLanguage();
  const { item, asks } = rescan;
  return (
    <span className="rescan-words">
      <span className="rescan-reference" dir="auto">
        {item.reference}
      </span>
      <strong dir="auto">{bestValue(rescan.label, language)?.value ?? rescan.name}</strong>
      <span>{reasonsOf(rescan, text)}</span>
      {asks.map(
        ({ id, note }) =>
          note !== null && (
            <span key={id} className="rescan-note" dir="auto">
              {note}
            </span>
          ),
      )}
      <span className={`badge rescan-badge-${standingOf(rescan)}`}>
        {text.rescans.standing[standingOf(rescan)]}
      </span>
    </span>
  );
}

/** Each reason once. */
function reasonsOf({ asks }: RescanView, text: Messages): string {
  const words = asks.map(({ reason }) => (reason === null ? '' : text.table.reasons[reason]));
  return [...new Set(words)].filter((one) => one !== '').join(', ');
}

/** How far a page is on its way: nothing came, something is being worked on, it will not do, or it is there. */
export function standingOf({ state, replacement }: RescanView): keyof Messages['rescans']['standing'] {
  if (state === 'replaced') return 'replaced';
  if (replacement === null || replacement.state === 'ready') return 'asked';
  return replacement.state === 'rejected' || replacement.state === 'failed' ? 'rejected' : 'underway';
}
