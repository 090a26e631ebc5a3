import type { StripEntry } from '../../model/copy-stand.ts';
import { useLanguage } from '../language/language.tsx';
import { verdictOf } from './entries.ts';

const SIGNS = { good: '✔', bad: '✖', wait: '…' } as const;

/** The newest scan, as large as can be read from where the camera stands: good, or what is wrong and what to do. */
export function NewestVerdict({ entry }: { readonly entry: StripEntry | undefined }) {
  const { language, text } = useLanguage();
  if (entry === undefined)
    return (
      <div className="stand-verdict stand-wait">
        <p className="stand-verdict-words">{text.stand.waitingForScans}</p>
      </div>
    );
  const verdict = verdictOf(entry);
  const isWarned = isGoodBut(entry);
  return (
    <div
      className={`stand-verdict stand-${verdict}${isWarned ? ' is-warned' : ''}`}
      role={verdict === 'bad' ? 'alert' : 'status'}
      data-verdict={entry.id}
    >
      <span className="stand-sign" aria-hidden="true">
        {SIGNS[verdict]}
      </span>
      <div>
        <p className="stand-verdict-words">
          {text.stand.words[isWarned ? 'goodBut' : verdict]} · <bdi>{entry.name}</bdi>
        </p>
        {/* The worst of them; the strip has them all. */}
        {entry.sentences.slice(0, 1).map((message) => (
          <p key={message.en} className="stand-sentence">
            {message[language]}
          </p>
        ))}
      </div>
    </div>
  );
}

/** Whether it passes, and somebody should look at it all the same. */
export function isGoodBut(entry: StripEntry): boolean {
  return verdictOf(entry) === 'good' && entry.sentences.length > 0;
}

/** A sign for a scan, beside its colour. */
export function signOf(entry: StripEntry): string {
  return SIGNS[verdictOf(entry)];
}
