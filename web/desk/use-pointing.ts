import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { Sheet } from '../table/use-sheet.ts';
import { type Drop, dropAt, type GridShape, type Point, placesIn, scrollBy } from './geometry.ts';
import { lookedAt, only, type Selection, toggled, upTo } from './selection.ts';

/** What the mouse is doing on the sheet. */
export type Gesture =
  | { readonly kind: 'lasso'; readonly from: Point; readonly to: Point }
  | { readonly kind: 'drag'; readonly to: Point; readonly drop: Drop };

interface PointingAt {
  readonly sheet: Sheet;
  readonly shape: GridShape;
  readonly order: readonly string[];
  readonly selection: Selection;
  readonly select: (change: (now: Selection) => Selection) => void;
  readonly mayMove: boolean;
  /** What is selected was let go at this place. */
  readonly dropped: (place: number) => void;
}

/** A press that may become a gesture. */
interface Press {
  readonly id: string | undefined;
  readonly from: Point;
  readonly kind: Gesture['kind'];
  readonly wasSelected: boolean;
  /** What stays selected beside what the frame touches. */
  readonly kept: ReadonlySet<string>;
}

/** A hand is never quite still: before it has gone so far it is a click. */
const STILL_PX = 5;

/**
 * The mouse on the sheet: a click selects one, with Shift up to it, with Ctrl one more; dragging a page moves what is
 * selected, dragging beside pages draws a frame that selects. Near an edge the sheet scrolls by itself. A finger taps
 * and scrolls.
 */
export function usePointing(at: PointingAt) {
  const latest = useRef(at);
  latest.current = at;
  const press = useRef<Press>(undefined);
  const last = useRef({ clientX: 0, clientY: 0 });
  const [gesture, setGesture] = useState<Gesture>();
  const isBusy = gesture !== undefined;

  const follow = useCallback(() => {
    const begun = press.current;
    if (begun === undefined) return;
    const to = pointOf(last.current, latest.current.sheet);
    if (begun.kind === 'lasso') frame(latest.current, begun, to);
    setGesture(gestureOf(begun, to, latest.current.shape));
  }, []);
  const end = useCallback(() => {
    press.current = undefined;
    setGesture(undefined);
  }, []);
  useScrollingAtEdges(isBusy, latest, last, follow);

  function down(event: PointerEvent): void {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    last.current = event;
    press.current = beginPress(event, at);
  }
  function move(event: PointerEvent): void {
    const begun = press.current;
    if (begun === undefined) return;
    last.current = event;
    if (!isBusy && !hasGone(begun.from, pointOf(event, at.sheet))) return;
    if (begun.kind === 'drag' && !at.mayMove) return;
    if (!isBusy) at.sheet.list.current?.setPointerCapture(event.pointerId);
    follow();
  }
  function up(event: PointerEvent): void {
    const begun = press.current;
    if (event.pointerType === 'touch') tap(event, at);
    else if (gesture?.kind === 'drag') at.dropped(gesture.drop.place);
    else if (begun?.wasSelected && !isBusy && isPlain(event) && begun.id !== undefined)
      at.select(() => only(begun.id ?? ''));
    end();
  }
  return {
    gesture,
    cancel: end,
    handlers: { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: end },
  };
}

function gestureOf({ kind, from }: Press, to: Point, shape: GridShape): Gesture {
  return kind === 'lasso' ? { kind, from, to } : { kind, to, drop: dropAt(to, shape) };
}

function isPlain({ shiftKey, ctrlKey, metaKey }: PointerEvent): boolean {
  return !(shiftKey || ctrlKey || metaKey);
}

function hasGone(from: Point, to: Point): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) > STILL_PX;
}

function pointOf({ clientX, clientY }: { clientX: number; clientY: number }, { list }: Sheet): Point {
  const { current } = list;
  if (current === null) return { x: 0, y: 0 };
  const { left, top } = current.getBoundingClientRect();
  return {
    x: clientX - left - current.clientLeft,
    y: clientY - top - current.clientTop + current.scrollTop,
  };
}

function sideUnder({ target }: PointerEvent): string | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-side]') : null;
  return cell?.dataset['side'];
}

/** A page itself, or its caption, is taken hold of; what is around it is the sheet. */
function isOnPage({ target }: PointerEvent): boolean {
  return target instanceof Element && target.closest('.whole-page, .thumbnail-none, .desk-caption') !== null;
}

/** A finger has no other hand for Ctrl: it selects one, and again lets go of it. */
function tap(event: PointerEvent, { select }: PointingAt): void {
  const id = sideUnder(event);
  if (id !== undefined) select(() => only(id));
}

/** Selects at once, as the hand expects; a page that is selected already may be the handle of all of them. */
function beginPress(event: PointerEvent, { sheet, order, selection, select }: PointingAt): Press {
  const id = sideUnder(event);
  const isAdding = event.ctrlKey || event.metaKey;
  const wasSelected = id !== undefined && selection.ids.has(id);
  if (id !== undefined) {
    if (event.shiftKey) select((now) => upTo(now, order, id, isAdding));
    else if (isAdding) select((now) => toggled(now, id));
    else select((now) => (wasSelected ? lookedAt(now, id) : only(id)));
  }
  const isHandle = isOnPage(event) && isPlain(event);
  return {
    ...{ id, wasSelected, from: pointOf(event, sheet), kind: isHandle ? 'drag' : 'lasso' },
    kept: isAdding ? selection.ids : new Set(),
  };
}

/** Selects what the frame touches. */
function frame({ order, shape, select }: PointingAt, { from, kept }: Press, to: Point): void {
  const places = placesIn(from, to, shape);
  const inside = places.flatMap((place) => order[place] ?? []);
  const first = inside[0];
  select((now) => ({ ids: new Set([...kept, ...inside]), at: first ?? now.at, from: first ?? now.from }));
}

/** While something is dragged near the upper or the lower edge, the sheet moves on under it. */
function useScrollingAtEdges(
  isBusy: boolean,
  latest: { readonly current: PointingAt },
  last: { readonly current: { readonly clientY: number } },
  follow: () => void,
): void {
  useEffect(() => {
    if (!isBusy) return;
    let frameId = 0;
    function step(): void {
      const list = latest.current.sheet.list.current;
      if (list !== null) {
        const { top, height } = list.getBoundingClientRect();
        const by = scrollBy(last.current.clientY - top, height);
        const before = list.scrollTop;
        list.scrollTop += by;
        if (list.scrollTop !== before) follow();
      }
      frameId = requestAnimationFrame(step);
    }
    frameId = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frameId);
  }, [isBusy, latest, last, follow]);
}
