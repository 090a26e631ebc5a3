import type { Link, MetadataPair, PagingBehavior } from '../../model/description.ts';
import type { Item } from '../../model/item.ts';
import type { DescriptionColumns } from './tables-desk.ts';

type Described = Pick<
  Item,
  | 'metadata'
  | 'links'
  | 'date'
  | 'behavior'
  | 'startSurfaceId'
  | 'accessReason'
  | 'accessBasis'
  | 'embargoUntil'
>;

/** What a curator said of an item, from its row. */
export function toDescribed(row: DescriptionColumns): Described {
  return {
    metadata: JSON.parse(row.metadata) as MetadataPair[],
    links: JSON.parse(row.links) as Link[],
    date: row.date,
    behavior: row.behavior as PagingBehavior | null,
    startSurfaceId: row.start_surface_id,
    accessReason: row.access_reason,
    accessBasis: row.access_basis,
    embargoUntil: row.embargo_until,
  };
}

/** The same as columns. */
export function describedColumns(item: Described): DescriptionColumns {
  return {
    metadata: JSON.stringify(item.metadata),
    links: JSON.stringify(item.links),
    date: item.date,
    behavior: item.behavior,
    start_surface_id: item.startSurfaceId,
    access_reason: item.accessReason,
    access_basis: item.accessBasis,
    embargo_until: item.embargoUntil,
  };
}
