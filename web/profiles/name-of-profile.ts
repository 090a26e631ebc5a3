import type { Profile } from '../../model/profile.ts';
import type { Messages } from '../language/messages.ts';
import { profilesEnglish } from '../language/profiles-english.ts';

/** What a profile is called: one that comes with Recto in the reader's language, unless somebody gave it another name. */
export function nameOfProfile(
  { name, preset }: Pick<Profile, 'name' | 'preset'>,
  { presetNames }: Pick<Messages['profiles'], 'presetNames'>,
): string {
  const isOwn = preset !== 'any' || name !== profilesEnglish.presetNames.any;
  return isOwn ? name : presetNames.any;
}
