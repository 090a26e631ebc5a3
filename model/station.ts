import type { TargetState } from './capture-session.ts';
import type { LanguageMap } from './language.ts';

/** A copy stand: a camera or scanner, the people at it and the computer beside it. */
export interface Station {
  readonly id: string;
  /** What people call it. No two have the same name. */
  readonly name: string;
  /** The item on its stand; null where there is none. */
  readonly currentItemId: string | null;
  readonly createdAt: number;
}

/** The session that is open at a station, as its screen needs it. */
export interface StationSession {
  readonly id: string;
  /** The name of who works there. */
  readonly operator: string;
  readonly device: string;
  readonly startedAt: number;
  /** The newest target result of it. */
  readonly target: TargetState;
  /** When that was given; null where there is none. */
  readonly targetAt: number | null;
}

/** A station, as the API shows it. */
export interface StationView {
  readonly id: string;
  readonly name: string;
  readonly currentItem: {
    readonly id: string;
    readonly reference: string;
    readonly label: LanguageMap;
  } | null;
  /** How often the item on its stand was changed: who sees the same number twice knows that it was there all the while. */
  readonly choices: number;
  /** null where none is open. */
  readonly session: StationSession | null;
}
