import { memo, type ReactNode } from 'react';
import type { TableSide } from '../../model/table-view.ts';
import { useLanguage } from '../language/language.tsx';
import { InLanguage } from '../parts/in-language.tsx';
import { type Words, wordsOf } from './names.ts';
import { fitInto, type Picture, type PictureSource, pictureOf } from './pictures.ts';
import { Regions } from './regions.tsx';
import { WholePage } from './whole-page.tsx';

interface CellProps {
  readonly elementId: string;
  readonly side: TableSide;
  readonly source: PictureSource;
  /** Counted from 0. */
  readonly at: number;
  readonly total: number;
  readonly isChosen: boolean;
  /** In pixels of the screen. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Whether it is so large that one sees where something was found. */
  readonly withRegions: boolean;
  readonly choose: (id: string) => void;
  readonly open: (id: string) => void;
  readonly over: ((side: TableSide, picture: Picture) => ReactNode) | undefined;
}

/** What a caption and the space around a page take of a cell; `.table-cell` says the same. */
const CAPTION_PX = 24;
const PADDING_PX = 6;

/** One page on the sheet. It is drawn again only when something of itself changes. */
export const Cell = memo(function Cell(props: CellProps) {
  const { side, at, total, isChosen, widthPx, heightPx, over } = props;
  const { text, language } = useLanguage();
  const words = wordsOf(side, { at, total, language, text });
  const picture = pictureOf(props.source, side, side.shown);
  const space = { widthPx: widthPx - 2 * PADDING_PX, heightPx: heightPx - CAPTION_PX - 3 * PADDING_PX };
  const isKnown = picture !== undefined && space.widthPx > 0 && space.heightPx > 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's, which has the focus.
    <div
      id={props.elementId}
      role="option"
      // The list has the focus and names the chosen page: a cell that is scrolled away takes no focus with it.
      tabIndex={-1}
      aria-selected={isChosen}
      aria-setsize={total}
      aria-posinset={at + 1}
      aria-label={words.all}
      className={`table-cell table-cell-${words.condition}`}
      data-side={side.id}
      onClick={() => props.choose(side.id)}
      onDoubleClick={() => props.open(side.id)}
    >
      <span className="table-page">
        {isKnown ? (
          <WholePage picture={picture} size={fitInto(picture, space)}>
            {props.withRegions && <Regions side={side} picture={picture} />}
            {over?.(side, picture)}
          </WholePage>
        ) : (
          <span className="thumbnail-none" />
        )}
      </span>
      <Caption side={side} words={words} />
    </div>
  );
});

function Caption({ side, words }: { readonly side: TableSide; readonly words: Words }) {
  return (
    <span className="table-caption">
      <span className="table-number">{side.number ?? '–'}</span>
      <span className="table-name">
        <InLanguage map={side.label} otherwise={side.name} />
      </span>
      {words.mark !== '' && (
        <span className="table-mark" title={words.found}>
          {words.mark}
        </span>
      )}
    </span>
  );
}
