import { type FormEvent, useState } from 'react';
import type { ItemView } from '../../model/views.ts';
import { api } from '../api.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage, useMessage } from '../language/language.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { useMay } from '../session.tsx';
import { Missing, ReasonField } from './missing.tsx';
import { Names } from './names.tsx';
import { RevisionList } from './revision-list.tsx';
import { Withdraw } from './withdraw.tsx';

interface PublishPanelProps {
  readonly item: ItemView;
  readonly show: (item: ItemView) => void;
}

/** Whether readers see it; what is in the way; publishing, withdrawing, and the addresses. */
export function PublishPanel({ item, show }: PublishPanelProps) {
  const { text, language } = useLanguage();
  const mayPublish = useMay('curator');
  const isPublic = item.publishedRevision !== null && item.withdrawnAt === null;
  return (
    <section className="card" aria-labelledby="publishing-title">
      <h2 id="publishing-title">{text.publishing}</h2>
      {item.withdrawnAt !== null && <p>{text.withdrawnOn(formatTime(item.withdrawnAt, language))}</p>}
      {isPublic && item.publishedRevision !== null && <p>{text.publishedAs(item.publishedRevision)}</p>}
      <Blockers item={item} />
      {mayPublish && <PublishForm item={item} show={show} />}
      {isPublic && <Addresses item={item} />}
      <Names itemId={item.id} />
      <Revisions item={item} />
      {mayPublish && isPublic && <Withdraw item={item} show={show} />}
    </section>
  );
}

function Blockers({ item }: { readonly item: ItemView }) {
  const { text } = useLanguage();
  const say = useMessage();
  if (item.publishWhenReady) return <p role="status">{text.willPublish}</p>;
  if (item.isUpToDate) return <p className="good">{text.upToDate}</p>;
  if (item.gates.length === 0) return <p className="good">{text.canPublish}</p>;
  if (item.blockers.length === 0) return <Missing gates={item.gates} />;
  return (
    <div className="blockers">
      <p>{text.cannotYet}</p>
      <ul>
        {item.blockers.map((blocker) => (
          <li key={blocker.en}>{say(blocker)}</li>
        ))}
      </ul>
      <Missing gates={item.gates} />
    </div>
  );
}

function PublishForm({ item, show }: PublishPanelProps) {
  const { text } = useLanguage();
  const { ask, error, isBusy } = useAsking();
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const isMissing = item.gates.some(({ canOverride }) => canOverride);
  const isBlocked = item.blockers.length > 0;
  function submit(event: FormEvent): void {
    event.preventDefault();
    const asked = {
      note: note.trim(),
      override: isMissing || isBlocked ? reason.trim() : '',
      whenReady: isBlocked,
    };
    void ask(async () => show(await api.publish(item.id, asked))).then((isDone) => isDone && setNote(''));
  }
  if (item.isUpToDate || (isBlocked && item.publishWhenReady)) return null;
  const words = item.publishedRevision === null ? text.publish : text.publishAgain;
  return (
    <form onSubmit={submit}>
      <TextField
        label={text.publishNote}
        hint={text.publishNoteHint}
        dir="auto"
        value={note}
        change={setNote}
      />
      {(isMissing || isBlocked) && <ReasonField isNeeded={!isBlocked} value={reason} change={setReason} />}
      <Problem error={error} />
      <button type="submit" className={isBlocked ? 'wide' : 'primary wide'} disabled={isBusy}>
        {isBlocked ? text.publishWhenReady : words}
      </button>
    </form>
  );
}

function Addresses({ item }: { readonly item: ItemView }) {
  const { text } = useLanguage();
  return (
    <div className="addresses">
      <h3>{text.links}</h3>
      {[[text.viewerPage, item.viewer] as const, [text.manifest, item.manifest] as const].map(
        ([name, url]) => (
          <div key={name} className="copy-row">
            <a href={url} target="_blank" rel="noreferrer">
              {name}
            </a>
            <CopyButton value={url} what={name} />
          </div>
        ),
      )}
    </div>
  );
}

function Revisions({ item }: { readonly item: ItemView }) {
  const { text } = useLanguage();
  if (item.revisions.length === 0) return null;
  return (
    <details>
      <summary>{text.revisions}</summary>
      <RevisionList revisions={item.revisions} />
    </details>
  );
}
