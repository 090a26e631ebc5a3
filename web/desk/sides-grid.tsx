import { type KeyboardEvent, useId } from 'react';
import { useText } from '../language/language.tsx';
import { isBare, placeAfter } from '../table/keys.ts';
import { type Sheet, useSheet } from '../table/use-sheet.ts';
import type { Size } from '../table/use-size.ts';
import { layoutOfWidth } from '../table/window.ts';
import { only, toggled, upTo } from './selection.ts';
import { SideCell } from './side-cell.tsx';
import type { DeskTools } from './use-desk.ts';

const CELL_PX = 104;

/** Pages in their order; however many there are, only what is near the view is in the document. */
export function SidesGrid({ desk }: { readonly desk: DeskTools }) {
  const text = useText();
  const { view, order, selection, select } = desk;
  const listId = useId();
  const sheet = useSheet({
    sides: view.surfaces,
    layout: (size: Size) => layoutOfWidth(CELL_PX, size),
    isSingle: false,
    chosenId: selection.at,
    choose: (id) => select(only(id)),
  });
  const { at, drawn, columns, rowPx, size } = sheet;
  const isRightToLeft = view.viewingDirection === 'right-to-left';

  function press(event: KeyboardEvent): void {
    if (!isBare(event)) return;
    const perView = columns * Math.max(1, Math.floor(size.heightPx / rowPx));
    const standing = { at: Math.max(0, at), count: order.length, columns, perView, isRightToLeft };
    const id = order[placeAfter(event.key, standing) ?? -1];
    if (id === undefined) return;
    event.preventDefault();
    select(only(id));
  }
  return (
    <div
      ref={sheet.list}
      className="desk-grid"
      role="listbox"
      tabIndex={0}
      dir={isRightToLeft ? 'rtl' : 'ltr'}
      aria-multiselectable="true"
      aria-label={text.desk.sides}
      aria-activedescendant={at >= drawn.first && at < drawn.last ? `${listId}-${at}` : undefined}
      onKeyDown={press}
      onScroll={sheet.scrolled}
    >
      <div
        role="presentation"
        className="desk-rows"
        style={{
          gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          gridAutoRows: rowPx,
          paddingBlock: `${drawn.topPx}px ${drawn.bottomPx}px`,
        }}
      >
        {size.widthPx > 0 && <Cells desk={desk} sheet={sheet} listId={listId} />}
      </div>
    </div>
  );
}

interface CellsProps {
  readonly desk: DeskTools;
  readonly sheet: Sheet;
  readonly listId: string;
}

function Cells({ desk: { view, order, selection, select }, sheet, listId }: CellsProps) {
  const { first, last } = sheet.drawn;
  return view.surfaces.slice(first, last).map((side, index) => (
    <SideCell
      key={side.id}
      elementId={`${listId}-${first + index}`}
      side={side}
      images={view.images}
      at={first + index}
      total={order.length}
      isSelected={selection.ids.has(side.id)}
      isChosen={side.id === selection.at}
      widthPx={Math.floor(sheet.size.widthPx / sheet.columns)}
      heightPx={sheet.rowPx}
      press={(event) => {
        if (event.shiftKey) select((now) => upTo(now, order, side.id));
        else if (event.ctrlKey || event.metaKey) select((now) => toggled(now, side.id));
        else select(only(side.id));
      }}
    />
  ));
}
