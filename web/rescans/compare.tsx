import { type KeyboardEvent, useState } from 'react';
import type { Region } from '../../model/finding.ts';
import { useText } from '../language/language.tsx';
import { nudgeOf } from '../table/keys.ts';
import { Loupe } from '../table/loupe.tsx';
import { movePlace, type Picture, type Place } from '../table/pictures.ts';
import { RegionBox } from '../table/regions.tsx';
import { type Size, screenScale, useSize } from '../table/use-size.ts';
import { WholePane } from '../table/whole-pane.tsx';

/** One of the scans that stand side by side. */
export interface Compared {
  readonly caption: string;
  /** Undefined where there is nothing to see of it. */
  readonly picture: Picture | undefined;
  readonly boxes: readonly Region[];
}

/** The place of the first box, so that the loupe begins where something is wrong. */
function placeOf(scans: readonly Compared[]): Place {
  const scan = scans.find(({ boxes }) => boxes.length > 0);
  const [box] = scan?.boxes ?? [];
  if (box === undefined || scan?.picture === undefined) return { x: 0.5, y: 0.5 };
  const { width, height } = scan.picture;
  return { x: (box.x + box.width / 2) / width, y: (box.y + box.height / 2) / height };
}

/** One or two scans of a page, whole or at 1:1: the loupe is at the same place of both. */
export function Compare({ scans }: { readonly scans: readonly Compared[] }) {
  const { rescans } = useText();
  const [first, size] = useSize<HTMLDivElement>();
  const [isLoupe, setLoupe] = useState(false);
  const [place, movedTo] = useState<Place>(() => placeOf(scans));
  const press = usePress({ scans, size, isLoupe, setLoupe, place, movedTo });
  return (
    <section
      className={isLoupe ? 'panes panes-loupe rescan-panes' : 'panes rescan-panes'}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it has the focus for its keys, as the light table has.
      tabIndex={0}
      aria-label={rescans.compare}
      onKeyDown={press}
    >
      {scans.map(({ caption, picture, boxes }, index) => (
        <figure key={caption} className="pane">
          <div ref={index === 0 ? first : undefined} className="pane-page" dir="ltr">
            {picture === undefined ? (
              <p className="pane-none">{rescans.nothingToSee}</p>
            ) : (
              size.widthPx > 0 && (
                <Scan
                  {...{ picture, boxes, size, isLoupe, place, movedTo }}
                  look={(to) => {
                    movedTo(to);
                    setLoupe(true);
                  }}
                />
              )
            )}
          </div>
          <figcaption>{caption}</figcaption>
        </figure>
      ))}
    </section>
  );
}

interface ScanProps {
  readonly picture: Picture;
  readonly boxes: readonly Region[];
  readonly size: Size;
  readonly isLoupe: boolean;
  readonly place: Place;
  readonly movedTo: (place: Place) => void;
  /** Double click: look at this place of it at 1:1. */
  readonly look: (place: Place) => void;
}

function Scan({ picture, boxes, size, isLoupe, place, movedTo, look }: ScanProps) {
  const over = boxes.map((region) => (
    <RegionBox key={Object.values(region).join()} region={region} picture={picture} look="judged" />
  ));
  if (isLoupe)
    return (
      <Loupe {...{ picture, size, place, movedTo }} next={undefined} seen={undefined}>
        {over}
      </Loupe>
    );
  return <WholePane {...{ picture, size, look }}>{over}</WholePane>;
}

interface Looking {
  readonly scans: readonly Compared[];
  readonly size: Size;
  readonly isLoupe: boolean;
  readonly setLoupe: (isLoupe: boolean) => void;
  readonly place: Place;
  readonly movedTo: (place: Place) => void;
}

/** L: the loupe; Esc: back; arrows with Shift move it, as on the light table. */
function usePress({ scans, size, isLoupe, setLoupe, place, movedTo }: Looking) {
  return (event: KeyboardEvent): void => {
    const picture = scans.find((scan) => scan.picture !== undefined)?.picture;
    const nudge = event.shiftKey && isLoupe ? nudgeOf(event.key) : undefined;
    if (nudge !== undefined && picture !== undefined) {
      const scale = screenScale();
      const view = { widthPx: size.widthPx * scale, heightPx: size.heightPx * scale };
      movedTo(movePlace(place, { x: nudge.x * view.widthPx, y: nudge.y * view.heightPx }, picture, view));
    } else if (event.key.toLowerCase() === 'l') setLoupe(!isLoupe);
    else if (event.key === 'Escape' && isLoupe) setLoupe(false);
    else return;
    event.preventDefault();
  };
}
