import { type KeyboardEvent, type ReactNode, useId } from 'react';
import type { ViewingDirection } from '../../model/item.ts';
import type { TableSide } from '../../model/table-view.ts';
import { Cell } from './cell.tsx';
import { isBare, placeAfter } from './keys.ts';
import type { Picture, PictureSource } from './pictures.ts';
import { useFocusAtOnce } from './use-focus-at-once.ts';
import { type Sheet, useSheet } from './use-sheet.ts';
import type { Size } from './use-size.ts';
import { layoutOf, type PerView } from './window.ts';

interface LightTableProps {
  readonly sides: readonly TableSide[];
  readonly source: PictureSource;
  readonly perView: PerView;
  readonly direction: ViewingDirection;
  readonly chosenId: string | undefined;
  /** What the list is called. */
  readonly label: string;
  readonly choose: (id: string) => void;
  /** Double click: to see it larger. */
  readonly open: (id: string) => void;
  /** Drawn over each page. Give the same function each time: another draws every page again. */
  readonly over?: (side: TableSide, picture: Picture) => ReactNode;
}

/**
 * Pages in their order, one of them chosen; however many there are, only what is in view is in the document. It knows
 * nothing of what is done with them: keys that move are its own, any other goes to whoever is around it.
 */
export function LightTable(props: LightTableProps) {
  const { sides, perView, direction, label, choose } = props;
  const layout = (size: Size) => layoutOf(perView, size);
  const sheet = useSheet({ ...props, layout, isSingle: perView === 1 });
  const listId = useId();
  const { at, drawn, columns, rowPx } = sheet;
  const isRightToLeft = direction === 'right-to-left';
  useFocusAtOnce(sheet.list);

  function press(event: KeyboardEvent): void {
    if (!isBare(event)) return;
    const standing = { at: Math.max(0, at), count: sides.length, columns, perView, isRightToLeft };
    const side = sides[placeAfter(event.key, standing) ?? -1];
    if (side === undefined) return;
    event.preventDefault();
    choose(side.id);
  }
  const isDrawn = at >= drawn.first && at < drawn.last;
  return (
    <div
      ref={sheet.list}
      className={`light-table light-table-${perView}`}
      role="listbox"
      tabIndex={0}
      dir={isRightToLeft ? 'rtl' : 'ltr'}
      aria-label={label}
      aria-activedescendant={isDrawn ? `${listId}-${at}` : undefined}
      onKeyDown={press}
      onScroll={sheet.scrolled}
    >
      <div
        role="presentation"
        className="table-rows"
        style={{
          gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          gridAutoRows: rowPx,
          paddingBlock: `${drawn.topPx}px ${drawn.bottomPx}px`,
        }}
      >
        {sheet.size.widthPx > 0 && <Cells {...props} sheet={sheet} listId={listId} />}
      </div>
    </div>
  );
}

function Cells({
  sides,
  source,
  perView,
  choose,
  open,
  over,
  sheet,
  listId,
}: LightTableProps & { readonly sheet: Sheet; readonly listId: string }) {
  const { first, last } = sheet.drawn;
  return sides
    .slice(first, last)
    .map((side, index) => (
      <Cell
        key={side.id}
        elementId={`${listId}-${first + index}`}
        side={side}
        source={source}
        at={first + index}
        total={sides.length}
        isChosen={first + index === sheet.at}
        widthPx={Math.floor(sheet.size.widthPx / sheet.columns)}
        heightPx={sheet.rowPx}
        withRegions={perView !== 40}
        choose={choose}
        open={open}
        over={over}
      />
    ));
}
