import { type FormEvent, useState } from 'react';
import type { StandSearch } from '../../model/copy-stand.ts';
import type { RescanView } from '../../model/rescan.ts';
import { api } from '../api.ts';
import { useText } from '../language/language.tsx';
import { InLanguage } from '../parts/in-language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { standApi } from './api.ts';
import { ItemCard } from './item-card.tsx';

/** What was scanned or typed, and what it turned out to be. */
export interface Found extends StandSearch {
  readonly reference: string;
}

interface FoundPanelProps {
  readonly found: Found;
  readonly rescans: readonly RescanView[];
  /** Makes it the item on the stand. */
  readonly start: (itemId: string) => Promise<void>;
  readonly find: (reference: string) => void;
  readonly close: () => void;
}

/** An item that was found: one key starts it. One that was not: look again, or register it. */
export function FoundPanel({ found, rescans, start, find, close }: FoundPanelProps) {
  const { stand: text } = useText();
  const { ask, isBusy, error } = useAsking();
  const { card } = found;
  if (card === null) return <Unknown found={found} start={start} find={find} close={close} />;
  return (
    <ItemCard card={card} rescans={rescans}>
      <Problem error={error} />
      <div className="actions">
        <button
          key={card.id}
          type="button"
          className="stand-large primary"
          // biome-ignore lint/a11y/noAutofocus: the scanner's Enter has just found it, the next one starts it.
          autoFocus
          disabled={isBusy}
          onClick={() => void ask(() => start(card.id))}
        >
          {text.start}
        </button>
        <button type="button" className="stand-large quiet" onClick={close}>
          {text.notThis}
        </button>
      </div>
    </ItemCard>
  );
}

function Unknown({ found, start, find, close }: Omit<FoundPanelProps, 'rescans'>) {
  const { stand: text } = useText();
  const { reference, similar } = found;
  const { ask, isBusy, error } = useAsking();
  const [count, setCount] = useState('');
  async function register(): Promise<void> {
    const { id } = await api.addItem({ reference, kind: 'manuscript' });
    if (count !== '') await standApi.count(id, Number(count));
    await start(id);
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    void ask(register);
  }
  return (
    <section className="stand-card">
      <h1>{text.notKnown(reference)}</h1>
      <p>{text.notKnownLead}</p>
      <form onSubmit={submit} className="stand-count">
        <label>
          {text.expectedCount}
          <input
            // biome-ignore lint/a11y/noAutofocus: the number and Enter are all that is wanted.
            autoFocus
            type="number"
            min={1}
            max={100_000}
            value={count}
            onChange={(event) => setCount(event.target.value)}
          />
        </label>
        <button type="submit" className="stand-large primary" disabled={isBusy}>
          {text.register(reference)}
        </button>
        <button type="button" className="stand-large quiet" onClick={close}>
          {text.notThis}
        </button>
      </form>
      <Problem error={error} />
      {similar.length > 0 && (
        <div className="stand-similar">
          <h2>{text.similar}</h2>
          {similar.map((one) => (
            <button key={one.id} type="button" onClick={() => find(one.reference)}>
              <bdi>{one.reference}</bdi> <InLanguage map={one.label} />
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
