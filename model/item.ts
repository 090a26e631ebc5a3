import type { AccessCode } from './access.ts';
import type { Link, MetadataPair, PagingBehavior } from './description.ts';
import { newId } from './ids.ts';
import type { LanguageMap } from './language.ts';
import { sortKeyOf } from './surface.ts';

/** What an item is, in the archive's words. It decides how a viewer pages it. */
export const ITEM_KINDS = ['poster', 'pamphlet', 'manuscript'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** The intellectual entity: a poster, a pamphlet, an inventory number. */
export interface Item {
  readonly id: string;
  /** The archive's own name for it (`ARCH00860.1`): unique, and what a station and a barcode speak of. */
  readonly reference: string;
  readonly kind: ItemKind;
  readonly label: LanguageMap;
  readonly summary: LanguageMap;
  /** What else is said of it, in the order in which it is shown. */
  readonly metadata: readonly MetadataPair[];
  /** When it was made, as EDTF: `1917-05`, `1917~`, `1917/1919`; null where nobody has said. */
  readonly date: string | null;
  /** A Creative Commons or rightsstatements.org URI; null where nobody has decided yet. */
  readonly rights: string | null;
  readonly requiredStatement: LanguageMap;
  readonly viewingDirection: ViewingDirection;
  /** How a viewer shows its pages; null: as is usual for its kind. */
  readonly behavior: PagingBehavior | null;
  /** The page that a viewer opens first; null: the first. */
  readonly startSurfaceId: string | null;
  readonly links: readonly Link[];
  readonly access: AccessCode;
  /** Why it is not open, in words for everybody; '' where there is nothing to say. */
  readonly accessReason: string;
  /** By which rule, contract or law, for the archive alone; '' where there is none. */
  readonly accessBasis: string;
  /** An open item is closed until then, and opens by itself: ms since 1970; null where it is as `access` says. */
  readonly embargoUntil: number | null;
  /** The revision that is published now; null before the first, and kept on withdrawal. */
  readonly publishedRevision: number | null;
  readonly withdrawnAt: number | null;
  /** Publish by itself as soon as every surface is captured. Asked for by this agent; null where nobody asked. */
  readonly publishWhenReadyBy: string | null;
  /** The capture profile that its scans are judged by; null: that of their delivery, else the default. */
  readonly profileId: string | null;
  /** Counts every change of the item or the order of its surfaces: the ETag of an edit. */
  readonly edition: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const VIEWING_DIRECTIONS = [
  'left-to-right',
  'right-to-left',
  'top-to-bottom',
  'bottom-to-top',
] as const;
export type ViewingDirection = (typeof VIEWING_DIRECTIONS)[number];

/** What is known of an item when it is first heard of. */
export interface Registration {
  readonly reference: string;
  readonly kind?: ItemKind | undefined;
  readonly label?: LanguageMap | undefined;
}

/** An item as it is when it is registered: everything that nobody has said yet is empty. `at` in ms since 1970. */
export function newItem({ reference, kind, label }: Registration, at: number): Item {
  return {
    id: newId(),
    reference,
    kind: kind ?? 'manuscript',
    label: label === undefined || Object.keys(label).length === 0 ? { none: [reference] } : label,
    summary: {},
    metadata: [],
    date: null,
    rights: null,
    requiredStatement: {},
    viewingDirection: 'left-to-right',
    behavior: null,
    startSurfaceId: null,
    links: [],
    access: 'open',
    accessReason: '',
    accessBasis: '',
    embargoUntil: null,
    publishedRevision: null,
    withdrawnAt: null,
    publishWhenReadyBy: null,
    profileId: null,
    edition: 1,
    createdAt: at,
    updatedAt: at,
  };
}

/** What an item is doing, derived from what is stored and never stored itself. */
export type ItemState = 'registered' | 'capturing' | 'attention' | 'in_qa' | 'published' | 'withdrawn';

/**
 * How many of an item's current file versions are in which condition. A side that is left out counts nowhere, nor does
 * one that is missing for good.
 */
export interface SurfaceCounts {
  readonly total: number;
  readonly ready: number;
  /** rejected or failed: somebody has to do something. */
  readonly stuck: number;
}

/** The state of an item, from its surfaces and its publication. */
export function itemState(
  item: Pick<Item, 'publishedRevision' | 'withdrawnAt'>,
  counts: SurfaceCounts,
): ItemState {
  if (item.withdrawnAt !== null) return 'withdrawn';
  if (counts.stuck > 0) return 'attention';
  if (counts.total > counts.ready) return 'capturing';
  if (item.publishedRevision !== null) return 'published';
  return counts.total === 0 ? 'registered' : 'in_qa';
}

/** A key under which references sort as the items stand on the shelf: `ARCH00293.2` before `ARCH00293.10`. */
export function shelfKeyOf(reference: string): string {
  return sortKeyOf(reference);
}

/** A reference as people write it: trimmed, 1–200 characters, no control characters; undefined if it is none. */
export function parseReference(text: string): string | undefined {
  const trimmed = text.trim().normalize('NFC');
  return trimmed.length >= 1 && trimmed.length <= 200 && !/\p{Cc}/u.test(trimmed) ? trimmed : undefined;
}
