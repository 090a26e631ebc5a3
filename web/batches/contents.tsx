import type { BatchShow, BatchView } from '../../model/batch.ts';
import { useLanguage } from '../language/language.tsx';
import { navigate, useSearch } from '../router.tsx';
import { FileList } from './file-list.tsx';
import { FindingList } from './finding-list.tsx';
import { ObjectList } from './object-list.tsx';

/** What of a delivery is looked at. */
type View = 'objects' | BatchShow | 'findings';

interface ContentsProps {
  readonly batch: BatchView;
  readonly tick: number;
  /** Told what was put right; left out for who may not. */
  readonly changed: (() => void) | undefined;
}

/** What of a delivery came, and what did not. Each count is the way to what it counts; the address keeps which. */
export function Contents({ batch, tick, changed }: ContentsProps) {
  const { text: all, language } = useLanguage();
  const text = all.batches;
  const asked = useSearch().get('show') ?? '';
  const counts = countsOf(batch);
  const view = asked in counts ? (asked as View) : 'objects';
  const seen = nameOf(view, batch);
  const choose = (next: View) =>
    navigate(`/batches/${batch.id}${next === 'objects' ? '' : `?show=${next}`}`, { replace: true });
  return (
    <section className="card contents" aria-labelledby="contents-title">
      <h2 id="contents-title">{text.contents}</h2>
      <fieldset className="filters" aria-label={text.contents}>
        {(Object.entries(counts) as [View, number][]).map(([name, count]) => (
          <button
            key={name}
            type="button"
            className={count > 0 ? `show-${nameOf(name, batch)}` : undefined}
            aria-pressed={view === name}
            onClick={() => choose(name)}
          >
            {text.shows[nameOf(name, batch)]}{' '}
            <span className="filter-count">{count.toLocaleString(language)}</span>
          </button>
        ))}
      </fieldset>
      {text.showLeads[seen] !== '' && <p className="hint">{text.showLeads[seen]}</p>}
      <Shown key={view} view={view} batch={batch} tick={tick} changed={changed} />
    </section>
  );
}

/** What is missing may still be on its way. */
function nameOf(view: View, { isAwaited }: BatchView): View | 'awaited' {
  return view === 'missing' && isAwaited ? 'awaited' : view;
}

function countsOf({ counts, objects }: BatchView): Readonly<Record<View, number>> {
  const { arrived, missing, misnamed, double, unexpected, aside, findings } = counts;
  const all = findings.error + findings.warning;
  return { objects: objects.length, arrived, missing, misnamed, double, unexpected, aside, findings: all };
}

function Shown({ view, batch, tick, changed }: ContentsProps & { readonly view: View }) {
  if (view === 'objects') return <ObjectList batch={batch} />;
  if (view === 'findings') return <FindingList batchId={batch.id} tick={tick} />;
  return <FileList batchId={batch.id} show={view} tick={tick} changed={changed} />;
}
