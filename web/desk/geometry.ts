/** How the grid lies on the screen; in pixels of it. */
export interface GridShape {
  readonly columns: number;
  readonly cellPx: number;
  readonly rowPx: number;
  readonly count: number;
  readonly isRightToLeft: boolean;
}

/** A point on the whole sheet, however far it is scrolled: from its left and its top. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Between which two pages something would be put down. */
export interface Drop {
  /** Before the page at this place, counted from 0; after the last where there is none. */
  readonly place: number;
  readonly row: number;
  /** After so many pages of the row. */
  readonly edge: number;
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

/** Where something would be put down that is let go here: at the nearest edge of a page in this row. */
export function dropAt({ x, y }: Point, shape: GridShape): Drop {
  const { columns, cellPx, rowPx, count, isRightToLeft } = shape;
  const rows = Math.max(1, Math.ceil(count / columns));
  const row = clamp(Math.floor(y / rowPx), 0, rows - 1);
  const along = isRightToLeft ? columns * cellPx - x : x;
  const edge = clamp(Math.round(along / cellPx), 0, Math.min(columns, count - row * columns));
  return { place: row * columns + edge, row, edge };
}

/** Where the line is drawn that says so: its top, from left and top of the sheet. */
export function markOf({ row, edge }: Drop, { columns, cellPx, rowPx, isRightToLeft }: GridShape): Point {
  const along = edge * cellPx;
  return { x: isRightToLeft ? columns * cellPx - along : along, y: row * rowPx };
}

/** Places of the pages that a frame between two points touches, in their order. */
export function placesIn(one: Point, other: Point, shape: GridShape): readonly number[] {
  const { columns, cellPx, rowPx, count, isRightToLeft } = shape;
  const span = (a: number, b: number, step: number, most: number) => {
    const first = Math.floor(Math.min(a, b) / step);
    const last = Math.floor(Math.max(a, b) / step);
    return [clamp(first, 0, most - 1), clamp(last, 0, most - 1)] as const;
  };
  const [top, bottom] = span(one.y, other.y, rowPx, Math.max(1, Math.ceil(count / columns)));
  const [left, right] = span(one.x, other.x, cellPx, columns);
  const places: number[] = [];
  for (let row = top; row <= bottom; row += 1)
    for (let column = left; column <= right; column += 1)
      places.push(row * columns + (isRightToLeft ? columns - 1 - column : column));
  return places.filter((place) => place < count).sort((a, b) => a - b);
}

/** How far to scroll by itself while something is dragged near an edge, in pixels a frame; 0 away from the edges. */
export function scrollBy(y: number, viewPx: number): number {
  const EDGE_PX = 48;
  if (y < EDGE_PX) return -Math.ceil(Math.min(EDGE_PX, EDGE_PX - y) / 2);
  if (y > viewPx - EDGE_PX) return Math.ceil(Math.min(EDGE_PX, y - viewPx + EDGE_PX) / 2);
  return 0;
}
