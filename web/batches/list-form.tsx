import { useEffect, useState } from 'react';
import type { BatchMapping, BatchView, ListMapping } from '../../model/batch.ts';
import type { ListPreview } from '../../model/list-preview.ts';
import { useText } from '../language/language.tsx';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { type Asking, useAsking } from '../parts/use-asking.ts';
import { Link, navigate } from '../router.tsx';
import { batchApi, type WantedList } from './api.ts';
import { ChooseList } from './choose-list.tsx';
import type { ChosenList } from './chosen-list.ts';
import { guessMapping, wholeMapping } from './guess-mapping.ts';
import { ListPreviewCard } from './list-preview.tsx';
import { MappingForm } from './mapping-form.tsx';

/** Gives a delivery its list: choose it, say how it is to be read, see what would happen, and only then apply it. */
export function ListForm({ batch }: { readonly batch: BatchView }) {
  const text = useText().batches;
  const asking = useAsking();
  const form = useListForm(batch, asking);
  const { chosen, wanted, preview } = form;
  return (
    <>
      <section className="card">
        <ChooseList kind={batch.kind} chosen={chosen} choose={form.choose} />
        {chosen !== undefined && batch.kind === 'table' && (
          <MappingForm
            head={chosen.head}
            remembered={form.remembered}
            draft={form.draft}
            change={(draft) => form.read({ draft })}
            keepAs={form.keepAs}
            changeKeepAs={form.setKeepAs}
          />
        )}
        {batch.kind === 'names' && (
          <TextField
            label={text.pattern}
            hint={text.patternHint}
            maxLength={200}
            spellCheck={false}
            value={form.pattern}
            change={(pattern) => form.read({ pattern })}
          />
        )}
        <Problem error={asking.error} />
        {chosen !== undefined && preview === undefined && (
          <div className="actions">
            <button
              type="button"
              className="primary"
              disabled={asking.isBusy || wanted === undefined}
              onClick={form.look}
            >
              {text.preview}
            </button>
          </div>
        )}
      </section>
      {preview !== undefined && <ListPreviewCard preview={preview} />}
      <div className="actions">
        {preview?.isReadable && preview.items.made + preview.items.matched > 0 && (
          <button type="button" className="primary" disabled={asking.isBusy} onClick={form.apply}>
            {text.apply}
          </button>
        )}
        <Link to={`/batches/${batch.id}`} className="button quiet">
          {text.toBatch}
        </Link>
      </div>
    </>
  );
}

/** What somebody says of how a list is to be read. */
interface Reading {
  readonly draft: Partial<ListMapping>;
  readonly pattern: string;
}

const UNREAD: Reading = Object.freeze({ draft: {}, pattern: '' });

function useListForm(batch: BatchView, { ask }: Asking) {
  const { id, kind } = batch;
  const remembered = useRemembered(kind);
  const [chosen, setChosen] = useState<ChosenList>();
  const [reading, setReading] = useState(() => ({ ...UNREAD, ...readBefore(batch) }));
  const [keepAs, setKeepAs] = useState('');
  const [preview, setPreview] = useState<ListPreview>();
  const wanted = chosen && wantedOf(kind, chosen, reading);
  const lookAt = (list: WantedList) => ask(async () => setPreview(await batchApi.preview(id, list)));

  function read(next: Partial<Reading>): void {
    setReading((known) => ({ ...known, ...next }));
    setPreview(undefined);
  }
  function choose(list: ChosenList): void {
    setChosen(list);
    read({ draft: guessMapping(list.head.columns, [...asBefore(batch), ...remembered]) });
    // The IISH's table says itself what its columns are.
    if (kind === 'concordance') void lookAt(list);
  }
  function apply(): void {
    if (wanted === undefined) return;
    void ask(async () => {
      if (keepAs.trim() !== '' && wanted.mapping) await batchApi.remember(keepAs.trim(), wanted.mapping);
      await batchApi.apply(id, wanted, batch.list?.sha256 ?? 'none');
      navigate(`/batches/${id}`, { replace: true });
    });
  }
  const look = () => wanted !== undefined && void lookAt(wanted);
  return { remembered, chosen, choose, ...reading, read, keepAs, setKeepAs, wanted, preview, look, apply };
}

/** How the list was read that the delivery has now: what replaces it is most likely of the same kind. */
function readBefore({ list }: BatchView): Partial<Reading> {
  return list?.reading.kind === 'names' ? { pattern: list.reading.pattern } : {};
}

function asBefore({ list }: BatchView): readonly BatchMapping[] {
  return list?.reading.kind === 'table' ? [{ id: '', name: list.name, mapping: list.reading.mapping }] : [];
}

/** The mappings that were kept. Without them one maps anew; nothing else depends on them. */
function useRemembered(kind: BatchView['kind']): readonly BatchMapping[] {
  const [remembered, setRemembered] = useState<readonly BatchMapping[]>([]);
  useEffect(() => {
    if (kind !== 'table') return;
    batchApi.mappings().then(
      ({ mappings }) => setRemembered(mappings),
      () => {},
    );
  }, [kind]);
  return remembered;
}

/** What is sent; undefined as long as it is not said how it is to be read. */
function wantedOf(
  kind: BatchView['kind'],
  { name, body }: ChosenList,
  { draft, pattern }: Reading,
): WantedList | undefined {
  if (kind === 'concordance') return { name, body };
  if (kind === 'names') return { name, body, ...(pattern.trim() !== '' && { pattern: pattern.trim() }) };
  const mapping = wholeMapping(draft);
  return mapping && { name, body, mapping };
}
