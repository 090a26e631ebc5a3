import type { StripEntry } from '../../model/copy-stand.ts';
import type { WatchView } from '../../model/station-watch.ts';
import { useLanguage } from '../language/language.tsx';
import { verdictOf } from './entries.ts';
import { countFiles } from './held.ts';

const SIGNS = { good: '✔', bad: '✖', wait: '…' } as const;

interface NewestProps {
  readonly entry: StripEntry | undefined;
  /** The watched folders of the station. */
  readonly watches: readonly WatchView[];
}

/** The newest scan, as large as can be read from where the camera stands: good, or what is wrong and what to do. */
export function NewestVerdict({ entry, watches }: NewestProps) {
  const { language, text } = useLanguage();
  if (entry === undefined) return <NoneYet watches={watches} />;
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

/** Nothing has come in: is nothing made, is it on its way, or is it held back? */
function NoneYet({ watches }: Pick<NewestProps, 'watches'>) {
  const { text } = useLanguage();
  const { coming, held, needsPerson } = countFiles(watches);
  const words = coming > 0 ? text.watches.comingWords(coming) : text.stand.waitingForScans;
  return (
    <div className={`stand-verdict stand-${needsPerson ? 'bad' : 'wait'}`}>
      <span className="stand-sign" aria-hidden="true">
        {needsPerson ? '✖' : '…'}
      </span>
      <div>
        <p className="stand-verdict-words">{held > 0 ? text.watches.heldCount(held) : words}</p>
        {held > 0 && <p className="stand-sentence">{text.watches.why}</p>}
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
