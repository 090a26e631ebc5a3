import type { ReactNode } from 'react';
import { fitInto, type Picture, type Place } from './pictures.ts';
import type { Size } from './use-size.ts';
import { WholePage } from './whole-page.tsx';

interface WholePaneProps {
  readonly picture: Picture;
  readonly size: Size;
  /** A double click asks to look at this place of it at 1:1. */
  readonly look: (place: Place) => void;
  /** What is drawn over the page. */
  readonly children: ReactNode;
}

/** One page as large as its pane. */
export function WholePane({ picture, size, look, children }: WholePaneProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: L does the same from the keyboard.
    <span
      className="pane-whole"
      onDoubleClick={(event) => {
        const page = event.currentTarget.firstElementChild?.getBoundingClientRect();
        if (page === undefined) return;
        look({ x: (event.clientX - page.left) / page.width, y: (event.clientY - page.top) / page.height });
      }}
    >
      <WholePage picture={picture} size={fitInto(picture, size)}>
        {children}
      </WholePage>
    </span>
  );
}
