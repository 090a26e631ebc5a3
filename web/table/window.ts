/** How a sheet is laid out: so many cells in a row, each row so high, in pixels of the screen. */
export interface SheetLayout {
  readonly columns: number;
  readonly rowPx: number;
}

/** How many pages are seen at once. */
export const PER_VIEW = [1, 6, 40] as const;
export type PerView = (typeof PER_VIEW)[number];

/** A page is about so much wider than high; with its caption a cell is near to it. */
const CELL_ASPECT = 0.75;
const LEAST_CELL_PX = 76;

/**
 * Puts so many cells into a view that each comes nearest to the shape of a page. Where the view is too small for them
 * to be told apart there are fewer at once, and one scrolls. Sizes in pixels of the screen.
 */
export function layoutOf(perView: PerView, view: { widthPx: number; heightPx: number }): SheetLayout {
  const { widthPx, heightPx } = view;
  const most = Math.max(1, Math.min(perView, Math.floor(widthPx / LEAST_CELL_PX)));
  const misfit = (columns: number) =>
    Math.abs(Math.log(cellAspect(perView, columns, view) / CELL_ASPECT)) +
    0.02 * emptyShare(perView, columns);
  let best = 1;
  for (let columns = 2; columns <= most; columns += 1) if (misfit(columns) < misfit(best)) best = columns;
  const rows = Math.ceil(perView / best);
  const least = Math.min(heightPx, widthPx / best / CELL_ASPECT / 1.5);
  return { columns: best, rowPx: Math.max(1, Math.floor(Math.max(heightPx / rows, least))) };
}

/** As many cells in a row as fit, each at least so wide and of about the shape of a page. Sizes in pixels of the screen. */
export function layoutOfWidth(leastPx: number, { widthPx }: { readonly widthPx: number }): SheetLayout {
  const columns = Math.max(1, Math.floor(widthPx / leastPx));
  return { columns, rowPx: Math.max(1, Math.floor(widthPx / columns / CELL_ASPECT)) };
}

function cellAspect(perView: number, columns: number, view: { widthPx: number; heightPx: number }): number {
  const rows = Math.ceil(perView / columns);
  return Math.max(1, view.widthPx) / columns / (Math.max(1, view.heightPx) / rows);
}

function emptyShare(perView: number, columns: number): number {
  return Math.ceil(perView / columns) * columns - perView;
}

/** What a scrolled sheet must draw: cells from `first` up to and without `last`, and the empty space around them. */
export interface SheetWindow {
  readonly first: number;
  readonly last: number;
  readonly topPx: number;
  readonly bottomPx: number;
}

/**
 * The cells that are in view, and `spare` rows on either side of it. Always whole rows, so that nothing moves
 * sideways; however many cells there are, those that are drawn are bounded by the view.
 */
export function windowOf(sheet: {
  readonly count: number;
  readonly columns: number;
  readonly rowPx: number;
  readonly scrollPx: number;
  readonly viewPx: number;
  readonly spare: number;
}): SheetWindow {
  const { count, columns, rowPx, scrollPx, viewPx, spare } = sheet;
  const rows = Math.ceil(count / columns);
  const inView = Math.max(1, Math.ceil(viewPx / rowPx));
  const clamp = (row: number) => Math.max(0, Math.min(rows, row));
  const firstSeen = Math.max(0, Math.min(Math.floor(scrollPx / rowPx), rows - inView));
  const from = clamp(firstSeen - spare);
  const to = clamp(firstSeen + inView + 1 + spare);
  return {
    first: from * columns,
    last: Math.min(count, to * columns),
    topPx: from * rowPx,
    bottomPx: (rows - to) * rowPx,
  };
}

/** Where to scroll so that a cell is wholly in view, moving no more than that needs. */
export function scrollTo(
  at: number,
  sheet: SheetLayout & { readonly scrollPx: number; readonly viewPx: number },
): number {
  const { columns, rowPx, scrollPx, viewPx } = sheet;
  const top = Math.floor(at / columns) * rowPx;
  if (top < scrollPx || rowPx > viewPx) return top;
  return Math.max(scrollPx, top + rowPx - viewPx);
}
