import { type KeyboardEvent, useId } from 'react';
import { useText } from '../language/language.tsx';
import { useSheet } from '../table/use-sheet.ts';
import type { Size } from '../table/use-size.ts';
import { layoutOfWidth } from '../table/window.ts';
import { type GridShape, markOf } from './geometry.ts';
import { type Pressed, pressedIn } from './grid-keys.ts';
import { lookedAt, only, selectedBy, toggled, upTo } from './selection.ts';
import { SideList } from './side-list.tsx';
import type { DeskTools } from './use-desk.ts';
import { type Gesture, usePointing } from './use-pointing.ts';
import type { SideTools } from './use-sides.ts';

interface SidesGridProps {
  readonly desk: DeskTools;
  readonly tools: SideTools;
  /** No cell is narrower, in pixels of the screen. */
  readonly cellPx: number;
}

/** Pages in their order, to be selected and moved; however many there are, only what is near the view is in the document. */
export function SidesGrid({ desk, tools, cellPx }: SidesGridProps) {
  const text = useText();
  const { view, order, selection, select } = desk;
  const listId = useId();
  const sheet = useSheet({
    sides: view.surfaces,
    layout: (size: Size) => layoutOfWidth(cellPx, size),
    isSingle: false,
    chosenId: selection.at,
    choose: (id) => select(only(id)),
  });
  const { columns, rowPx, size } = sheet;
  const isRightToLeft = view.viewingDirection === 'right-to-left';
  const shape = { columns, rowPx, isRightToLeft, count: order.length, cellPx: size.widthPx / columns };
  const mayMove = desk.mayChange;
  const pointing = usePointing({ sheet, shape, order, selection, select, mayMove, dropped: tools.moveTo });

  function press(event: KeyboardEvent): void {
    const perView = columns * Math.max(1, Math.floor(size.heightPx / rowPx));
    const standing = {
      ...{ at: Math.max(0, sheet.at), count: order.length },
      ...{ columns, perView, isRightToLeft },
    };
    const pressed = pressedIn(event, standing);
    if (pressed === undefined) return;
    event.preventDefault();
    if (event.key === 'Escape' && pointing.gesture !== undefined) pointing.cancel();
    else obey(pressed, desk, tools);
  }
  return (
    <SideList
      {...{ sheet, listId, isRightToLeft, press }}
      sides={view.surfaces}
      images={view.images}
      startId={view.startSurfaceId}
      label={text.desk.sides}
      selected={selection.ids}
      chosenId={selection.at}
      cut={tools.cut}
      handlers={pointing.handlers}
    >
      <GestureMark gesture={pointing.gesture} shape={shape} count={tools.targets.length} />
    </SideList>
  );
}

/** Does what a key says. */
function obey(pressed: Pressed, desk: DeskTools, tools: SideTools): void {
  const { order, selection, select, mayChange } = desk;
  const here = selection.at;
  if (pressed.kind === 'go') {
    const id = order[pressed.place];
    if (id === undefined) return;
    const hows = {
      only: () => only(id),
      'up-to': () => upTo(selection, order, id),
      look: () => lookedAt(selection, id),
    };
    select(hows[pressed.how]());
  } else if (pressed.kind === 'toggle') {
    if (here !== undefined) select(toggled(selection, here));
  } else if (pressed.kind === 'select') {
    if (pressed.way === 'none') tools.uncut();
    select(selectedBy(pressed.way, selection, order));
  } else if (pressed.kind === 'nudge') {
    if (mayChange && tools.targets.length > 0) tools.nudge(pressed.by);
  } else if (pressed.kind === 'act') tools.act(pressed.act);
  else tools.open('help');
}

interface GestureMarkProps {
  readonly gesture: Gesture | undefined;
  readonly shape: GridShape;
  /** How many pages are dragged. */
  readonly count: number;
}

/** The frame that selects; or the line where something would be put down, and how many. */
function GestureMark({ gesture, shape, count }: GestureMarkProps) {
  const text = useText();
  if (gesture === undefined) return null;
  if (gesture.kind === 'lasso') {
    const { from, to } = gesture;
    const style = {
      left: Math.min(from.x, to.x),
      top: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
    };
    return <span className="desk-lasso" style={style} />;
  }
  const mark = markOf(gesture.drop, shape);
  return (
    <>
      <span className="desk-drop" style={{ left: mark.x, top: mark.y, height: shape.rowPx }} />
      <span className="desk-dragged" style={{ left: gesture.to.x, top: gesture.to.y }}>
        {text.desk.pages(count)}
      </span>
    </>
  );
}
