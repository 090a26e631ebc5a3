import { useEffect, useState } from 'react';
import type { DownloadsView, RenderingKind } from '../../model/rendering.ts';
import type { ItemView } from '../../model/views.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { useMay } from '../session.tsx';
import { downloadsApi } from './downloads-api.ts';
import { DownloadRow } from './downloads-row.tsx';
import type { LiveItem } from './use-item.ts';

/** What readers can take away: what there is, how far it is, and which kinds the next revision offers. */
export function DownloadsPanel({ item, live }: { readonly item: ItemView; readonly live: LiveItem }) {
  const text = useText().downloads;
  const mayChange = useMay('curator');
  const { ask, error, isBusy } = useAsking();
  const [view, setView] = useState<DownloadsView>();
  // Whatever changed, the item is another object: the files are asked for again.
  useEffect(() => {
    let isLate = false;
    downloadsApi.view(item.id).then(
      (next) => {
        if (!isLate) setView(next);
      },
      () => undefined,
    );
    return () => {
      isLate = true;
    };
  }, [item]);
  if (view === undefined) return null;
  const change = (work: Promise<DownloadsView>) => void ask(async () => setView(await work));
  return (
    <section className="card downloads" aria-labelledby="downloads-title">
      <h2 id="downloads-title">{text.title}</h2>
      {view.revision === null ? (
        <p className="hint">{text.notPublished}</p>
      ) : (
        <ul className="download-rows">
          {view.downloads.map((download) => (
            <DownloadRow
              key={download.kind}
              download={download}
              making={live.making}
              make={
                mayChange && !isBusy ? () => change(downloadsApi.make(item.id, download.kind)) : undefined
              }
            />
          ))}
        </ul>
      )}
      <Problem error={error} />
      <Choice
        view={view}
        kindOfItem={item.kind}
        choose={mayChange ? (kinds) => change(downloadsApi.choose(item.id, kinds)) : undefined}
      />
    </section>
  );
}

interface ChoiceProps {
  readonly view: DownloadsView;
  readonly kindOfItem: ItemView['kind'];
  /** undefined where this is not theirs to change. */
  readonly choose: ((kinds: readonly RenderingKind[] | null) => void) | undefined;
}

/** Which kinds the next revision offers. */
function Choice({ view, kindOfItem, choose }: ChoiceProps) {
  const { downloads: text, kinds: kindNames } = useText();
  const chosen = view.downloads.filter(({ isChosen }) => isChosen).map(({ kind }) => kind);
  const isNewsworthy =
    view.revision !== null && view.downloads.some(({ isChosen, isOffered }) => isChosen !== isOffered);
  const toggle = (kind: RenderingKind) =>
    choose?.(chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind]);
  return (
    <fieldset className="download-choice" disabled={choose === undefined}>
      <legend>{text.offer}</legend>
      {view.downloads.map(({ kind, isChosen }) => (
        <label key={kind}>
          <input type="checkbox" checked={isChosen} onChange={() => toggle(kind)} />
          {text.kinds[kind]}
        </label>
      ))}
      {view.isUsual ? (
        <p className="hint">{text.isUsual(kindNames[kindOfItem])}</p>
      ) : (
        <button type="button" className="small quiet" onClick={() => choose?.(null)}>
          {text.asUsual(kindNames[kindOfItem])}
        </button>
      )}
      {isNewsworthy && <p className="hint">{text.fromNextRevision}</p>}
    </fieldset>
  );
}
