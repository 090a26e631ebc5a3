import type { DeskPatch, DeskSurface, DeskView, SurfaceChange } from '../../model/desk.ts';
import { mergeOrder } from '../item/order.ts';
import { isSame } from './same.ts';

/** Whether a patch names nothing at all. */
export function isNothing(patch: DeskPatch): boolean {
  return Object.keys(patch).length === 0;
}

/** An item as it is after a change: what the server makes of it too. A side of which nothing is said stays the same object. */
export function applyPatch(view: DeskView, patch: DeskPatch): DeskView {
  const { order, labels = {}, surfaces: changes = {}, ranges, description } = patch;
  const isTouched = Object.keys(labels).length > 0 || Object.keys(changes).length > 0;
  const changed = isTouched
    ? view.surfaces.map((surface) => surfaceAfter(surface, labels[surface.id], changes[surface.id]))
    : view.surfaces;
  return {
    ...view,
    ...description,
    ...(ranges !== undefined && { ranges }),
    surfaces: order === undefined ? changed : inOrder(changed, order),
  };
}

function surfaceAfter(
  surface: DeskSurface,
  label: DeskSurface['label'] | undefined,
  change: SurfaceChange | undefined,
): DeskSurface {
  if (label === undefined && change === undefined) return surface;
  const { absence } = change ?? {};
  return {
    ...surface,
    ...(label !== undefined && { label }),
    ...change,
    ...(absence !== undefined && { state: stateWith(surface, absence) }),
  };
}

/** Until the server says how it stands. */
function stateWith({ version }: DeskSurface, absence: SurfaceChange['absence']): DeskSurface['state'] {
  if (absence === null) return version === null ? 'expected' : 'captured';
  return version === null ? 'missing' : 'suppressed';
}

function inOrder(surfaces: readonly DeskSurface[], order: readonly string[]): readonly DeskSurface[] {
  const byId = new Map(surfaces.map((surface) => [surface.id, surface]));
  const ids = mergeOrder(order, idsOf(surfaces));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The ids of sides, in their order. */
export function idsOf(surfaces: readonly { readonly id: string }[]): readonly string[] {
  return surfaces.map(({ id }) => id);
}

/**
 * What an item says now of everything that a patch names: applied after it, it undoes it. What the item does not have
 * is left out.
 */
export function inverseOf(view: DeskView, patch: DeskPatch): DeskPatch {
  const byId = new Map(view.surfaces.map((surface) => [surface.id, surface]));
  const labels: Record<string, DeskSurface['label']> = {};
  for (const id of Object.keys(patch.labels ?? {})) {
    const surface = byId.get(id);
    if (surface !== undefined) labels[id] = surface.label;
  }
  const surfaces: Record<string, SurfaceChange> = {};
  for (const [id, change] of Object.entries(patch.surfaces ?? {})) {
    const surface = byId.get(id);
    if (surface !== undefined) surfaces[id] = pick(surface, Object.keys(change) as (keyof SurfaceChange)[]);
  }
  const named = Object.keys(patch.description ?? {}) as (keyof NonNullable<DeskPatch['description']>)[];
  return withoutEmpty({
    ...(patch.order !== undefined && { order: idsOf(view.surfaces) }),
    labels,
    surfaces,
    ...(patch.ranges !== undefined && { ranges: view.ranges }),
    description: pick(view, named),
  });
}

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;
}

/** One patch that does what two do, one after the other. */
export function mergePatches(first: DeskPatch, then: DeskPatch): DeskPatch {
  const surfaces: Record<string, SurfaceChange> = { ...first.surfaces };
  for (const [id, change] of Object.entries(then.surfaces ?? {}))
    surfaces[id] = { ...surfaces[id], ...change };
  const order = mergedOrder(first.order, then.order);
  const ranges = then.ranges ?? first.ranges;
  return withoutEmpty({
    ...(order !== undefined && { order }),
    labels: { ...first.labels, ...then.labels },
    surfaces,
    ...(ranges !== undefined && { ranges }),
    description: { ...first.description, ...then.description },
  });
}

function mergedOrder(first: DeskPatch['order'], then: DeskPatch['order']): DeskPatch['order'] {
  if (first === undefined || then === undefined) return then ?? first;
  const placed = new Set(then);
  return [...then, ...first.filter((id) => !placed.has(id))];
}

/** A patch without what the item does not have, so that it can be sent; a side that has come since keeps its place at the end. */
export function fitTo(view: DeskView, patch: DeskPatch): DeskPatch {
  const own = new Set(idsOf(view.surfaces));
  const kept = <T>(map: Readonly<Record<string, T>> = {}) =>
    Object.fromEntries(Object.entries(map).filter(([id]) => own.has(id)));
  const { order, ...rest } = patch;
  return withoutEmpty({
    ...rest,
    ...(order !== undefined && { order: mergeOrder(order, idsOf(view.surfaces)) }),
    labels: kept(patch.labels),
    surfaces: kept(patch.surfaces),
  });
}

/** Whether a patch leaves an item as it is. */
export function changesNothing(view: DeskView, patch: DeskPatch): boolean {
  const now = inverseOf(view, patch);
  return patch.order === undefined ? isSame(now, patch) : isSame(now, fitTo(view, patch));
}

function withoutEmpty(patch: DeskPatch): DeskPatch {
  const { labels, surfaces, description, ...rest } = patch;
  const full = Object.entries({ labels, surfaces, description }).filter(
    ([, map]) => map !== undefined && Object.keys(map).length > 0,
  );
  return { ...rest, ...Object.fromEntries(full) };
}
