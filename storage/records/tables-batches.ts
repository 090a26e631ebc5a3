/** One delivery. `list` is JSON: where its text lies, what it is called, how it is read. */
export interface BatchRow {
  id: string;
  code: string;
  kind: string;
  supplier: string;
  profile_id: string | null;
  state: string;
  list: string | null;
  /** How many files the list names, and how many of them are in `expected_files`. */
  list_files: number;
  list_applied: number;
  /** Why it could not be applied on when that was tried last; null where it could. */
  list_failure: string | null;
  /** null as long as nobody has said that all of it has come. */
  whole_at: number | null;
  verdict: string | null;
  note: string;
  decided_by: string | null;
  decided_at: number | null;
  created_by: string;
  created_at: number;
}

export interface BatchMappingRow {
  id: string;
  name: string;
  body: string;
  created_at: number;
}

/** A file that came with a delivery: at one path there is one, the newest. */
export interface DeliveredFileRow {
  id: string;
  batch_id: string;
  path: string;
  size_bytes: number;
  sha256: string;
  /** What it is by its content, as JSON; null where it is nothing that we know. */
  format: string | null;
  /** The scan that a master became; null for what is none. */
  file_version_id: string | null;
  agent: string;
  at: number;
  /** All null of what nobody has set aside. */
  aside_at: number | null;
  aside_by: string | null;
  aside_reason: string | null;
  /** The path that its bytes were taken for instead; null where for none. */
  became: string | null;
}

/** A file that a list names; `number` is its place in the list, from 0. */
export interface ExpectedFileRow {
  batch_id: string;
  number: number;
  path: string;
  use: string;
  object_number: string;
  /** The item and the page that it belongs to; null where the list does not tell. */
  item_id: string | null;
  surface_id: string | null;
  /** Its name in lower case. */
  name_key: string;
  /** 1 as soon as a file of its path has come. */
  has_arrived: number;
}

export interface BatchTables {
  batches: BatchRow;
  batch_mappings: BatchMappingRow;
  delivered_files: DeliveredFileRow;
  expected_files: ExpectedFileRow;
}
