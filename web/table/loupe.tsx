import { type PointerEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { Region } from '../../model/finding.ts';
import {
  type Box,
  boxAround,
  fitInto,
  movePlace,
  onPage,
  type Picture,
  type Place,
  tilesIn,
} from './pictures.ts';
import { type Size, screenScale } from './use-size.ts';
import { WholePage } from './whole-page.tsx';

interface LoupeProps {
  readonly picture: Picture;
  /** The space that it has, in pixels of the screen. */
  readonly size: Size;
  readonly place: Place;
  readonly movedTo: (place: Place) => void;
  /** What will probably be looked at next: its tiles are fetched already. */
  readonly next: Picture | undefined;
  /** Is told which part of the page is seen, if somebody wants to know. */
  readonly seen: RefObject<Region | null> | undefined;
  /** What lies over the page. */
  readonly children: ReactNode;
}

const MAP_PX = { widthPx: 112, heightPx: 112 } as const;

/** A piece of a page at 1:1, one pixel of the scan on one of the screen, from the tiles that its pack holds. */
export function Loupe({ picture, size, place, movedTo, next, seen, children }: LoupeProps) {
  const scale = screenScale();
  const view = { widthPx: size.widthPx * scale, heightPx: size.heightPx * scale };
  const box = boxAround(place, picture, view);
  const drag = useDrag((x, y) => movedTo(movePlace(place, { x: -x * scale, y: -y * scale }, picture, view)));
  useFetchAhead(next, place, view);
  useTelling(seen, onPage(box, picture));
  return (
    <span className="loupe" {...drag}>
      {tilesIn(picture, box).map((tile) => (
        <img
          key={tile.url}
          src={tile.url}
          alt=""
          draggable={false}
          style={{
            left: (tile.x - box.x) / scale,
            top: (tile.y - box.y) / scale,
            width: tile.width / scale,
            height: tile.height / scale,
          }}
        />
      ))}
      <span
        className="loupe-page"
        style={{
          left: -box.x / scale,
          top: -box.y / scale,
          width: picture.width / scale,
          height: picture.height / scale,
        }}
      >
        {children}
      </span>
      <WhereOnPage picture={picture} box={box} />
    </span>
  );
}

/** The page in small, and where on it the loupe is. */
function WhereOnPage({ picture, box }: { readonly picture: Picture; readonly box: Box }) {
  const size = fitInto(picture, MAP_PX);
  const scale = size.widthPx / picture.width;
  const left = Math.max(0, box.x) * scale;
  const top = Math.max(0, box.y) * scale;
  return (
    <span className="loupe-map">
      <WholePage picture={picture} size={size}>
        <span
          className="loupe-here"
          style={{
            left,
            top,
            width: Math.min(size.widthPx - left, box.width * scale),
            height: Math.min(size.heightPx - top, box.height * scale),
          }}
        />
      </WholePage>
    </span>
  );
}

/** Calls back with how far the pointer was dragged since it last did, in pixels of the screen. */
function useDrag(moved: (x: number, y: number) => void) {
  const last = useRef<{ x: number; y: number }>(undefined);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      event.currentTarget.setPointerCapture(event.pointerId);
      last.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove(event: PointerEvent<HTMLElement>): void {
      const from = last.current;
      if (from === undefined) return;
      last.current = { x: event.clientX, y: event.clientY };
      moved(event.clientX - from.x, event.clientY - from.y);
    },
    onPointerUp(): void {
      last.current = undefined;
    },
    onPointerCancel(): void {
      last.current = undefined;
    },
  };
}

function useTelling(seen: RefObject<Region | null> | undefined, region: Region | null): void {
  useEffect(() => {
    if (seen === undefined) return;
    seen.current = region;
    return () => {
      seen.current = null;
    };
  });
}

function useFetchAhead(
  picture: Picture | undefined,
  place: Place,
  view: { readonly widthPx: number; readonly heightPx: number },
): void {
  const urls = picture && view.widthPx > 0 ? tilesIn(picture, boxAround(place, picture, view)) : [];
  const wanted = urls.map(({ url }) => url).join(' ');
  useEffect(() => {
    for (const url of wanted.split(' ').filter((one) => one !== '')) new Image().src = url;
  }, [wanted]);
}
