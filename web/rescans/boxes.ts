import type { Region } from '../../model/finding.ts';
import type { RescanView } from '../../model/rescan.ts';
import type { Picture, PictureSource } from '../table/pictures.ts';

/** A version of a page as a picture; undefined where there is none of it. */
export function pictureOf(
  { images, tileSize }: PictureSource,
  { surfaceId, versions }: RescanView,
  version: number | null,
): Picture | undefined {
  const found = versions.find((one) => one.version === version);
  return found && { ...found, tileSize, service: `${images}/${surfaceId}~${found.version}` };
}

/** What was drawn on a version by those who ask for the page again. */
export function boxesOn({ asks }: RescanView, version: number | null): readonly Region[] {
  return asks.flatMap(({ region, about }) => (region !== null && about === version ? [region] : []));
}
