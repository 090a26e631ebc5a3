/** What a curator says of an item beyond its title: JSON as text. */
export interface DescriptionColumns {
  metadata: string;
  links: string;
  date: string | null;
  behavior: string | null;
  start_surface_id: string | null;
  access_reason: string;
  access_basis: string;
  embargo_until: number | null;
}

/** How a side stands among the others: JSON as text. */
export interface PresentationColumns {
  behavior: string | null;
  placement: string | null;
  absence: string | null;
}

/** The ranges of an item, as one tree. */
export interface StructureRow {
  item_id: string;
  ranges: string;
}
