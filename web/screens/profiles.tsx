import { useEffect, useState } from 'react';
import type { Profile } from '../../model/profile.ts';
import { type ApiError, asApiError } from '../api.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { profilesApi } from '../profiles/api.ts';
import { nameOfProfile } from '../profiles/name-of-profile.ts';
import { ProfileBadges } from '../profiles/profile-badges.tsx';
import { Link, useTitle } from '../router.tsx';

/** Every capture profile. */
export function ProfilesScreen() {
  const text = useText().profiles;
  useTitle(text.title);
  const [profiles, setProfiles] = useState<readonly Profile[]>();
  const [error, setError] = useState<ApiError>();
  useEffect(() => {
    profilesApi.list().then(
      (answer) => setProfiles(answer.profiles),
      (thrown: unknown) => setError(asApiError(thrown)),
    );
  }, []);
  const retired = profiles?.filter(({ retiredAt }) => retiredAt !== null) ?? [];
  return (
    <>
      <h1>{text.title}</h1>
      <p className="lead">{text.lead}</p>
      <Problem error={error} />
      {profiles === undefined && error === undefined && <Waiting />}
      {profiles !== undefined && <Rows profiles={profiles.filter(({ retiredAt }) => retiredAt === null)} />}
      {retired.length > 0 && (
        <details>
          <summary>{text.showRetired(retired.length)}</summary>
          <Rows profiles={retired} />
        </details>
      )}
    </>
  );
}

function Rows({ profiles }: { readonly profiles: readonly Profile[] }) {
  const text = useText().profiles;
  return (
    <ul className="card rows profile-rows">
      {profiles.map((profile) => (
        <li key={profile.id} className="row">
          <Link to={`/profiles/${profile.id}`}>
            <bdi>{nameOfProfile(profile, text)}</bdi>
          </Link>
          <ProfileBadges profile={profile} />
        </li>
      ))}
    </ul>
  );
}
