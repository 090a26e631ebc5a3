/** What the world was told of items, in order. */
export interface ActivityRow {
  number: number;
  type: string;
  item_id: string;
  revision: number;
  at: number;
  target_id: string | null;
  /** 1 where nothing was told of the item since, else 0. */
  stands: number;
}

/** A name by which the world asks for an item. Never removed. */
export interface PidRow {
  pid: string;
  item_id: string;
  added_at: number;
}

/** What is said where a withdrawn item was. Its statement is JSON as text. */
export interface TombstoneRow {
  item_id: string;
  statement: string;
  moved_to: string | null;
}

export interface DiscoveryTables {
  activities: ActivityRow;
  pids: PidRow;
  tombstones: TombstoneRow;
}
