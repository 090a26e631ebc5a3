import type { DeskSurface, DeskView } from '../../model/desk.ts';
import { bestValue } from '../language/format.ts';
import type { InterfaceLanguage } from '../language/messages.ts';
import type { Picture } from '../table/pictures.ts';

/** What to call a side: its label, else the name of its scan. */
export function nameOfSide({ label, name }: DeskSurface, language: InterfaceLanguage): string {
  return bestValue(label, language)?.value ?? name;
}

/** The tiles of every pack have this side; here it decides no more than from which size on a level is no thumbnail. */
const TILE_PX = 512;

/** The scan of a side that is shown; undefined where there is none. */
export function pictureOfSide(
  images: DeskView['images'],
  { id, version, width, height }: DeskSurface,
): Picture | undefined {
  if (version === null || width === null || height === null) return undefined;
  return { version, width, height, service: `${images}/${id}~${version}`, tileSize: TILE_PX };
}
