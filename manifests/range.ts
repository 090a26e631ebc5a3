import type { Range } from '@iiif/presentation-3';
import type { RangeNode } from '../model/structure.ts';
import type { CanvasInput } from './canvas.ts';
import { formatLanguageMap, saysSomething } from './language.ts';
import { uris } from './uris.ts';

/** What ranges are made for: whose they are, and on which canvas each side is to be seen. */
export interface RangePlace {
  readonly itemId: string;
  /** By surface: the surface whose canvas shows it. */
  readonly canvasOf: ReadonlyMap<string, string>;
  readonly base: string;
}

/** On which canvas each side is: its own, or that of which it is a view or a part. */
export function canvasBySurface(canvases: readonly CanvasInput[]): Map<string, string> {
  return new Map(
    canvases.flatMap(({ surface, views = [], parts = [] }) => [
      [surface.id, surface.id] as const,
      ...[...views, ...parts].map((each) => [each.surface.id, surface.id] as const),
    ]),
  );
}

/**
 * The ranges of an item as they are shown: without sides that are left out, and without ranges that nothing remains
 * of. What the order of all pages is, is said by a range at the top alone.
 *
 * @see https://iiif.io/api/presentation/3.0/#54-range
 */
export function buildRanges(ranges: readonly RangeNode[], place: RangePlace): Range[] {
  return ranges.flatMap((range) => buildRange(range, place, true) ?? []);
}

function buildRange(node: RangeNode, place: RangePlace, isTop: boolean): Range | undefined {
  const { itemId, canvasOf, base } = place;
  const items: Range['items'] = [];
  let last: string | undefined;
  for (const item of node.items) {
    if ('range' in item) {
      const inner = buildRange(item.range, place, false);
      if (inner !== undefined) items.push(inner);
      last = undefined;
      continue;
    }
    const canvas = canvasOf.get(item.surface);
    // Views and parts of a side stand on one canvas: it is there once.
    if (canvas !== undefined && canvas !== last)
      items.push({ id: uris.canvas(base, itemId, canvas), type: 'Canvas' });
    last = canvas ?? last;
  }
  if (items.length === 0) return undefined;
  const behavior = node.behavior === 'sequence' && !isTop ? null : node.behavior;
  return {
    id: uris.range(base, itemId, node.id),
    type: 'Range',
    ...(saysSomething(node.label) && { label: formatLanguageMap(node.label) }),
    ...(behavior !== null && { behavior: [behavior] }),
    items,
  } as Range;
}
