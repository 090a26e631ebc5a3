import type { Generated } from 'kysely';

export interface StationRow {
  id: string;
  name: string;
  current_item_id: string | null;
  choices: Generated<number>;
  created_at: number;
}

export interface CaptureSessionRow {
  id: string;
  station_id: string;
  operator: string;
  device: string;
  started_at: number;
  ended_at: number | null;
}

export interface TargetRow {
  id: string;
  session_id: string;
  number: number;
  kind: string;
  result: string;
  /** As JSON. */
  measures: string;
  file_name: string | null;
  source: string;
  note: string | null;
  agent: string;
  at: number;
}

export interface StationTables {
  stations: StationRow;
  capture_sessions: CaptureSessionRow;
  targets: TargetRow;
}
