import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { type Size, useSize } from './use-size.ts';
import { type SheetLayout, type SheetWindow, scrollTo, windowOf } from './window.ts';

interface SheetOf {
  readonly sides: readonly { readonly id: string }[];
  readonly layout: (size: Size) => SheetLayout;
  /** Whether one side at a time is seen: then the one that is looked at is the one that is chosen. */
  readonly isSingle: boolean;
  readonly chosenId: string | undefined;
  readonly choose: (id: string) => void;
}

/** What is drawn of a sheet now. */
export interface Sheet extends SheetLayout {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly size: Size;
  readonly drawn: SheetWindow;
  /** Place of the chosen page; -1 if it is not on the sheet. */
  readonly at: number;
  readonly scrolled: () => void;
}

/** Lays a sheet out, draws what is in view and near it, and keeps the chosen page in view. */
export function useSheet({ sides, layout, isSingle, chosenId, choose }: SheetOf): Sheet {
  const [list, size] = useSize<HTMLDivElement>();
  const [scrollPx, setScrollPx] = useState(0);
  const scrolledTo = useRef<string>(undefined);
  const { columns, rowPx } = layout(size);
  const at = sides.findIndex(({ id }) => id === chosenId);
  const viewPx = size.heightPx;
  const rowsInView = Math.max(1, Math.ceil(viewPx / rowPx));

  useLayoutEffect(() => {
    const { current } = list;
    if (current === null || at < 0 || viewPx === 0) return;
    if (scrolledTo.current !== chosenId)
      current.scrollTop = scrollTo(at, { columns, rowPx, scrollPx: current.scrollTop, viewPx });
    scrolledTo.current = undefined;
    setScrollPx(current.scrollTop);
  }, [list, at, chosenId, columns, rowPx, viewPx]);

  function scrolled(): void {
    const { current } = list;
    if (current === null) return;
    // Within a row nothing else is drawn, so nothing need be worked out.
    setScrollPx(Math.floor(current.scrollTop / rowPx) * rowPx);
    const seen = sides[Math.round(current.scrollTop / rowPx)];
    if (!isSingle || seen === undefined || seen.id === chosenId) return;
    scrolledTo.current = seen.id;
    choose(seen.id);
  }
  // Thumbnails are small, so two views of them are fetched ahead of a turning wheel; single pages are large.
  const spare = isSingle ? rowsInView : 2 * rowsInView;
  const drawn = windowOf({ count: sides.length, columns, rowPx, scrollPx, viewPx, spare });
  return { list, size, columns, rowPx, drawn, at, scrolled };
}
