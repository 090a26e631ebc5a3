import type { Profile } from '../../model/profile.ts';
import { useText } from '../language/language.tsx';

/** Which version it is at, and whether it is the default or put away. */
export function ProfileBadges({ profile }: { readonly profile: Profile }) {
  const text = useText().profiles;
  return (
    <span className="profile-badges">
      <span className="badge">{text.versionN(profile.version)}</span>
      {profile.isDefault && <span className="badge badge-published">{text.isDefault}</span>}
      {profile.retiredAt !== null && <span className="badge">{text.isRetired}</span>}
    </span>
  );
}
