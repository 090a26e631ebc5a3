import { type KeyboardEvent, lazy, Suspense, useState } from 'react';
import type { DeskSurface, DeskView } from '../../model/desk.ts';
import { useLanguage } from '../language/language.tsx';
import { InLanguage } from '../parts/in-language.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { pictureOfSide } from './names.ts';

const ImageView = lazy(() =>
  import('../item/image-view.tsx').then((module) => ({ default: module.ImageView })),
);

interface CentreProps {
  readonly view: DeskView;
  readonly chosen: DeskSurface | undefined;
  readonly go: (id: string) => void;
}

/** One page as large as there is room, with what it is called. PageUp and PageDown leaf through. */
export function Centre({ view, chosen, go }: CentreProps) {
  const { text } = useLanguage();
  const [keepsZoom, keepZoom] = useState(false);
  const at = chosen === undefined ? -1 : view.surfaces.indexOf(chosen);
  const turn = (by: number) => {
    const next = view.surfaces[at + by];
    if (next !== undefined) go(next.id);
  };
  function press(event: KeyboardEvent): void {
    const by = { PageUp: -1, PageDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    turn(by);
  }
  return (
    <section className="desk-centre" aria-label={text.desk.image} onKeyDown={press}>
      {chosen === undefined ? (
        <p className="desk-none">{view.surfaces.length > 0 && text.desk.choosePage}</p>
      ) : (
        <>
          <header className="desk-centre-head">
            <Turn words={text.previous} sign="‹" keys="PageUp" isOff={at <= 0} turn={() => turn(-1)} />
            <Facts side={chosen} at={at} total={view.surfaces.length} />
            <Turn
              words={text.next}
              sign="›"
              keys="PageDown"
              isOff={at >= view.surfaces.length - 1}
              turn={() => turn(1)}
            />
          </header>
          <Image view={view} side={chosen} keepsZoom={keepsZoom} />
          <label className="desk-keep-zoom">
            <input type="checkbox" checked={keepsZoom} onChange={(event) => keepZoom(event.target.checked)} />
            {text.desk.keepZoom}
          </label>
        </>
      )}
    </section>
  );
}

function Image({
  view,
  side,
  keepsZoom,
}: {
  readonly view: DeskView;
  readonly side: DeskSurface;
  readonly keepsZoom: boolean;
}) {
  const { text } = useLanguage();
  const picture = pictureOfSide(view.images, side);
  if (picture === undefined) return <p className="desk-none">{text.desk.noImage}</p>;
  return (
    <div className="desk-image">
      <Suspense fallback={<Waiting />}>
        <ImageView url={`${picture.service}/info.json`} keepsZoom={keepsZoom} />
      </Suspense>
    </div>
  );
}

interface FactsProps {
  readonly side: DeskSurface;
  readonly at: number;
  readonly total: number;
}

function Facts({ side, at, total }: FactsProps) {
  const { text } = useLanguage();
  const { width, height, version, name, state } = side;
  const facts = [
    text.desk.pageAt(at + 1, total),
    name,
    text.surfaceStates[state],
    ...(width !== null && height !== null ? [text.desk.pixels(width, height)] : []),
    ...(version !== null && version > 1 ? [text.desk.version(version)] : []),
  ];
  return (
    <div className="desk-facts">
      <h2>
        <InLanguage map={side.label} otherwise={side.name} />
      </h2>
      <p className="hint">{facts.join(' · ')}</p>
    </div>
  );
}

interface TurnProps {
  readonly words: string;
  readonly sign: string;
  readonly keys: string;
  readonly isOff: boolean;
  readonly turn: () => void;
}

function Turn({ words, sign, keys, isOff, turn }: TurnProps) {
  return (
    <button
      type="button"
      className="small"
      aria-label={words}
      title={`${words} (${keys})`}
      aria-keyshortcuts={keys}
      aria-disabled={isOff}
      onClick={turn}
    >
      {sign}
    </button>
  );
}
