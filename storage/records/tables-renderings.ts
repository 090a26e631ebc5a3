/** A file to take away; what a column means is said in `model/rendering.ts`. */
export interface RenderingRow {
  id: string;
  item_id: string;
  revision: number;
  kind: string;
  state: string;
  attempt: number;
  pages_done: number;
  pages_total: number;
  expected_at: number | null;
  object_key: string | null;
  size_bytes: number | null;
  sha256: string | null;
  failure: string | null;
  created_at: number;
  settled_at: number | null;
}

/** Which kinds an item offers, as a JSON list; an item without a row offers what is usual. */
export interface ItemDownloadsRow {
  item_id: string;
  kinds: string;
}
