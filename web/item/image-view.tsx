import OpenSeadragon from 'openseadragon';
import { useEffect, useRef, useState } from 'react';
import { ApiError, asApiError, localUrl } from '../api.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';

/** An image from its own tiles: moved with the mouse, a finger or the arrow keys, enlarged with + and −. */
export function ImageView({ url }: { readonly url: string }) {
  const text = useText();
  const place = useRef<HTMLDivElement>(null);
  const viewer = useRef<OpenSeadragon.Viewer>(undefined);
  const [error, setError] = useState<ApiError>();
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    keepStylesOut();
    const opened = OpenSeadragon({
      element,
      showNavigationControl: false,
      maxZoomPixelRatio: 4,
      visibilityRatio: 0.5,
      animationTime: prefersStillness() ? 0 : 0.6,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    });
    viewer.current = opened;
    const controller = new AbortController();
    readInfo(url, controller.signal).then(
      (info) => opened.open({ tileSource: info }),
      (thrown: unknown) => !controller.signal.aborted && setError(asApiError(thrown)),
    );
    return () => {
      controller.abort();
      viewer.current = undefined;
      opened.destroy();
    };
  }, [url]);
  const zoom = (factor: number) => viewer.current?.viewport.zoomBy(factor).applyConstraints();
  return (
    <>
      <div ref={place} className="image-view" />
      <div className="image-tools">
        <button type="button" aria-label={text.zoomIn} title={text.zoomIn} onClick={() => zoom(1.6)}>
          +
        </button>
        <button type="button" aria-label={text.zoomOut} title={text.zoomOut} onClick={() => zoom(1 / 1.6)}>
          −
        </button>
        <button type="button" onClick={() => viewer.current?.viewport.goHome()}>
          {text.wholeImage}
        </button>
      </div>
      <Problem error={error} />
    </>
  );
}

/** The image's description, with its address as this page reaches it: only then do cookies go along. */
async function readInfo(url: string, signal: AbortSignal): Promise<object> {
  const path = localUrl(url);
  const response = await fetch(path, { signal });
  if (!response.ok) throw new ApiError(response.status, '');
  const info = (await response.json()) as object;
  const id = new URL(path.replace(/\/info\.json$/, ''), window.location.href).href;
  return { ...info, id };
}

/**
 * OpenSeadragon writes a style element of its own unless it finds one with this mark, and the content policy
 * refuses every inline style, an empty one too. So it finds an element that is a style by name alone;
 * style/surfaces.css says what it would have said.
 */
function keepStylesOut(): void {
  if (document.querySelector('style[data-openseadragon-mobile-css]') !== null) return;
  const mark = document.createElementNS('urn:recto:mark', 'style');
  mark.setAttribute('data-openseadragon-mobile-css', 'true');
  document.head.append(mark);
}

function prefersStillness(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
