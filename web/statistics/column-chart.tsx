import { useSize } from '../table/use-size.ts';
import { Axes, type Frame, frameOf, heightOf, middleOf } from './axes.tsx';
import { topOf } from './scale.ts';

/** A column: a whole, and a part of it that stands at its foot. */
export interface Column {
  readonly name: string;
  readonly whole: number;
  readonly part: number;
  /** What is said of it under the pointer. */
  readonly words: string;
}

interface ColumnChartProps {
  readonly label: string;
  readonly columns: readonly Column[];
}

/** Columns side by side, one for each hour or day. */
export function ColumnChart({ label, columns }: ColumnChartProps) {
  const [box, { widthPx }] = useSize<HTMLDivElement>();
  const frame = frameOf(widthPx);
  const top = topOf(Math.max(...columns.map(({ whole }) => whole)));
  return (
    <div ref={box} className="statistics-chart">
      {frame !== undefined && (
        <svg viewBox={`0 0 ${frame.widthPx} ${frame.heightPx}`} role="img" aria-label={label}>
          <Axes frame={frame} top={top} names={columns.map(({ name }) => name)} />
          {columns.map((column, index) => (
            <Bar
              // biome-ignore lint/suspicious/noArrayIndexKey: an hour comes twice where the clocks are put back
              key={index}
              frame={frame}
              top={top}
              column={column}
              at={middleOf(frame, index, columns.length)}
              widthPx={Math.min(48, (0.7 * (frame.widthPx - frame.leftPx)) / columns.length)}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

interface BarProps {
  readonly frame: Frame;
  readonly top: number;
  readonly column: Column;
  readonly at: number;
  readonly widthPx: number;
}

function Bar({ frame, top, column, at, widthPx }: BarProps) {
  const foot = heightOf(frame, 0, top);
  const piece = (className: string, from: number, to: number) => (
    <rect
      className={className}
      x={at - widthPx / 2}
      y={heightOf(frame, to, top)}
      width={widthPx}
      height={Math.max(0, heightOf(frame, from, top) - heightOf(frame, to, top))}
    />
  );
  return (
    <g>
      <title>{column.words}</title>
      <rect className="statistics-under" x={at - widthPx / 2} y={frame.topPx} width={widthPx} height={foot} />
      {piece('statistics-good', column.part, column.whole)}
      {piece('statistics-bad', 0, column.part)}
    </g>
  );
}
