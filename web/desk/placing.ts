import type { DeskSurface, SurfaceChange } from '../../model/desk.ts';
import type { LanguageMap } from '../../model/language.ts';

/** What is wanted of sides that get no canvas of their own. */
export interface Placing {
  /** The side on whose canvas they are shown. */
  readonly host: DeskSurface;
  readonly sides: readonly DeskSurface[];
  readonly as: 'view' | 'part';
  readonly label: LanguageMap;
  /** Of parts: how many lie side by side, the host's own among them. */
  readonly across: number;
}

/**
 * How each side is placed. Views are chosen among; parts lie beside the host like sheets of a map, row by row, each in
 * its own size in a field as large as the host.
 */
export function placementsOf({ host, sides, as, label, across }: Placing): Record<string, SurfaceChange> {
  const [width, height] = [host.width ?? 0, host.height ?? 0];
  const placed = sides.map((side, index): readonly [string, SurfaceChange] => {
    const field = index + 1;
    const region = {
      x: (field % across) * width,
      y: Math.floor(field / across) * height,
      width: side.width ?? width,
      height: side.height ?? height,
    };
    return [side.id, { placement: { on: host.id, as, label, region: as === 'part' ? region : null } }];
  });
  return Object.fromEntries(placed);
}

/** The sides on which others can be shown: those with a canvas of their own, on which nothing of these stands. */
export function hostsFor(all: readonly DeskSurface[], targets: ReadonlySet<string>): readonly DeskSurface[] {
  return all.filter(({ id, placement }) => placement === null && !targets.has(id));
}

/** Whether something is shown on one of these, so that they must keep their own canvases. */
export function haveGuests(all: readonly DeskSurface[], targets: ReadonlySet<string>): boolean {
  return all.some(({ id, placement }) => placement !== null && targets.has(placement.on) && !targets.has(id));
}
