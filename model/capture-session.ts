import type { FileState } from './file-version.ts';
import type { LanguageMap } from './language.ts';
import type { SurfaceState } from './surface.ts';

/** What the scan of a target says of the station: its images are within what the programme allows, or not. */
export const TARGET_RESULTS = ['pass', 'fail'] as const;
export type TargetResult = (typeof TARGET_RESULTS)[number];

/** How a session stands: as its newest target result says, or `none` as long as there is none. */
export type TargetState = 'none' | TargetResult;

/** One measure of a target, as it was typed or stood in the file: `1.84`, `≤ 4`. */
export interface TargetValue {
  readonly name: string;
  readonly value: string;
  /** null where none was given. */
  readonly limit: string | null;
  /** null where neither the file nor a limit says. */
  readonly pass: boolean | null;
}

/** The software whose file the values came from; `typed` where a person gave them. */
export const TARGET_SOURCES = ['typed', 'OpenDICE', 'GoldenThread', 'iQ-Analyzer', 'plain'] as const;
export type TargetSource = (typeof TARGET_SOURCES)[number];

/** A target result. Nothing of it is ever changed: what is found later is another result, and the newest counts. */
export interface Target {
  readonly id: string;
  readonly sessionId: string;
  /** Counts up from 1 in its session. */
  readonly number: number;
  /** Which target was scanned. */
  readonly kind: string;
  readonly result: TargetResult;
  readonly values: readonly TargetValue[];
  /** The scan of the target, as its file is called; null where it was not said. */
  readonly fileName: string | null;
  readonly source: TargetSource;
  readonly note: string | null;
  /** Id of who gave it. */
  readonly agent: string;
  readonly at: number;
}

/** Work at one station, by one person with one device, from a target to the next change. */
export interface CaptureSession {
  readonly id: string;
  readonly stationId: string;
  /** The name of who works there. */
  readonly operator: string;
  /** Camera, lens, light: whatever the target is to prove. */
  readonly device: string;
  readonly startedAt: number;
  /** null as long as it is open. A station has one open session at most. */
  readonly endedAt: number | null;
}

/** A session in a list. */
export interface CaptureSessionEntry {
  readonly id: string;
  readonly station: { readonly id: string; readonly name: string };
  readonly operator: string;
  readonly device: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly target: TargetState;
  readonly targetAt: number | null;
  /** How many scans carry it. */
  readonly files: number;
}

/** A target result, and the name of who gave it. */
export type TargetView = Omit<Target, 'sessionId' | 'agent'> & { readonly by: string };

/** A session with everything that is known of it. */
export interface CaptureSessionView extends CaptureSessionEntry {
  /** Newest first. */
  readonly targets: readonly TargetView[];
  /** How many surfaces show, or have as their newest, a scan of it. */
  readonly affected: number;
}

/** A surface that shows, or has as its newest, a scan of a session. */
export interface AffectedSurface {
  readonly surfaceId: string;
  readonly name: string;
  readonly state: SurfaceState;
  readonly item: { readonly id: string; readonly reference: string; readonly label: LanguageMap };
  /** The version that is shown, where it is of the session. */
  readonly shown: number | null;
  /** The newest version, where it is of the session. */
  readonly latest: number | null;
  /** How the newest of the two stands. */
  readonly file: FileState;
}

/** Whose scan a file is: the session as a file carries it. */
export interface FileSession {
  readonly id: string;
  readonly station: string;
  readonly operator: string;
  readonly device: string;
  readonly startedAt: number;
}

/** What a target file says, before it is recorded. */
export interface TargetReading {
  readonly source: TargetSource;
  readonly values: readonly TargetValue[];
  /** null where no value has a limit or a verdict: a person has to say. */
  readonly result: TargetResult | null;
}
