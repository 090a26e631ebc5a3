import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The inside of an element, in pixels of the screen; 0 × 0 before it is known. */
export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Measures an element, before it is first painted and whenever it changes. */
export function useSize<T extends HTMLElement>(): readonly [RefObject<T | null>, Size] {
  const element = useRef<T>(null);
  const [size, setSize] = useState<Size>({ widthPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = () =>
      setSize((known) => {
        const { clientWidth: widthPx, clientHeight: heightPx } = current;
        return known.widthPx === widthPx && known.heightPx === heightPx ? known : { widthPx, heightPx };
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return [element, size];
}

/** How many pixels of the screen's own one of the page's is. */
export function screenScale(): number {
  return window.devicePixelRatio || 1;
}
