import type { ReactNode } from 'react';
import { type Picture, wholeUrl } from './pictures.ts';
import { type Size, screenScale } from './use-size.ts';

interface WholePageProps {
  readonly picture: Picture;
  /** In pixels of the screen. */
  readonly size: Size;
  readonly children?: ReactNode;
}

/** A whole page at a size, from the level of its pack that fills it. Its place is kept before it is there. */
export function WholePage({ picture, size, children }: WholePageProps) {
  const scale = screenScale();
  const { widthPx, heightPx } = size;
  return (
    <span className="whole-page" style={{ width: widthPx, height: heightPx }}>
      <img
        src={wholeUrl(picture, { widthPx: widthPx * scale, heightPx: heightPx * scale })}
        alt=""
        width={widthPx}
        height={heightPx}
        draggable={false}
      />
      {children}
    </span>
  );
}
