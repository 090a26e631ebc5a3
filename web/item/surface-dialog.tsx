import { lazy, Suspense, useEffect } from 'react';
import type { ItemView, SurfaceView } from '../../model/views.ts';
import { api } from '../api.ts';
import { useLanguage } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { Waiting } from '../parts/waiting.tsx';
import { nameOf } from './surface-name.ts';
import { Versions } from './versions.tsx';

const ImageView = lazy(() => import('./image-view.tsx').then((module) => ({ default: module.ImageView })));

interface SurfaceDialogProps {
  readonly surfaces: readonly SurfaceView[];
  readonly openId: string;
  readonly go: (id: string) => void;
  /** To another place, counted from 0; undefined for who may not. */
  readonly move: ((id: string, place: number) => void) | undefined;
  readonly show: (item: ItemView) => void;
  readonly close: () => void;
}

/** One side, as large as the screen, with what is known of its scans. PageUp and PageDown leaf through. */
export function SurfaceDialog({ surfaces, openId, go, move, show, close }: SurfaceDialogProps) {
  const { text, language } = useLanguage();
  const at = surfaces.findIndex(({ id }) => id === openId);
  const surface = surfaces[at];
  const previous = surfaces[at - 1];
  const next = surfaces[at + 1];
  usePaging(previous?.id, next?.id, go);
  if (surface === undefined) return null;
  const title = `${nameOf(surface, language)} · ${text.surfaceAt(at + 1, surfaces.length)}`;
  return (
    <Dialog title={title} className="dialog-large" close={close}>
      <div className="leaf">
        <div className="leaf-bar">
          <Turn words={text.previous} to={previous} go={go} keys="PageUp" />
          <Turn words={text.next} to={next} go={go} keys="PageDown" />
          {move !== undefined && <Moves at={at} total={surfaces.length} move={(to) => move(openId, to)} />}
          {move !== undefined && <LeaveOut key={openId} surface={surface} show={show} />}
          <button type="button" onClick={close}>
            {text.close}
          </button>
        </div>
        <div className="leaf-image">
          {surface.image === null ? (
            <p className="leaf-none">{text.noImageYet}</p>
          ) : (
            <Suspense fallback={<Waiting />}>
              <ImageView key={surface.image} url={surface.image} />
            </Suspense>
          )}
        </div>
        <Versions surface={surface} />
      </div>
    </Dialog>
  );
}

interface TurnProps {
  readonly words: string;
  readonly to: SurfaceView | undefined;
  readonly go: (id: string) => void;
  readonly keys: string;
}

function Turn({ words, to, go, keys }: TurnProps) {
  return (
    <button
      type="button"
      aria-keyshortcuts={keys}
      title={keys}
      aria-disabled={to === undefined}
      onClick={() => to !== undefined && go(to.id)}
    >
      {words}
    </button>
  );
}

interface MovesProps {
  readonly at: number;
  readonly total: number;
  readonly move: (place: number) => void;
}

/** Moves the side itself: where there is neither a keyboard nor a mouse to drag with. */
function Moves({ at, total, move }: MovesProps) {
  const { text } = useLanguage();
  const isFirst = at <= 0;
  const isLast = at >= total - 1;
  return (
    <>
      <button type="button" className="quiet" aria-disabled={isFirst} onClick={() => move(at - 1)}>
        {text.moveEarlier}
      </button>
      <button type="button" className="quiet" aria-disabled={isLast} onClick={() => move(at + 1)}>
        {text.moveLater}
      </button>
    </>
  );
}

/** Takes what does not belong here out of what is published, and back: nothing is ever deleted. */
function LeaveOut({
  surface,
  show,
}: {
  readonly surface: SurfaceView;
  readonly show: (item: ItemView) => void;
}) {
  const { text } = useLanguage();
  const { ask, error, isBusy } = useAsking();
  const isOut = surface.state === 'suppressed';
  return (
    <>
      <button
        type="button"
        className="quiet"
        title={isOut ? undefined : text.leaveOutHint}
        aria-disabled={isBusy}
        onClick={() => !isBusy && void ask(async () => show(await api.showSurface(surface.id, isOut)))}
      >
        {isOut ? text.showAgain : text.leaveOut}
      </button>
      <Problem error={error} />
    </>
  );
}

/** Leafs through with the keyboard, wherever in the dialog the focus is; the bare arrows move the image. */
function usePaging(previous: string | undefined, next: string | undefined, go: (id: string) => void): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const isBack = event.key === 'PageUp' || (event.altKey && event.key === 'ArrowLeft');
      const isOn = event.key === 'PageDown' || (event.altKey && event.key === 'ArrowRight');
      if (!isBack && !isOn) return;
      event.preventDefault();
      const to = isBack ? previous : next;
      if (to !== undefined) go(to);
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [previous, next, go]);
}
