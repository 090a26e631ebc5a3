import { useEffect, useState } from 'react';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import type { ProfileVersionView } from '../../model/profile.ts';
import { type ApiError, asApiError } from '../api.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage, useText } from '../language/language.tsx';
import { ChoiceField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { profilesApi } from './api.ts';
import { ChangeList } from './change-list.tsx';
import type { Editing } from './use-profile.ts';

interface VersionsPanelProps {
  readonly editing: Editing;
  readonly mayChange: boolean;
}

/** Every version with who, when and why; what changed between any two; and going on from an old one. */
export function VersionsPanel({ editing, mayChange }: VersionsPanelProps) {
  const text = useText().profiles;
  const { view, replace } = editing;
  const { ask, error, isBusy } = useAsking();
  const startFrom = (version: number) =>
    void ask(async () => replace((await profilesApi.read(view.id, version)).body));
  return (
    <section className="card" aria-labelledby="versions-title">
      <h2 id="versions-title">{text.versions}</h2>
      <Problem error={error} />
      <ol className="rows">
        {view.versions.map((version) => (
          <VersionRow
            key={version.version}
            version={version}
            isBusy={isBusy}
            startFrom={mayChange && version.version !== view.version ? startFrom : undefined}
          />
        ))}
      </ol>
      {view.version > 1 && <Compare key={view.version} editing={editing} />}
    </section>
  );
}

interface VersionRowProps {
  readonly version: ProfileVersionView;
  readonly isBusy: boolean;
  readonly startFrom: ((version: number) => void) | undefined;
}

function VersionRow({
  version: { version, note, createdBy, createdAt },
  isBusy,
  startFrom,
}: VersionRowProps) {
  const { text, language } = useLanguage();
  const { versionN, byAt, startFrom: words, startFromN } = text.profiles;
  return (
    <li className="row">
      <span className="row-words">
        <span>
          {versionN(version)} <bdi>{note}</bdi>
        </span>
        <span className="hint">{byAt(createdBy, formatTime(createdAt, language))}</span>
      </span>
      {startFrom !== undefined && (
        <button
          type="button"
          className="small"
          disabled={isBusy}
          aria-label={startFromN(version)}
          onClick={() => startFrom(version)}
        >
          {words}
        </button>
      )}
    </li>
  );
}

function Compare({ editing: { view, rules } }: { readonly editing: Editing }) {
  const text = useText().profiles;
  const [from, setFrom] = useState(String(view.version - 1));
  const [to, setTo] = useState(String(view.version));
  const [pair, setPair] = useState<{ before: CaptureProfile; after: CaptureProfile }>();
  const [error, setError] = useState<ApiError>();
  useEffect(() => {
    let isOver = false;
    const read = async (version: string) => (await profilesApi.read(view.id, Number(version))).body;
    Promise.all([read(from), read(to)]).then(
      ([before, after]) => isOver || setPair({ before, after }),
      (thrown: unknown) => isOver || setError(asApiError(thrown)),
    );
    return () => {
      isOver = true;
    };
  }, [view.id, from, to]);
  const choices = Object.fromEntries(
    view.versions.map(({ version }) => [String(version), text.versionN(version)]),
  );
  return (
    <div className="compare">
      <h3>{text.compare}</h3>
      <div className="pair">
        <ChoiceField label={text.from} value={from} choices={choices} change={setFrom} />
        <ChoiceField label={text.to} value={to} choices={choices} change={setTo} />
      </div>
      <Problem error={error} />
      <div aria-live="polite">
        {pair !== undefined && <ChangeList {...pair} rules={rules} nothing={text.same} />}
      </div>
    </div>
  );
}
