import { useEffect, useState } from 'react';
import type { DownloadView, MakingEvent, RenderingView } from '../../model/rendering.ts';
import { formatDuration, formatSize } from '../language/format.ts';
import { useLanguage, useText } from '../language/language.tsx';
import { CopyButton } from '../parts/copy-button.tsx';

interface DownloadRowProps {
  readonly download: DownloadView;
  /** What was told last of a file that is being made, this or another. */
  readonly making: MakingEvent | undefined;
  /** Has it made, now or again; undefined where that is not theirs to ask, or asked already. */
  readonly make: (() => void) | undefined;
}

/** One file to take away: how it stands, and what can be done about that. */
export function DownloadRow({ download, making, make }: DownloadRowProps) {
  const text = useText().downloads;
  const { kind, rendering } = download;
  const name = text.kinds[kind];
  return (
    <li className="download" data-kind={kind} data-state={rendering?.state ?? 'none'}>
      <h3>{name}</h3>
      {rendering === null ? (
        <>
          <p className="hint">{text.never}</p>
          <Make words={text.makeNow} what={name} make={make} />
        </>
      ) : (
        <Standing download={download} rendering={toldLast(rendering, making)} make={make} />
      )}
    </li>
  );
}

/** What was told while it is made is newer than what was asked for. */
function toldLast(rendering: RenderingView, making: MakingEvent | undefined): RenderingView {
  const isOfThis = making !== undefined && making.id === rendering.id && making.attempt === rendering.attempt;
  if (!isOfThis || (rendering.state !== 'due' && rendering.state !== 'making')) return rendering;
  if (making.pagesDone < rendering.pagesDone) return rendering;
  const { pagesDone, pagesTotal, expectedAt } = making;
  return { ...rendering, state: 'making', pagesDone, pagesTotal, expectedAt };
}

interface StandingProps {
  readonly download: DownloadView;
  readonly rendering: RenderingView;
  readonly make: (() => void) | undefined;
}

function Standing({ download, rendering, make }: StandingProps) {
  const text = useText().downloads;
  const name = text.kinds[download.kind];
  if (rendering.state === 'ready') return <Ready download={download} rendering={rendering} />;
  if (rendering.state === 'making') return <Making name={name} rendering={rendering} />;
  if (rendering.state === 'due') return <p role="status">{text.waits(rendering.before ?? 0)}</p>;
  return (
    <>
      <p className="bad">{text.failed(rendering.failure ?? '')}</p>
      <Make words={text.again} what={name} make={make} />
    </>
  );
}

function Ready({ download, rendering }: Omit<StandingProps, 'make'>) {
  const { text, language } = useLanguage();
  const { downloads: words } = text;
  const name = words.kinds[download.kind];
  const size = formatSize(rendering.sizeBytes ?? 0, language);
  return (
    <>
      <div className="copy-row">
        <a href={download.url} target="_blank" rel="noreferrer">
          {words.open(size)}
        </a>
        <CopyButton value={download.url} what={name} />
      </div>
      {!download.isOffered && <p className="hint">{words.notNamed}</p>}
    </>
  );
}

function Making({ name, rendering }: { readonly name: string; readonly rendering: RenderingView }) {
  const text = useText();
  const { pagesDone, pagesTotal, expectedAt } = rendering;
  const now = useNow();
  const page = text.downloads.page(pagesDone, pagesTotal);
  const left = expectedAt === null ? undefined : formatDuration(Math.max(0, expectedAt - now), text);
  return (
    <>
      <progress aria-label={name} value={pagesDone} max={Math.max(1, pagesTotal)} />
      <p className="hint">{left === undefined ? page : `${page}, ${text.timeLeft(left)}`}</p>
    </>
  );
}

interface MakeProps {
  readonly words: string;
  readonly what: string;
  readonly make: (() => void) | undefined;
}

function Make({ words, what, make }: MakeProps) {
  if (make === undefined) return null;
  return (
    <button type="button" className="small" aria-label={`${words}: ${what}`} onClick={make}>
      {words}
    </button>
  );
}

/** The time, once a second. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}
