import { useState } from 'react';
import type { SampleView } from '../../model/sample.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage, useMessage } from '../language/language.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { sampleApi } from './api.ts';
import { DrawnItems } from './drawn-items.tsx';

interface SampleCardProps {
  readonly sample: SampleView;
  readonly mayDecide: boolean;
  readonly changed: () => void;
}

/** One sample: how it was drawn, how far it is looked at, and what it says in words. */
export function SampleCard({ sample, mayDecide, changed }: SampleCardProps) {
  const { text: all, language } = useLanguage();
  const text = all.samples;
  const message = useMessage();
  const { counts, outcome, items } = sample;
  const number = (value: number) => new Intl.NumberFormat(language).format(value);
  return (
    <article className="sample">
      <h3>{text.drawnAs(number(sample.percent), number(sample.perMille))}</h3>
      <p className="hint">
        {text.drawnOf(items.length, sample.of.items, counts.files, sample.of.files)}
        {' · '}
        {text.by(sample.drawnBy, formatTime(sample.drawnAt, language))}
      </p>
      <div className="copy-row">
        <span className="sample-seed">
          {text.seedIs} <code>{sample.seed}</code>
        </span>
        <CopyButton value={sample.seed} what={text.seed} />
      </div>
      <progress aria-label={text.title} value={counts.looked} max={Math.max(1, counts.files)} />
      <p className="count">{text.looked(counts.looked, counts.files)}</p>
      <p className={`sample-outcome sample-${outcome.verdict ?? 'open'}`} role="status">
        {message(outcome.arithmetic)}
      </p>
      <DrawnItems items={items} batchId={sample.batchId} />
      <Settlement sample={sample} mayDecide={mayDecide} changed={changed} />
    </article>
  );
}

function Settlement({ sample, mayDecide, changed }: SampleCardProps) {
  const { text: all, language } = useLanguage();
  const text = all.samples;
  const message = useMessage();
  const [isOpen, setOpen] = useState(false);
  const { settledAt, settledBy, outcome } = sample;
  if (settledAt !== null)
    return <p className="hint">{text.settledOn(settledBy ?? '', formatTime(settledAt, language))}</p>;
  if (!mayDecide) return null;
  return (
    <>
      <button
        type="button"
        className="wide"
        disabled={outcome.verdict === null}
        onClick={() => setOpen(true)}
      >
        {text.settle} …
      </button>
      {outcome.verdict === null && <p className="hint">{text.notYet}</p>}
      {isOpen && (
        <Confirm
          title={text.settle}
          action={text.settle}
          confirm={async () => {
            await sampleApi.settle(sample.id);
            changed();
          }}
          close={() => setOpen(false)}
        >
          <p>{message(outcome.arithmetic)}</p>
          <p>{text.settleLead}</p>
        </Confirm>
      )}
    </>
  );
}
