import type { Manifest, Range } from '@iiif/presentation-3';
import { type Place2, type Resource2, textOf } from './resource-2.ts';
import { uris } from './uris.ts';

const CONTENTS = { en: ['Contents'], nl: ['Inhoud'] };

/**
 * The table of contents as 2.1 has it: every range beside the others, each naming those in it, and one at the top that
 * holds them all.
 *
 * @see https://iiif.io/api/presentation/2.1/#range
 */
export function buildRanges2({ structures = [] }: Manifest, { itemId, base }: Place2): Resource2[] {
  const top = uris.range(base, itemId, TOP_RANGE);
  const contents = structures.filter(isInContents);
  if (contents.length === 0) return [];
  return [
    {
      '@id': top,
      '@type': 'sc:Range',
      label: textOf(CONTENTS),
      viewingHint: 'top',
      ranges: contents.map(({ id }) => id),
    },
    ...contents.flatMap((range) => flatten(range, top)),
  ];
}

/** The name of the range that holds all others in 2.1, in the place of an id. */
export const TOP_RANGE = 'top';

function isInContents({ behavior }: Range): boolean {
  const said: readonly string[] = behavior ?? [];
  return !said.includes('sequence') && !said.includes('no-nav');
}

function flatten(range: Range, within: string): Resource2[] {
  const items = (range.items ?? []).filter((item) => typeof item === 'object');
  const inner = items.filter((item): item is Range => item.type === 'Range').filter(isInContents);
  const canvases = items.flatMap((item) => (item.type === 'Canvas' ? [item.id] : []));
  const own = {
    '@id': range.id,
    '@type': 'sc:Range',
    label: range.label ? textOf(range.label) : '…',
    within,
    ...(canvases.length > 0 && { canvases }),
    ...(inner.length > 0 && { ranges: inner.map(({ id }) => id) }),
  };
  return [own, ...inner.flatMap((each) => flatten(each, range.id))];
}
