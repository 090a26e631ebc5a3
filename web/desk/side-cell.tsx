import { memo } from 'react';
import type { DeskSurface } from '../../model/desk.ts';
import { useLanguage } from '../language/language.tsx';
import { InLanguage } from '../parts/in-language.tsx';
import { fitInto } from '../table/pictures.ts';
import { WholePage } from '../table/whole-page.tsx';
import { BADGES, type Badge, badgesOf } from './badges.ts';
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
  readonly isCut: boolean;
  readonly isStart: boolean;
  /** In pixels of the screen. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What a caption and the space around a page take of a cell; `.desk-cell` says the same. */
const CAPTION_PX = 22;
const PADDING_PX = 6;

/** One page in the grid. It is drawn again only when something of itself changes. */
export const SideCell = memo(function SideCell(props: SideCellProps) {
  const { side, at, total, isSelected, isStart, widthPx, heightPx } = props;
  const { text, language } = useLanguage();
  const picture = pictureOfSide(props.images, side);
  const space = { widthPx: widthPx - 2 * PADDING_PX, heightPx: heightPx - CAPTION_PX - 3 * PADDING_PX };
  const badges = badgesOf(side, isStart);
  const place = text.desk.pageAt(at + 1, total);
  const words = [nameOfSide(side, language), place, ...badges.map((badge) => text.desk.badges[badge])];
  return (
    <div
      id={props.elementId}
      role="option"
      // The list has the focus and names the chosen page: a cell that is scrolled away takes no focus with it.
      tabIndex={-1}
      aria-selected={isSelected}
      aria-setsize={total}
      aria-posinset={at + 1}
      aria-label={words.join(', ')}
      className={classOf(props)}
      data-side={side.id}
    >
      <span className="table-page">
        {picture !== undefined && space.widthPx > 0 && space.heightPx > 0 ? (
          <WholePage picture={picture} size={fitInto(picture, space)} />
        ) : (
          <span className="thumbnail-none" />
        )}
      </span>
      <Badges badges={badges} />
      <span className="desk-caption">
        <span className="table-number">{at + 1}</span>
        <span className="table-name">
          <InLanguage map={side.label} otherwise={side.name} />
        </span>
      </span>
    </div>
  );
});

function classOf({ side, isChosen, isCut }: SideCellProps): string {
  const isOut = side.state === 'missing' || side.state === 'suppressed';
  return [
    'desk-cell',
    isChosen && 'desk-cell-chosen',
    isCut && 'desk-cell-cut',
    isOut && 'desk-cell-out',
    side.placement !== null && 'desk-cell-placed',
  ]
    .filter(Boolean)
    .join(' ');
}

function Badges({ badges }: { readonly badges: readonly Badge[] }) {
  const { text } = useLanguage();
  if (badges.length === 0) return null;
  return (
    <span className="desk-badges" aria-hidden="true">
      {badges.map((badge) => (
        <span key={badge} className={`desk-badge desk-badge-${badge}`} title={text.desk.badges[badge]}>
          {BADGES[badge]}
        </span>
      ))}
    </span>
  );
}
