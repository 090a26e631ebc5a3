import { useSize } from '../table/use-size.ts';
import { Axes, type Frame, frameOf, heightOf, middleOf } from './axes.tsx';
import { topOf } from './scale.ts';

/** One line: a number for each name, in their order. */
export interface Line {
  readonly className: string;
  readonly values: readonly number[];
}

interface LineChartProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly lines: readonly Line[];
}

/** Lines over hours or days. They differ in their strokes too, not in their colours alone. */
export function LineChart({ label, names, lines }: LineChartProps) {
  const [box, { widthPx }] = useSize<HTMLDivElement>();
  const frame = frameOf(widthPx);
  const top = topOf(Math.max(...lines.flatMap(({ values }) => values)));
  return (
    <div ref={box} className="statistics-chart">
      {frame !== undefined && (
        <svg viewBox={`0 0 ${frame.widthPx} ${frame.heightPx}`} role="img" aria-label={label}>
          <Axes frame={frame} top={top} names={names} />
          {lines.map((line) => (
            <Stroke key={line.className} frame={frame} top={top} line={line} />
          ))}
        </svg>
      )}
    </div>
  );
}

function Stroke({ frame, top, line }: { readonly frame: Frame; readonly top: number; readonly line: Line }) {
  const { className, values } = line;
  const points = values.map((value, index) => ({
    at: index,
    x: middleOf(frame, index, values.length),
    y: heightOf(frame, value, top),
  }));
  return (
    <g className={className}>
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {points.map(({ at, x, y }) => (
        <circle key={at} cx={x} cy={y} r={3} />
      ))}
    </g>
  );
}
