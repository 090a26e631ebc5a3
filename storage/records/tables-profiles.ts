export interface ProfileRow {
  id: string;
  name: string;
  /** The name in lower case, which is what is unique. */
  name_key: string;
  preset: string | null;
  is_default: number;
  retired_at: number | null;
  /** The number of its newest version. */
  version: number;
  created_at: number;
}

export interface ProfileVersionRow {
  id: string;
  profile_id: string;
  version: number;
  body: string;
  note: string;
  created_by: string;
  created_at: number;
}
