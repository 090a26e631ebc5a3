import { useLanguage } from '../language/language.tsx';
import { marksOf, namedEvery } from './scale.ts';

/** Where a chart lies in its picture, in pixels. */
export interface Frame {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly leftPx: number;
  readonly bottomPx: number;
  readonly topPx: number;
}

/** A frame of a width; there is none before the width is known. */
export function frameOf(widthPx: number): Frame | undefined {
  return widthPx === 0 ? undefined : { widthPx, heightPx: 200, leftPx: 44, bottomPx: 24, topPx: 8 };
}

/** How high a number reaches: the distance from the top of the picture. */
export function heightOf(frame: Frame, value: number, top: number): number {
  const roomPx = frame.heightPx - frame.bottomPx - frame.topPx;
  return frame.topPx + roomPx * (1 - value / top);
}

/** The middle of the place of one of so many, from the left. */
export function middleOf(frame: Frame, index: number, count: number): number {
  return frame.leftPx + ((frame.widthPx - frame.leftPx) * (index + 0.5)) / count;
}

/** So much room a name of an hour or a day takes. */
const NAME_PX = 56;

interface AxesProps {
  readonly frame: Frame;
  readonly top: number;
  readonly names: readonly string[];
}

/** The lines behind a chart, with their numbers, and the names under it. */
export function Axes({ frame, top, names }: AxesProps) {
  const { language } = useLanguage();
  const format = new Intl.NumberFormat(language);
  const every = namedEvery(names.length, frame.widthPx - frame.leftPx, NAME_PX);
  return (
    <g className="statistics-axes">
      {marksOf(top).map((mark) => {
        const y = heightOf(frame, mark, top);
        return (
          <g key={mark}>
            <line x1={frame.leftPx} x2={frame.widthPx} y1={y} y2={y} />
            <text x={frame.leftPx - 8} y={y + 4} textAnchor="end">
              {format.format(mark)}
            </text>
          </g>
        );
      })}
      {names.map((name, index) =>
        index % every === 0 ? (
          <text
            // biome-ignore lint/suspicious/noArrayIndexKey: an hour comes twice where the clocks are put back
            key={index}
            x={middleOf(frame, index, names.length)}
            y={frame.heightPx - 6}
            textAnchor="middle"
          >
            {name}
          </text>
        ) : null,
      )}
    </g>
  );
}
