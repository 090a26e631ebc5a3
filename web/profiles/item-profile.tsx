import { useEffect, useState } from 'react';
import type { Profile } from '../../model/profile.ts';
import type { ItemView } from '../../model/views.ts';
import { useText } from '../language/language.tsx';
import { ChoiceField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { Link } from '../router.tsx';
import { useMay } from '../session.tsx';
import { profilesApi } from './api.ts';
import { nameOfProfile } from './name-of-profile.ts';

interface ItemProfileProps {
  readonly item: ItemView;
  readonly show: (item: ItemView) => void;
}

/** By which capture profile the scans of an item are judged, and choosing another. */
export function ItemProfile({ item, show }: ItemProfileProps) {
  const text = useText().profiles;
  const mayChoose = useMay('curator');
  const { ask, error } = useAsking();
  const [profiles, setProfiles] = useState<readonly Profile[]>([]);
  useEffect(() => {
    void ask(async () => setProfiles((await profilesApi.list()).profiles));
  }, [ask]);
  const usual = profiles.find(({ isDefault }) => isDefault);
  const chosen = profiles.find(({ id }) => id === item.profileId);
  const byDefault = usual === undefined ? text.noDefault : text.theDefault(nameOfProfile(usual, text));
  const offered = profiles.filter(({ id, retiredAt }) => retiredAt === null || id === item.profileId);
  const choices = {
    '': byDefault,
    ...Object.fromEntries(offered.map((one) => [one.id, nameOfProfile(one, text)])),
  };
  const choose = (id: string) =>
    void ask(async () => show(await profilesApi.chooseForItem(item, id === '' ? null : id)));
  const read = chosen ?? usual;
  return (
    <section className="card" aria-labelledby="profile-title">
      <h2 id="profile-title">{text.ofItem}</h2>
      {mayChoose ? (
        <ChoiceField label={text.name} value={item.profileId ?? ''} choices={choices} change={choose} />
      ) : (
        <p>{chosen === undefined ? byDefault : nameOfProfile(chosen, text)}</p>
      )}
      <p className="hint">{text.ofItemLead}</p>
      <Problem error={error} />
      {read !== undefined && <Link to={`/profiles/${read.id}`}>{text.toProfile}</Link>}
    </section>
  );
}
