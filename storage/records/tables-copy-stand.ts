/** Columns of an item that the copy stand needs. */
export interface CaptureColumns {
  expected_count: number | null;
  handling_notes: string | null;
  width_mm: number | null;
  height_mm: number | null;
  finished_at: number | null;
  finished_by: string | null;
  /** Where that was said; null where nobody knows. */
  finished_station: string | null;
}

/** A finished item that is open again, as long as nobody has seen it. */
export interface ReopeningRow {
  item_id: string;
  station_id: string | null;
  cause: string;
  file_name: string;
  at: number;
}

/** A file that came from a station: a new scan, or bytes that stood already. */
export interface StationArrivalRow {
  station_id: string;
  file_version_id: string;
  at: number;
}

/** Columns of a file version that the copy stand needs. */
export interface StandColumns {
  /** When it was taken back at the copy stand; null where it counts. */
  undone_at: number | null;
}
