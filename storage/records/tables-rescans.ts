/** That a surface is to be scanned again; what a column means is said in `model/rescan.ts`. */
export interface RescanRow {
  id: string;
  item_id: string;
  surface_id: string;
  old_version_id: string | null;
  station_id: string | null;
  review_id: string | null;
  reason: string | null;
  note: string | null;
  region: string | null;
  state: string;
  asked_by: string;
  asked_at: number;
  new_version_id: string | null;
  ended_by_review_id: string | null;
  ended_at: number | null;
}
