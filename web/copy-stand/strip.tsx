import type { StripEntry } from '../../model/copy-stand.ts';
import { useLanguage } from '../language/language.tsx';
import { Thumbnail } from '../parts/thumbnail.tsx';
import { verdictOf } from './entries.ts';
import { isGoodBut, signOf } from './verdict-of.tsx';

interface StripProps {
  readonly entries: readonly StripEntry[];
  readonly countAgain: (entry: StripEntry) => void;
}

/** What came in, the newest first: picture, name, ✔ or ✖, and the sentence. */
export function Strip({ entries, countAgain }: StripProps) {
  const { text } = useLanguage();
  return (
    <section className="stand-strip" aria-label={text.stand.strip}>
      <ol>
        {entries.map((entry) => (
          <StripLine key={entry.id} entry={entry} countAgain={() => countAgain(entry)} />
        ))}
      </ol>
    </section>
  );
}

function StripLine({ entry, countAgain }: { readonly entry: StripEntry; readonly countAgain: () => void }) {
  const { language, text } = useLanguage();
  const { name, version, state, isUndone, isLatest, picture, sentences } = entry;
  const isPast = isUndone || !isLatest;
  const words = isUndone
    ? text.stand.fates['taken-back']
    : isLatest
      ? text.stand.states[state]
      : text.stand.fates.replaced;
  return (
    <li
      className={`stand-line stand-${verdictOf(entry)}${isPast ? ' stand-past' : ''}${isGoodBut(entry) ? ' is-warned' : ''}`}
      data-entry={entry.id}
    >
      <Thumbnail url={picture} />
      <span className="stand-sign" aria-hidden="true">
        {isPast ? '–' : signOf(entry)}
      </span>
      <div className="stand-line-words">
        <p>
          <strong>
            <bdi>{name}</bdi>
          </strong>{' '}
          <span className="stand-state">
            {words}
            {version !== null && version > 1 && ` · ${text.stand.version(version)}`}
          </span>
        </p>
        {!isPast &&
          sentences.map((message) => (
            <p key={message.en} className="stand-line-sentence">
              {message[language]}
            </p>
          ))}
        {isUndone && (
          <button type="button" className="small" onClick={countAgain}>
            {text.stand.countAgain(name)}
          </button>
        )}
      </div>
    </li>
  );
}
