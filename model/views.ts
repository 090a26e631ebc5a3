import type { AccessCode } from './access.ts';
import type { CaptureNotes } from './capture.ts';
import type { FileSession } from './capture-session.ts';
import type { FileState, TechnicalFacts } from './file-version.ts';
import type { Finding, Message } from './finding.ts';
import type { ItemKind, ItemState, SurfaceCounts, ViewingDirection } from './item.ts';
import type { LanguageMap } from './language.ts';
import type { Gate, Override } from './publishing.ts';
import type { SurfaceState } from './surface.ts';
import type { Agent, Role } from './user.ts';

/** Who is signed in, and the word that their page must send with every change. */
export interface SessionView {
  readonly agent: Agent | null;
  readonly csrf: string | null;
  readonly mustChoosePassword?: boolean;
}

/** An item in a list. */
export interface ItemListEntry {
  readonly id: string;
  readonly reference: string;
  readonly kind: ItemKind;
  readonly label: LanguageMap;
  readonly state: ItemState;
  readonly counts: SurfaceCounts;
  readonly thumbnail: string | null;
  readonly updatedAt: number;
  readonly publishedRevision: number | null;
}

/** A scan. */
export interface FileView {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly state: FileState;
  readonly failure: string | null;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly digestOrigin: 'station' | 'server';
  readonly facts: TechnicalFacts | null;
  readonly findings: readonly Finding[];
  readonly image: string | null;
  /** The address of a small JPEG, upright, also of a scan that was rejected; null where there is none (yet). */
  readonly preview: string | null;
  /** In which it was made; null where it came without one. */
  readonly session: FileSession | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A surface. */
export interface SurfaceView {
  readonly id: string;
  readonly name: string;
  readonly label: LanguageMap;
  readonly state: SurfaceState;
  readonly position: number;
  readonly image: string | null;
  readonly thumbnail: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly currentVersion: number | null;
  /** Newest first. */
  readonly versions: readonly FileView[];
}

/** A published revision, and the name of who published it. */
export interface RevisionView {
  readonly revision: number;
  readonly note: string | null;
  /** What it was published in spite of, and why; null where nothing stood in the way. */
  readonly override: Override | null;
  readonly publishedBy: string;
  readonly publishedAt: number;
}

/** An upload of which other bytes came than were promised. */
export interface RefusedUpload {
  readonly id: string;
  readonly fileName: string;
  readonly sizeBytes: number | null;
  readonly state: string;
  readonly detail: string | null;
  readonly createdAt: number;
}

/** An item with everything in it. */
export interface ItemView extends ItemListEntry, CaptureNotes {
  readonly summary: LanguageMap;
  readonly rights: string | null;
  readonly requiredStatement: LanguageMap;
  readonly viewingDirection: ViewingDirection;
  readonly access: AccessCode;
  readonly accessReason: string;
  readonly accessBasis: string;
  readonly embargoUntil: number | null;
  /** The capture profile that its scans are judged by; null where it names none. */
  readonly profileId: string | null;
  readonly edition: number;
  readonly withdrawnAt: number | null;
  readonly publishWhenReady: boolean;
  /** Whether readers see it as it is now, so that publishing it again would change nothing. */
  readonly isUpToDate: boolean;
  readonly manifest: string;
  readonly viewer: string;
  readonly createdAt: number;
  /** What stands in the way of publishing it whoever asks, in words. */
  readonly blockers: readonly Message[];
  /** All that stands in the way, with what a person may override. */
  readonly gates: readonly Gate[];
  readonly revisions: readonly RevisionView[];
  readonly uploads: readonly RefusedUpload[];
  /** Deliveries whose lists name files of it, newest first; ten at most. */
  readonly batches: readonly { readonly id: string; readonly code: string }[];
  readonly surfaces: readonly SurfaceView[];
}

/** What a curator may change of an item. */
export type Description = Pick<
  ItemView,
  | keyof CaptureNotes
  | 'label'
  | 'summary'
  | 'kind'
  | 'rights'
  | 'requiredStatement'
  | 'viewingDirection'
  | 'access'
>;

/** A name by which the world asks for an item, and the address that leads from it. */
export interface PidView {
  readonly pid: string;
  readonly url: string;
}

/** How an upload ended. */
export interface UploadOutcome {
  readonly state: 'receiving' | 'accepted' | 'refused';
  readonly detail: string | null;
  readonly file: FileView | null;
}

/** A token; its secret was shown once. */
export interface TokenView {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: number;
  readonly lastUsedAt?: number | null;
  readonly revokedAt?: number | null;
  readonly stationId?: string | null;
}

/** Somebody who may sign in. */
export interface UserView {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt?: number;
}

/** How far a worker is with a file: 0 to 1. */
export interface ProgressEvent {
  readonly fileVersionId: string;
  readonly step: 'check-master' | 'cut-tiles';
  readonly fraction: number;
}
