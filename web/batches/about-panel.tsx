import type { BatchView } from '../../model/batch.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage, useText } from '../language/language.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { nameOfProfile } from '../profiles/name-of-profile.ts';
import { Link } from '../router.tsx';
import { batchApi } from './api.ts';

interface AboutPanelProps {
  readonly batch: BatchView;
  readonly mayChange: boolean;
}

/** What else is known of a delivery, and the way to another list. */
export function AboutPanel({ batch, mayChange }: AboutPanelProps) {
  const { text: all, language } = useLanguage();
  const text = all.batches;
  const { list, state } = batch;
  return (
    <section className="card" aria-labelledby="about-title">
      <h2 id="about-title">{text.about}</h2>
      <dl className="facts">
        <div>
          <dt>{text.supplier}</dt>
          <dd>
            {batch.supplier === '' ? (
              <span className="hint">{all.notSaid}</span>
            ) : (
              <bdi>{batch.supplier}</bdi>
            )}
          </dd>
        </div>
        <div>
          <dt>{text.profile}</dt>
          <dd>
            <ProfileName id={batch.profileId} />
          </dd>
        </div>
        {list !== null && (
          <div>
            <dt>{text.list}</dt>
            <dd>
              <bdi>{list.name}</bdi>
            </dd>
          </div>
        )}
        <div>
          <dt>{text.createdBy}</dt>
          <dd>
            <bdi>{batch.createdBy}</bdi>, {formatTime(batch.createdAt, language)}
          </dd>
        </div>
      </dl>
      {mayChange && list !== null && (state === 'open' || state === 'returned') && (
        <Link to={`/batches/${batch.id}/list`} className="button wide">
          {text.replaceList}
        </Link>
      )}
    </section>
  );
}

function ProfileName({ id }: { readonly id: string | null }) {
  const { batches: text, profiles } = useText();
  const { value } = useAnswer(batchApi.profiles, 0);
  if (id === null) return text.ownProfile;
  const profile = value?.profiles.find((one) => one.id === id);
  return <bdi>{profile === undefined ? id : nameOfProfile(profile, profiles)}</bdi>;
}
