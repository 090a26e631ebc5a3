import { type KeyboardEvent, useId } from 'react';
import type { DeskSurface, DeskView } from '../../model/desk.ts';
import { isBare, placeAfter } from '../table/keys.ts';
import { useSheet } from '../table/use-sheet.ts';
import type { Size } from '../table/use-size.ts';
import { layoutOfWidth } from '../table/window.ts';
import { SideList } from './side-list.tsx';

interface PickSideProps {
  readonly label: string;
  readonly sides: readonly DeskSurface[];
  readonly view: DeskView;
  readonly chosenId: string | undefined;
  readonly choose: (id: string) => void;
}

const CELL_PX = 84;
const NONE: ReadonlySet<string> = new Set();

/** One page among all, pointed at or gone to with the arrows. */
export function PickSide({ label, sides, view, chosenId, choose }: PickSideProps) {
  const listId = useId();
  const sheet = useSheet({
    ...{ sides, chosenId, choose },
    layout: (size: Size) => layoutOfWidth(CELL_PX, size),
    isSingle: false,
  });
  const isRightToLeft = view.viewingDirection === 'right-to-left';
  function press(event: KeyboardEvent): void {
    if (!isBare(event)) return;
    const { columns, at } = sheet;
    const standing = {
      at: Math.max(0, at),
      count: sides.length,
      columns,
      perView: 2 * columns,
      isRightToLeft,
    };
    const side = sides[placeAfter(event.key, standing) ?? -1];
    if (side === undefined) return;
    event.preventDefault();
    choose(side.id);
  }
  return (
    <div className="field">
      <span className="desk-pick-label">{label}</span>
      <div className="desk-pick">
        <SideList
          {...{ sheet, listId, sides, label, isRightToLeft, chosenId, press }}
          images={view.images}
          startId={view.startSurfaceId}
          selected={chosenId === undefined ? NONE : new Set([chosenId])}
          cut={NONE}
          isMany={false}
          handlers={{
            onPointerUp: ({ target }) => {
              const cell = target instanceof Element ? target.closest<HTMLElement>('[data-side]') : null;
              if (cell?.dataset['side'] !== undefined) choose(cell.dataset['side']);
            },
          }}
        />
      </div>
    </div>
  );
}
