import type { CaptureProfile, RuleName } from './capture-profile.ts';
import type { Message, Severity } from './finding.ts';

/** A capture profile that is kept: a name, and what it said at each time. */
export interface Profile {
  readonly id: string;
  /** Unique, whatever its case. The newest version's own name. */
  readonly name: string;
  /** Which of those that come with Recto it began as; null where it began as none of them. */
  readonly preset: string | null;
  /** Items that name none go by it. */
  readonly isDefault: boolean;
  /** When it was put away: what goes by it keeps it, nothing else can choose it. */
  readonly retiredAt: number | null;
  /** The number of its newest version: counts from 1, and is the ETag of an edit. */
  readonly version: number;
  readonly createdAt: number;
}

/** What a profile said from some moment on. Never changed: a scan is judged by the version that it arrived under. */
export interface ProfileVersion {
  readonly id: string;
  readonly profileId: string;
  readonly version: number;
  readonly body: CaptureProfile;
  /** Why it was made; '' where nobody said. */
  readonly note: string;
  /** Id of who made it. */
  readonly createdBy: string;
  readonly createdAt: number;
}

/** A version in a list, with the name of who made it. */
export type ProfileVersionView = Pick<ProfileVersion, 'version' | 'note' | 'createdBy' | 'createdAt'>;

/** A profile with one of its versions, the newest unless another was asked for. */
export interface ProfileView extends Profile {
  readonly shown: ProfileVersionView;
  readonly body: CaptureProfile;
  /** What it began as, to go back to; null where it began as nothing that comes with Recto. */
  readonly presetBody: CaptureProfile | null;
  /** Newest first, two hundred at most. */
  readonly versions: readonly ProfileVersionView[];
}

/** A rule, for people who decide whether it is asked. */
export interface RuleView {
  readonly name: RuleName;
  readonly title: Message;
  /** What it looks at, in a sentence. */
  readonly looksAt: Message;
  /** Unless a profile says otherwise. */
  readonly severity: Severity;
  /** The worst that any profile can make of it. */
  readonly atMost: Severity;
}

/** Everything that can be put into a profile. */
export interface RulesView {
  readonly rules: readonly RuleView[];
  readonly formats: readonly string[];
  readonly compressions: readonly string[];
  readonly photometrics: readonly string[];
}
