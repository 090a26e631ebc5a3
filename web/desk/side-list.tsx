import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import type { DeskSurface } from '../../model/desk.ts';
import type { Sheet } from '../table/use-sheet.ts';
import { SideCell } from './side-cell.tsx';

interface SideListProps {
  readonly sheet: Sheet;
  readonly listId: string;
  readonly sides: readonly DeskSurface[];
  readonly images: string;
  /** The page that viewers open first, if one was named. */
  readonly startId: string | null;
  readonly isRightToLeft: boolean;
  /** What the list is called. */
  readonly label: string;
  readonly selected: ReadonlySet<string>;
  readonly chosenId: string | undefined;
  readonly cut: ReadonlySet<string>;
  /** Whether several can be selected. */
  readonly isMany?: boolean;
  readonly press: (event: KeyboardEvent) => void;
  readonly handlers: Readonly<
    Partial<
      Record<
        'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel',
        (event: PointerEvent) => void
      >
    >
  >;
  /** What lies over the pages. */
  readonly children?: ReactNode;
}

/** The list that pages are drawn in: those in view and near it. It has the focus, and names the chosen one. */
export function SideList(props: SideListProps) {
  const { sheet, listId, isRightToLeft, label, press, handlers, children } = props;
  const { at, drawn, columns, rowPx, size } = sheet;
  const isDrawn = at >= drawn.first && at < drawn.last;
  return (
    <div
      ref={sheet.list}
      className="desk-grid"
      role="listbox"
      tabIndex={0}
      dir={isRightToLeft ? 'rtl' : 'ltr'}
      aria-multiselectable={props.isMany ?? true}
      aria-label={label}
      aria-activedescendant={isDrawn ? `${listId}-${at}` : undefined}
      onKeyDown={press}
      onScroll={sheet.scrolled}
      // A page that is scrolled away would take the focus with it, and text would be selected.
      onMouseDown={(event) => {
        event.preventDefault();
        sheet.list.current?.focus({ preventScroll: true });
      }}
      {...handlers}
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
        {size.widthPx > 0 && <Cells {...props} />}
        {children}
      </div>
    </div>
  );
}

function Cells({ sheet, listId, sides, images, startId, selected, chosenId, cut }: SideListProps) {
  const { first, last } = sheet.drawn;
  return sides
    .slice(first, last)
    .map((side, index) => (
      <SideCell
        key={side.id}
        elementId={`${listId}-${first + index}`}
        side={side}
        images={images}
        at={first + index}
        total={sides.length}
        isSelected={selected.has(side.id)}
        isChosen={side.id === chosenId}
        isCut={cut.has(side.id)}
        isStart={side.id === startId}
        widthPx={Math.floor(sheet.size.widthPx / sheet.columns)}
        heightPx={sheet.rowPx}
      />
    ));
}
