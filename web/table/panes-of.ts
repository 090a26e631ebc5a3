import type { TableSide } from '../../model/table-view.ts';
import type { Messages } from '../language/messages.ts';
import type { PaneOf } from './panes.tsx';
import { olderPicture, type PictureSource, pictureOf } from './pictures.ts';
import { type Beside, neighbourOf } from './view.ts';

/** The chosen page, and what it is compared with: in reading order, the older version first. */
export function panesOf(
  source: PictureSource,
  onTable: readonly TableSide[],
  wanted: { readonly chosen: TableSide; readonly beside: Beside; readonly text: Messages },
): readonly PaneOf[] {
  const { chosen, beside, text } = wanted;
  const { noPicture, noNeighbour, noOlder } = text.table;
  const own: PaneOf = {
    side: chosen,
    picture: pictureOf(source, chosen, chosen.shown),
    otherwise: noPicture,
  };
  if (beside === 'nothing') return [own];
  if (typeof beside === 'number') {
    const picture = olderPicture(source, chosen, beside);
    return [{ side: chosen, picture, otherwise: noOlder }, own];
  }
  const other = neighbourOf(onTable, chosen);
  if (other === undefined) return [{ side: undefined, picture: undefined, otherwise: noNeighbour }, own];
  const neighbour = { side: other, picture: pictureOf(source, other, other.shown), otherwise: noPicture };
  return onTable.indexOf(other) < onTable.indexOf(chosen) ? [neighbour, own] : [own, neighbour];
}
