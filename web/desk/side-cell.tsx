import { type MouseEvent, memo } from 'react';
import type { DeskSurface } from '../../model/desk.ts';
import { useLanguage } from '../language/language.tsx';
import { InLanguage } from '../parts/in-language.tsx';
import { fitInto } from '../table/pictures.ts';
import { WholePage } from '../table/whole-page.tsx';
import { nameOfSide, pictureOfSide } from './names.ts';

interface SideCellProps {
  readonly elementId: string;
  readonly side: DeskSurface;
  readonly images: string;
  /** Counted from 0. */
  readonly at: number;
  readonly total: number;
  readonly isSelected: boolean;
  /** Whether it is the one in the centre. */
  readonly isChosen: boolean;
  /** In pixels of the screen. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly press: (event: MouseEvent) => void;
}

/** What a caption and the space around a page take of a cell; `.desk-cell` says the same. */
const CAPTION_PX = 22;
const PADDING_PX = 6;

/** One page in the grid. It is drawn again only when something of itself changes. */
export const SideCell = memo(function SideCell(props: SideCellProps) {
  const { side, at, total, isSelected, isChosen, widthPx, heightPx } = props;
  const { text, language } = useLanguage();
  const picture = pictureOfSide(props.images, side);
  const space = { widthPx: widthPx - 2 * PADDING_PX, heightPx: heightPx - CAPTION_PX - 3 * PADDING_PX };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's, which has the focus.
    <div
      id={props.elementId}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-setsize={total}
      aria-posinset={at + 1}
      aria-label={`${nameOfSide(side, language)}, ${text.desk.pageAt(at + 1, total)}, ${text.surfaceStates[side.state]}`}
      className={isChosen ? 'desk-cell desk-cell-chosen' : 'desk-cell'}
      data-side={side.id}
      onClick={props.press}
    >
      <span className="table-page">
        {picture !== undefined && space.widthPx > 0 && space.heightPx > 0 ? (
          <WholePage picture={picture} size={fitInto(picture, space)} />
        ) : (
          <span className="thumbnail-none" />
        )}
      </span>
      <span className="desk-caption">
        <span className="table-number">{at + 1}</span>
        <span className="table-name">
          <InLanguage map={side.label} otherwise={side.name} />
        </span>
      </span>
    </div>
  );
});
