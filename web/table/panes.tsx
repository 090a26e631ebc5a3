import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef } from 'react';
import type { Region } from '../../model/finding.ts';
import type { ViewingDirection } from '../../model/item.ts';
import type { TableSide } from '../../model/table-view.ts';
import { useLanguage } from '../language/language.tsx';
import { isBare, nudgeOf, placeAfter } from './keys.ts';
import { Loupe } from './loupe.tsx';
import { nameOfSide } from './names.ts';
import { movePlace, type Picture, type Place } from './pictures.ts';
import { Regions } from './regions.tsx';
import { useFocusAtOnce } from './use-focus-at-once.ts';
import { type Size, screenScale, useSize } from './use-size.ts';
import { WholePane } from './whole-pane.tsx';

/** One page of those that stand side by side; without a picture it says why there is none. */
export interface PaneOf {
  readonly side: TableSide | undefined;
  readonly picture: Picture | undefined;
  readonly otherwise: string;
}

interface PanesProps {
  readonly panes: readonly PaneOf[];
  readonly sides: readonly TableSide[];
  readonly chosen: TableSide;
  readonly direction: ViewingDirection;
  readonly isLoupe: boolean;
  /** The same place in every pane, and on every page that one goes to. */
  readonly place: Place;
  readonly movedTo: (place: Place) => void;
  readonly next: Picture | undefined;
  /** Is told which part of the chosen page the loupe shows. */
  readonly seen: RefObject<Region | null>;
  readonly choose: (id: string) => void;
  /** What a box is drawn with, over the chosen page. */
  readonly drawOn: (picture: Picture) => ReactNode;
  /** Double click on a whole page: look at this place of it at 1:1. */
  readonly look: (place: Place) => void;
}

/** One or two pages, whole or at 1:1; arrows go from page to page, with Shift they move the loupe. */
export function Panes(props: PanesProps) {
  const { panes, sides, chosen, direction, isLoupe } = props;
  const { text, language } = useLanguage();
  const [first, size] = useSize<HTMLDivElement>();
  const box = useRef<HTMLElement>(null);
  const titleId = useId();
  useFocusAtOnce(box);
  const at = sides.indexOf(chosen);
  const press = usePaneKeys(props, size);
  const places = ['first', 'second'] as const;
  // Of two versions of one page the newer is the one that is looked at.
  const own = panes.findLast((pane) => pane.side === chosen);
  return (
    <section
      ref={box}
      className={isLoupe ? 'panes panes-loupe' : 'panes'}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it has the focus, as the sheet does, for its keys.
      tabIndex={0}
      dir={direction === 'right-to-left' ? 'rtl' : 'ltr'}
      aria-labelledby={titleId}
      onKeyDown={press}
    >
      <p id={titleId} className="visually-hidden" aria-live="polite">
        {text.table.pageOf(nameOfSide(chosen, language), at + 1, sides.length)}
      </p>
      {panes.map((pane, index) => (
        <figure key={places[index]} className={pane === own ? 'pane pane-chosen' : 'pane'}>
          <div ref={index === 0 ? first : undefined} className="pane-page" dir="ltr">
            {size.widthPx > 0 && <PanePage {...props} pane={pane} isOwn={pane === own} size={size} />}
          </div>
          <figcaption>{captionOf(pane)}</figcaption>
        </figure>
      ))}
    </section>
  );

  function captionOf({ side, picture }: PaneOf): string {
    if (side === undefined) return '';
    const version = picture === undefined ? [] : [text.table.version(picture.version)];
    const verdict = side.review === undefined ? [] : [text.table.saidOf[side.review.verdict]];
    return [nameOfSide(side, language), ...version, ...verdict].join(' · ');
  }
}

function PanePage({
  pane: { side, picture, otherwise },
  size,
  isOwn,
  isLoupe,
  place,
  movedTo,
  next,
  seen,
  look,
  drawOn,
}: PanesProps & { readonly pane: PaneOf; readonly isOwn: boolean; readonly size: Size }) {
  if (side === undefined || picture === undefined) return <p className="pane-none">{otherwise}</p>;
  const over = (
    <>
      <Regions side={side} picture={picture} />
      {isOwn && drawOn(picture)}
    </>
  );
  if (isLoupe)
    return (
      <Loupe {...{ picture, size, place, movedTo, next }} seen={isOwn ? seen : undefined}>
        {over}
      </Loupe>
    );
  return <WholePane {...{ picture, size, look }}>{over}</WholePane>;
}

function usePaneKeys(props: PanesProps, size: Size): (event: KeyboardEvent) => void {
  const { panes, sides, chosen, direction, isLoupe, place, movedTo, choose } = props;
  return (event) => {
    const nudge = event.shiftKey && isLoupe ? nudgeOf(event.key) : undefined;
    const picture = panes.findLast((pane) => pane.side === chosen)?.picture;
    if (nudge !== undefined && picture !== undefined) {
      const scale = screenScale();
      const view = { widthPx: size.widthPx * scale, heightPx: size.heightPx * scale };
      event.preventDefault();
      movedTo(movePlace(place, { x: nudge.x * view.widthPx, y: nudge.y * view.heightPx }, picture, view));
      return;
    }
    if (!isBare(event)) return;
    const standing = {
      at: sides.indexOf(chosen),
      count: sides.length,
      columns: 1,
      perView: 1,
      isRightToLeft: direction === 'right-to-left',
    };
    const side = sides[placeAfter(event.key, standing) ?? -1];
    if (side === undefined) return;
    event.preventDefault();
    choose(side.id);
  };
}
