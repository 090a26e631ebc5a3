import type { DeskPatch, DeskSurface, DeskView, SurfaceChange } from '../../model/desk.ts';
import { idsOf, inverseOf } from './patch.ts';
import { isSame } from './same.ts';

/** One thing that is changed as a whole, by its name: `order`, `ranges`, `label <id>`, `behavior <id>`, `description summary`. */
export type Unit = string;

type Description = NonNullable<DeskPatch['description']>;
const OF_SURFACES = ['behavior', 'placement', 'absence'] as const satisfies readonly (keyof SurfaceChange)[];

/** A patch in its smallest pieces: each a patch that changes one thing. */
export function piecesOf(patch: DeskPatch): Map<Unit, DeskPatch> {
  const pieces = new Map<Unit, DeskPatch>();
  if (patch.order !== undefined) pieces.set('order', { order: patch.order });
  for (const [id, label] of Object.entries(patch.labels ?? {}))
    pieces.set(`label ${id}`, { labels: { [id]: label } });
  for (const [id, change] of Object.entries(patch.surfaces ?? {}))
    for (const [field, value] of Object.entries(change))
      pieces.set(`${field} ${id}`, { surfaces: { [id]: { [field]: value } } });
  if (patch.ranges !== undefined) pieces.set('ranges', { ranges: patch.ranges });
  for (const [field, value] of Object.entries(patch.description ?? {}))
    pieces.set(`description ${field}`, { description: { [field]: value } });
  return pieces;
}

/** Whether two patches of one and the same thing say the same. Of orders: of the sides that both have. */
export function saysTheSame(one: DeskPatch, other: DeskPatch): boolean {
  if (one.order === undefined || other.order === undefined) return isSame(one, other);
  return isSameAmongCommon(one.order, other.order);
}

function isSameAmongCommon(one: readonly string[], other: readonly string[]): boolean {
  const [ours, theirs] = [new Set(one), new Set(other)];
  return isSame(
    one.filter((id) => theirs.has(id)),
    other.filter((id) => ours.has(id)),
  );
}

const DESCRIPTION = [
  'label',
  'summary',
  'kind',
  'metadata',
  'date',
  'rights',
  'requiredStatement',
  'viewingDirection',
  'behavior',
  'startSurfaceId',
  'links',
  'access',
  'accessReason',
  'accessBasis',
  'embargoUntil',
] as const satisfies readonly (keyof Description)[];

/** What two readings of an item say differently of what a curator changes. A side that only one has is none of it. */
export function differences(one: DeskView, other: DeskView): Set<Unit> {
  const found = new Set<Unit>();
  if (!isSameAmongCommon(idsOf(one.surfaces), idsOf(other.surfaces))) found.add('order');
  if (!isSame(one.ranges, other.ranges)) found.add('ranges');
  for (const field of DESCRIPTION) if (!isSame(one[field], other[field])) found.add(`description ${field}`);
  const theirs = new Map(other.surfaces.map((surface) => [surface.id, surface]));
  for (const surface of one.surfaces) {
    const same = theirs.get(surface.id);
    if (same !== undefined && same !== surface)
      for (const unit of surfaceDifferences(surface, same)) found.add(unit);
  }
  return found;
}

function surfaceDifferences(one: DeskSurface, other: DeskSurface): Unit[] {
  const fields = OF_SURFACES.filter((field) => !isSame(one[field], other[field]));
  const units = fields.map((field) => `${field} ${one.id}`);
  return isSame(one.label, other.label) ? units : [`label ${one.id}`, ...units];
}

/** Something that two people changed, each to something else. */
export interface Dispute {
  readonly unit: Unit;
  /** What it was before either. */
  readonly base: DeskPatch;
  readonly mine: DeskPatch;
  readonly theirs: DeskPatch;
}

/**
 * Puts what was changed here on top of what others have made of the item: what nobody else touched goes on to be sent,
 * what both changed alike is done, and of what both changed differently there is a dispute.
 *
 * @param before what everything that `mine` names was before it.
 */
export function rebase(
  mine: DeskPatch,
  before: DeskPatch,
  newer: DeskView,
): { readonly goesOn: readonly DeskPatch[]; readonly disputes: readonly Dispute[] } {
  const bases = piecesOf(before);
  const goesOn: DeskPatch[] = [];
  const disputes: Dispute[] = [];
  for (const [unit, piece] of piecesOf(mine)) {
    const theirs = inverseOf(newer, piece);
    const base = bases.get(unit) ?? theirs;
    if (Object.keys(theirs).length === 0 || saysTheSame(theirs, piece)) continue;
    if (saysTheSame(theirs, base)) goesOn.push(piece);
    else disputes.push({ unit, base, mine: piece, theirs });
  }
  return { goesOn, disputes };
}

/** A newer reading of an item, in which everything that is as it was is the same object as before. */
export function reuse(known: DeskView, newer: DeskView): DeskView {
  const byId = new Map(known.surfaces.map((surface) => [surface.id, surface]));
  const surfaces = newer.surfaces.map((surface) => keep(byId.get(surface.id), surface));
  const isUnmoved =
    surfaces.length === known.surfaces.length && surfaces.every((one, at) => one === known.surfaces[at]);
  const entries = Object.entries(newer).map(([key, value]) => [
    key,
    key === 'surfaces' ? undefined : keep(known[key as keyof DeskView], value),
  ]);
  return { ...(Object.fromEntries(entries) as DeskView), surfaces: isUnmoved ? known.surfaces : surfaces };
}

function keep<T>(known: T | undefined, newer: T): T {
  return known !== undefined && isSame(known, newer) ? known : newer;
}
