import { useSize } from '../table/use-size.ts';

/** A bar that lies: a whole, and a part of it at its beginning. */
export interface Row {
  readonly key: string;
  readonly name: string;
  readonly whole: number;
  readonly part: number;
  /** What is written behind it. */
  readonly words: string;
}

interface RowChartProps {
  readonly label: string;
  readonly rows: readonly Row[];
}

const ROW_PX = 44;
const BAR_PX = 12;
/** Room for what is written behind a bar. */
const WORDS_PX = 132;

/** Bars under each other, each with its name above it: names are long, and in any script. */
export function RowChart({ label, rows }: RowChartProps) {
  const [box, { widthPx }] = useSize<HTMLDivElement>();
  const most = Math.max(1, ...rows.map(({ whole }) => whole));
  const roomPx = Math.max(1, widthPx - WORDS_PX);
  return (
    <div ref={box} className="statistics-chart">
      {widthPx > 0 && (
        <svg viewBox={`0 0 ${widthPx} ${rows.length * ROW_PX}`} role="img" aria-label={label}>
          {rows.map(({ key, name, whole, part, words }, index) => {
            const y = index * ROW_PX;
            const bad = (roomPx * part) / most;
            const all = (roomPx * whole) / most;
            return (
              <g key={key}>
                <text x={0} y={y + 16}>
                  {name}
                </text>
                <rect className="statistics-good" x={0} y={y + 24} width={all} height={BAR_PX} />
                <rect className="statistics-bad" x={0} y={y + 24} width={bad} height={BAR_PX} />
                <text className="statistics-words" x={all + 8} y={y + 34}>
                  {words}
                </text>
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}
