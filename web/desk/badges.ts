import type { DeskSurface } from '../../model/desk.ts';

/** What is to be seen of a page at a glance, each with its sign: nobody needs the colour. */
export const BADGES = {
  start: '▶',
  missing: '∅',
  suppressed: '⊘',
  'left-out': '–',
  'non-paged': '↔',
  'facing-pages': '▯▯',
  view: '◑',
  part: '◳',
  rescan: '↻',
  'no-image': '…',
} as const;
export type Badge = keyof typeof BADGES;

/** The badges of a page, the weightiest first. */
export function badgesOf(side: DeskSurface, isStart: boolean): readonly Badge[] {
  const { state, behavior, placement, absence, version } = side;
  const standing: Partial<Record<DeskSurface['state'], Badge>> = {
    missing: 'missing',
    suppressed: 'suppressed',
    rescan_requested: 'rescan',
  };
  const badges: (Badge | null | undefined | false)[] = [
    isStart && 'start',
    standing[state],
    absence?.shownAs === 'left-out' && 'left-out',
    behavior,
    placement?.as,
    version === null && state !== 'missing' && 'no-image',
  ];
  return badges.filter((badge) => typeof badge === 'string');
}
