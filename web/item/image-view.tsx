import OpenSeadragon from 'openseadragon';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { ApiError, asApiError, localUrl } from '../api.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';

interface ImageViewProps {
  readonly url: string;
  /** Whether the next image is shown at the same place and as large as this one was looked at. */
  readonly keepsZoom?: boolean;
}

/** An image from its own tiles: moved with the mouse, a finger or the arrow keys, enlarged with + and −. */
export function ImageView({ url, keepsZoom = false }: ImageViewProps) {
  const text = useText();
  const place = useRef<HTMLDivElement>(null);
  const viewer = useViewer(place);
  const [error, setError] = useState<ApiError>();
  const keeps = useRef(keepsZoom);
  keeps.current = keepsZoom;
  useEffect(() => {
    const controller = new AbortController();
    setError(undefined);
    readInfo(url, controller.signal).then(
      (info) => openIn(viewer.current, info, keeps.current),
      (thrown: unknown) => !controller.signal.aborted && setError(asApiError(thrown)),
    );
    return () => controller.abort();
  }, [url, viewer]);
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

/** A viewer as long as the place for it is there. */
function useViewer(place: RefObject<HTMLDivElement | null>): RefObject<OpenSeadragon.Viewer | undefined> {
  const viewer = useRef<OpenSeadragon.Viewer>(undefined);
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
    return () => {
      viewer.current = undefined;
      opened.destroy();
    };
  }, [place]);
  return viewer;
}

/** Shows an image in the place of the one that was there, if any. */
function openIn(viewer: OpenSeadragon.Viewer | undefined, tileSource: object, keepsZoom: boolean): void {
  if (viewer === undefined) return;
  const bounds = keepsZoom && viewer.isOpen() ? viewer.viewport.getBounds() : undefined;
  if (bounds !== undefined)
    viewer.addOnceHandler('open', () => viewer.viewport.fitBounds(bounds, true).applyConstraints(true));
  viewer.open({ tileSource });
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
