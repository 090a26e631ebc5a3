import type { LanguageMap } from '../../model/language.ts';
import { useLanguage } from '../language/language.tsx';
import { InLanguage } from '../parts/in-language.tsx';
import type { Preview } from './use-preview.ts';

/** More than anybody reads; the number of all is said. */
const MOST_SHOWN = 200;

/** What changes, page by page: the label that it has struck through, and the one that it gets. */
export function PreviewList({ preview }: { readonly preview: Preview }) {
  const { text, language } = useLanguage();
  const { labels } = text;
  if ('fault' in preview) return <p className="problem">{preview.fault[language]}</p>;
  const { changes } = preview;
  const standing = changes.filter(({ side }) => Object.keys(side.label).length > 0).length;
  const more = changes.length - MOST_SHOWN;
  return (
    <section aria-label={labels.preview}>
      <p role="status">{changes.length === 0 ? labels.noChange : labels.changes(changes.length, standing)}</p>
      <ol className="labels-changes">
        {changes.slice(0, MOST_SHOWN).map(({ side, place, label }) => (
          <li key={side.id}>
            <span className="count">{place}</span>
            {Object.keys(side.label).length > 0 && (
              <del>
                <InLanguage map={side.label} />
              </del>
            )}
            <ins>{isEmpty(label) ? labels.noLabel : <InLanguage map={label} />}</ins>
          </li>
        ))}
      </ol>
      {more > 0 && <p className="hint">{labels.more(more)}</p>}
    </section>
  );
}

function isEmpty(map: LanguageMap): boolean {
  return Object.keys(map).length === 0;
}
