import type { Generated } from 'kysely';
import type { BatchTables } from './tables-batches.ts';
import type { CaptureColumns, ReopeningRow, StandColumns, StationArrivalRow } from './tables-copy-stand.ts';
import type { DescriptionColumns, PresentationColumns, StructureRow } from './tables-desk.ts';
import type { DiscoveryTables } from './tables-discovery.ts';
import type { ProfileRow, ProfileVersionRow } from './tables-profiles.ts';
import type { PublishWishRow, RevisionOriginColumns } from './tables-publishing.ts';
import type { ItemDownloadsRow, RenderingRow } from './tables-renderings.ts';
import type { RescanRow } from './tables-rescans.ts';
import type { SampleTables } from './tables-samples.ts';
import type { StationWatchRow } from './tables-station-watches.ts';
import type { StationTables } from './tables-stations.ts';

/**
 * The rows, as both databases hold them: integers for times (milliseconds since 1970) and flags, text for JSON.
 * What a column means is said in `model/`; here stands only how it is kept.
 */
export interface ItemRow extends CaptureColumns, DescriptionColumns {
  id: string;
  reference: string;
  kind: string;
  label: string;
  summary: string;
  rights: string | null;
  required_statement: string;
  viewing_direction: string;
  access: string;
  publish_when_ready_by: string | null;
  edition: number;
  profile_id: string | null;
  /** Kept by the database itself, by triggers: how far its sides are, and the state that follows. */
  sides_total: Generated<number>;
  sides_ready: Generated<number>;
  sides_stuck: Generated<number>;
  state: Generated<string>;
  /** The reference in the order of the shelves. */
  shelf_key: string;
  created_at: number;
  updated_at: number;
}

export interface SurfaceRow extends PresentationColumns {
  id: string;
  item_id: string;
  name: string;
  label: string;
  state: string;
  position: number;
  sort_key: string;
  canvas_width: number | null;
  canvas_height: number | null;
  /** The newest scan, whatever became of it. */
  latest_version_id: string | null;
  /** The scan that is shown: the newest that is ready, unless an older one was brought back. */
  current_version_id: string | null;
  created_at: number;
}

export interface FileVersionRow extends StandColumns {
  id: string;
  surface_id: string;
  item_id: string;
  version: number;
  original_name: string;
  size_bytes: number;
  sha256: string;
  digest_origin: string;
  state: string;
  failure: string | null;
  facts: string | null;
  created_at: number;
  updated_at: number;
  /** When it was last put into a revision; null as long as the public has not seen it. */
  published_at: number | null;
  look: string | null;
  preview_key: string | null;
  session_id: string | null;
  profile_version_id: string | null;
}

export interface DerivativeRow {
  id: string;
  file_version_id: string;
  kind: string;
  recipe: string;
  object_key: string;
  size_bytes: number;
  sha256: string;
  width: number;
  height: number;
  tile_size: number;
  directory_offset: number;
  directory_bytes: number;
  created_at: number;
}

export interface FindingRow {
  id: string;
  file_version_id: string;
  rule: string;
  severity: string;
  message: string;
  value: string | null;
  expected: string | null;
  region: string | null;
  created_at: number;
}

export interface EventRow {
  seq: Generated<number>;
  id: string;
  type: string;
  outcome: string;
  detail: string;
  agent: string;
  item_id: string | null;
  surface_id: string | null;
  file_version_id: string | null;
  session_id: string | null;
  at: number;
}

export interface DueStepRow {
  id: string;
  file_version_id: string;
  step: string;
  lane: string;
  attempt: number;
  state: string;
  created_at: number;
  settled_at: number | null;
}

/** An item's own manifest has the item's id; a curator's set (no item) has one of its own. */
export interface ManifestRow {
  id: string;
  item_id: string | null;
  published_revision: number | null;
  withdrawn_at: number | null;
  created_at: number;
}

export interface RevisionRow extends RevisionOriginColumns {
  manifest_id: string;
  revision: number;
  object_key: string;
  sha256: string;
  size_bytes: number;
  note: string;
  published_by: string;
  published_at: number;
  /** What the item was called in it. */
  label: string;
}

export interface UploadRow {
  id: string;
  item_id: string;
  file_name: string;
  size_bytes: number | null;
  sha256: string | null;
  state: string;
  detail: string | null;
  file_version_id: string | null;
  agent: string;
  created_at: number;
  finished_at: number | null;
  /** The delivery that it is of, and its path there. */
  batch_id: string | null;
  path: string | null;
  session_id: string | null;
  station_id: string | null;
}

export interface UserRow {
  id: string;
  email: string;
  name: string;
  role: string;
  password_hash: string | null;
  created_at: number;
  disabled_at: number | null;
}

/** Secrets are kept as their SHA-256: they are random and long, so a fast digest is enough. */
export interface SessionRow {
  secret_hash: string;
  user_id: string;
  csrf: string;
  created_at: number;
  expires_at: number;
}

export interface SignInLinkRow {
  secret_hash: string;
  user_id: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

export interface TokenRow {
  id: string;
  name: string;
  role: string;
  secret_hash: string;
  created_by: string;
  created_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
  station_id: string | null;
}

/** One page and verdict; what was judged in one go has one `act_id`. */
export interface ReviewRow {
  id: string;
  act_id: string;
  item_id: string;
  surface_id: string;
  file_version_id: string;
  number: number;
  verdict: string;
  reason: string | null;
  note: string | null;
  region: string | null;
  state_before: string;
  agent: string;
  at: number;
  undone_at: number | null;
}

/** A word that an item is found by. */
export interface ItemTermRow {
  term: string;
  item_id: string;
}

export interface Tables extends BatchTables, StationTables, SampleTables, DiscoveryTables {
  items: ItemRow;
  item_terms: ItemTermRow;
  surfaces: SurfaceRow;
  file_versions: FileVersionRow;
  derivatives: DerivativeRow;
  findings: FindingRow;
  events: EventRow;
  due_steps: DueStepRow;
  manifests: ManifestRow;
  revisions: RevisionRow;
  publish_wishes: PublishWishRow;
  station_arrivals: StationArrivalRow;
  station_watches: StationWatchRow;
  uploads: UploadRow;
  users: UserRow;
  sessions: SessionRow;
  sign_in_links: SignInLinkRow;
  tokens: TokenRow;
  reviews: ReviewRow;
  rescans: RescanRow;
  renderings: RenderingRow;
  item_downloads: ItemDownloadsRow;
  reopenings: ReopeningRow;
  structures: StructureRow;
  profiles: ProfileRow;
  profile_versions: ProfileVersionRow;
}
