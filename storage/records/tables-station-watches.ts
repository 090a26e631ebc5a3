export interface StationWatchRow {
  id: string;
  token_id: string;
  key: string;
  station_id: string;
  folder: string;
  is_away: number;
  heard_at: number;
  ended_at: number | null;
  waiting: number;
  sending: number;
  held_count: number;
  /** As JSON. */
  held: string;
}
