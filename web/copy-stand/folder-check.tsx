import { useRef } from 'react';
import { hourOf } from '../language/format.ts';
import { useLanguage, useText } from '../language/language.tsx';
import type { ComparedFolder, Proof } from './compared.ts';
import type { Compared, Comparing } from './use-compared.ts';

const MOST_NAMED = 50;
const MOST_ABSENT = 10;

interface FolderCheckProps {
  readonly compared: Compared;
  readonly proof: Proof | undefined;
}

/** The cards that were compared with the archive, and what compares one more. */
export function FolderCheck({
  compared: { folders, comparing, compare, leaveOut },
  proof,
}: FolderCheckProps) {
  const { stand, compare: text } = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <section className="stand-compare">
      <h2>{stand.compare}</h2>
      <p>{stand.compareLead}</p>
      {folders.length > 0 && (
        <ul className="stand-cards">
          {folders.map((folder) => (
            <Card key={`${folder.name} ${folder.at}`} folder={folder} leaveOut={() => leaveOut(folder)} />
          ))}
        </ul>
      )}
      {folders.length > 0 && proof !== undefined && proof.absent.length > 0 && <Absent proof={proof} />}
      <button type="button" onClick={() => input.current?.click()}>
        {folders.length === 0 ? stand.chooseFolder : text.another}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        {...{ webkitdirectory: '' }}
        onChange={(event) => {
          compare(event.target.files ?? []);
          event.target.value = '';
        }}
      />
      <Underway comparing={comparing} />
    </section>
  );
}

function Card({ folder, leaveOut }: { readonly folder: ComparedFolder; readonly leaveOut: () => void }) {
  const { language, text } = useLanguage();
  const { name, total, strangers, named, at } = folder;
  const more = strangers - Math.min(named.length, MOST_NAMED);
  return (
    <li className={strangers > 0 ? 'is-bad' : 'is-good'} role={strangers > 0 ? 'alert' : 'status'}>
      <div>
        <p>
          {strangers > 0 ? '✖' : '✔'}{' '}
          <strong>
            <bdi>{name === '' ? text.compare.unnamed : name}</bdi>
          </strong>{' '}
          · {text.compare.files(total)} · {hourOf(at, language)}
        </p>
        {strangers === 0 ? (
          <p>{text.stand.allKept(total)}</p>
        ) : (
          <>
            <p>
              <strong>
                {text.stand.notSafe}: {text.stand.notKept(strangers)}
              </strong>
            </p>
            <p>
              {named.slice(0, MOST_NAMED).join(', ')}
              {more > 0 && ` … +${more}`}
            </p>
            <p>{text.compare.sendThem}</p>
          </>
        )}
      </div>
      <button type="button" className="small quiet" onClick={leaveOut}>
        {text.compare.leaveOut}
      </button>
    </li>
  );
}

function Absent({ proof: { absent } }: { readonly proof: Proof }) {
  const { compare: text } = useText();
  const more = absent.length - MOST_ABSENT;
  return (
    <div className="stand-warning" role="status" data-absent={absent.length}>
      <p>
        <strong>{text.absent(absent.length)}</strong> {text.absentLead}
      </p>
      <p>
        {absent
          .slice(0, MOST_ABSENT)
          .map(({ name, reference }) => `${name} (${reference})`)
          .join(', ')}
        {more > 0 && ` … +${more}`}
      </p>
    </div>
  );
}

function Underway({ comparing }: { readonly comparing: Comparing }) {
  const { stand, compare: text } = useText();
  if (comparing.kind === 'busy')
    return <p role="status">{stand.comparing(comparing.done, comparing.total)}</p>;
  if (comparing.kind === 'failed') return <p className="problem">{stand.unreadable}</p>;
  if (comparing.kind === 'empty') return <p role="status">{stand.emptyFolder}</p>;
  return comparing.kind === 'put-away' ? <p className="problem">{text.putAway}</p> : null;
}
