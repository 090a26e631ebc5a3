import { type FormEvent, useState } from 'react';
import type { ProfileView } from '../../model/profile.ts';
import { useText } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { navigate } from '../router.tsx';
import { profilesApi } from './api.ts';
import type { Editing } from './use-profile.ts';

interface MorePanelProps {
  readonly editing: Editing;
  readonly mayChange: boolean;
}

/** A name for the file: letters and digits of the profile's, and its version. */
function fileNameOf({ name, version }: ProfileView): string {
  const plain = name
    .toLowerCase()
    .replace(/★+/g, (stars) => String(stars.length))
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `${plain || 'profile'}-v${version}.json`;
}

/** What else can be done with a profile: taken along as a file, copied, made the default, put away. */
export function MorePanel({ editing, mayChange }: MorePanelProps) {
  const text = useText().profiles;
  const { view, draft, show, replace } = editing;
  const { ask, error, isBusy } = useAsking();
  const [isCopying, setCopying] = useState(false);
  const file = fileNameOf(view);
  const act = (work: () => Promise<ProfileView>) => void ask(async () => show(await work(), draft));
  return (
    <section className="card" aria-labelledby="more-title">
      <h2 id="more-title">{text.more}</h2>
      <Download view={view} file={file} />
      <Problem error={error} />
      {mayChange && (
        <div className="stack">
          <button type="button" onClick={() => setCopying(true)}>
            {text.copy}
          </button>
          {view.presetBody !== null && view.retiredAt === null && (
            <ResetButton view={view} replace={replace} />
          )}
          {!view.isDefault && view.retiredAt === null && (
            <button
              type="button"
              disabled={isBusy}
              onClick={() => act(() => profilesApi.makeDefault(view.id))}
            >
              {text.makeDefault}
            </button>
          )}
          {!view.isDefault && (
            <button
              type="button"
              className="quiet"
              disabled={isBusy}
              onClick={() => act(() => profilesApi.retire(view.id, view.retiredAt === null))}
            >
              {view.retiredAt === null ? text.retire : text.bringBack}
            </button>
          )}
        </div>
      )}
      {isCopying && <CopyDialog view={view} close={() => setCopying(false)} />}
    </section>
  );
}

function ResetButton({ view, replace }: { readonly view: ProfileView } & Pick<Editing, 'replace'>) {
  const text = useText().profiles;
  const { presetBody, name } = view;
  if (presetBody === null) return null;
  return (
    <button type="button" onClick={() => replace({ ...presetBody, name })}>
      {text.toPreset(presetBody.name)}
    </button>
  );
}

/** Saves the newest version as a file, and says what to do with it. */
function Download({ view, file }: { readonly view: ProfileView; readonly file: string }) {
  const text = useText().profiles;
  function download(): void {
    const json = `${JSON.stringify(view.body, undefined, 2)}\n`;
    const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = file;
    link.click();
    URL.revokeObjectURL(url);
  }
  return (
    <div className="stack">
      <button type="button" onClick={download}>
        {text.download}
      </button>
      <p className="hint">{text.downloadLead}</p>
      <code>{`recto-station check ./scans \\\n  --profile ${file}`}</code>
    </div>
  );
}

function CopyDialog({ view, close }: { readonly view: ProfileView; readonly close: () => void }) {
  const { profiles: text, cancel } = useText();
  const { ask, error, isBusy } = useAsking();
  const [name, setName] = useState(() => text.copyOf(view.name));
  function submit(event: FormEvent): void {
    event.preventDefault();
    void ask(async () => navigate(`/profiles/${(await profilesApi.copy(view.id, name)).id}`));
  }
  return (
    <Dialog title={text.makeCopy} close={close}>
      <form onSubmit={submit}>
        <TextField label={text.copyName} required maxLength={200} dir="auto" value={name} change={setName} />
        <Problem error={error} />
        <div className="actions">
          <button type="submit" className="primary" disabled={isBusy}>
            {text.makeCopy}
          </button>
          <button type="button" className="quiet" onClick={close}>
            {cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
