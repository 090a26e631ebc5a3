import type { PagingBehavior } from '../model/description.ts';
import type { Item } from '../model/item.ts';
import type { CanvasInput } from './canvas.ts';

/** From how many pages on a pamphlet is read as openings rather than as two sides of a sheet. */
const PAGED_FROM = 3;

/**
 * How a viewer shows the pages of an item: as was chosen for it, else as is usual for its kind. Where every scan is of
 * an opening there is no page to turn, and they are shown one by one.
 *
 * @see https://iiif.io/api/presentation/3.0/#behavior
 */
export function pagingOf(
  { kind, behavior }: Pick<Item, 'kind' | 'behavior'>,
  canvases: readonly Pick<CanvasInput, 'surface'>[],
): PagingBehavior {
  const isBooklet = kind === 'pamphlet' && canvases.length >= PAGED_FROM;
  const paging = behavior ?? (isBooklet ? 'paged' : 'individuals');
  const areOpenings = canvases.every(({ surface }) => surface.behavior === 'facing-pages');
  return paging === 'paged' && areOpenings ? 'individuals' : paging;
}
