import type { Item } from './item.ts';
import type { LanguageMap } from './language.ts';
import type { RangeNode } from './structure.ts';
import type { Absence, Placement, Surface, SurfaceBehavior } from './surface.ts';

/** What a curator says of an item, and of who may see it. */
export type ItemDescription = Pick<
  Item,
  | 'label'
  | 'summary'
  | 'kind'
  | 'metadata'
  | 'date'
  | 'rights'
  | 'requiredStatement'
  | 'viewingDirection'
  | 'behavior'
  | 'startSurfaceId'
  | 'links'
  | 'access'
  | 'accessReason'
  | 'accessBasis'
  | 'embargoUntil'
>;

/** A side of an item, as the desk has it: only what it draws and changes, for there may be thousands. */
export interface DeskSurface
  extends Pick<Surface, 'id' | 'name' | 'label' | 'state' | 'behavior' | 'placement' | 'absence'> {
  /** The version that is shown; null where there is nothing to see yet. */
  readonly version: number | null;
  /** Of what is shown, in pixels; null where nothing is. */
  readonly width: number | null;
  readonly height: number | null;
}

/** An item on the curator's desk. */
export interface DeskView extends ItemDescription {
  readonly id: string;
  readonly reference: string;
  /** Of the item: the ETag of a change. */
  readonly edition: number;
  readonly publishedRevision: number | null;
  readonly withdrawnAt: number | null;
  /** Of the institution, by its IANA name: an embargo ends when its day begins there. */
  readonly timeZone: string;
  /** The page for readers. */
  readonly viewer: string;
  /** Where image services are: `{images}/{surface}~{version}`. */
  readonly images: string;
  /** In their order. */
  readonly surfaces: readonly DeskSurface[];
  readonly ranges: readonly RangeNode[];
}

/** What is changed of one side. What is not named stays. */
export interface SurfaceChange {
  readonly behavior?: SurfaceBehavior | null;
  readonly placement?: Placement | null;
  /** Why it is not shown; null: it is shown. */
  readonly absence?: Absence | null;
}

/**
 * A change of an item, as one: all of it is done or nothing. What is not named stays as it is, so that two people who
 * change different things do not undo each other.
 */
export interface DeskPatch {
  /** Ids of surfaces in their new order; those that are not named follow in the order that they have. */
  readonly order?: readonly string[];
  /** By the ids of surfaces; an empty label is the number in the order. */
  readonly labels?: Readonly<Record<string, LanguageMap>>;
  readonly surfaces?: Readonly<Record<string, SurfaceChange>>;
  readonly ranges?: readonly RangeNode[];
  readonly description?: Partial<ItemDescription>;
}
