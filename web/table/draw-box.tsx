import { type PointerEvent, useState } from 'react';
import type { Region } from '../../model/finding.ts';
import { boxBetween, type Picture, type Place } from './pictures.ts';
import { RegionBox } from './regions.tsx';

interface DrawBoxProps {
  readonly picture: Picture;
  /** The box that stands there. */
  readonly region: Region | null;
  /** Whether a finger draws too: otherwise it scrolls, and only a mouse or a pen draws. */
  readonly isOn: boolean;
  readonly drawn: (region: Region) => void;
}

/** What is smaller than this on the screen was a click. */
const LEAST_PX = 8;

/** Lies over a page: a box is drawn on it by dragging from one corner to the other. */
export function DrawBox({ picture, region, isOn, drawn }: DrawBoxProps) {
  const [drag, setDrag] = useState<{ readonly from: Place; readonly to: Place }>();

  function begin(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0 || !(isOn || event.pointerType !== 'touch')) return;
    // The loupe below it would move.
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const from = placeOf(event);
    setDrag({ from, to: from });
  }
  function move(event: PointerEvent<HTMLElement>): void {
    if (drag !== undefined) setDrag({ from: drag.from, to: placeOf(event) });
  }
  function end(event: PointerEvent<HTMLElement>): void {
    setDrag(undefined);
    if (drag === undefined) return;
    const to = placeOf(event);
    const { width, height } = event.currentTarget.getBoundingClientRect();
    const isLarge =
      Math.abs(to.x - drag.from.x) * width >= LEAST_PX && Math.abs(to.y - drag.from.y) * height >= LEAST_PX;
    if (isLarge) drawn(boxBetween(drag.from, to, picture));
  }
  const shown = drag === undefined ? region : boxBetween(drag.from, drag.to, picture);
  return (
    <span
      className={isOn ? 'draw-box draw-box-on' : 'draw-box'}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={() => setDrag(undefined)}
    >
      {shown !== null && <RegionBox region={shown} picture={picture} look="drawn" />}
    </span>
  );
}

function placeOf({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): Place {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  return { x: (clientX - left) / width, y: (clientY - top) / height };
}
