import { useCallback, useState } from 'react';
import type { BatchView } from '../../model/batch.ts';
import { AboutPanel } from '../batches/about-panel.tsx';
import { batchApi } from '../batches/api.ts';
import { ArrivalBar } from '../batches/arrival-bar.tsx';
import { BatchBadge } from '../batches/batch-badge.tsx';
import { Contents } from '../batches/contents.tsx';
import { Filling } from '../batches/filling.tsx';
import { objectionsTo } from '../batches/objections.ts';
import { ReportPanel } from '../batches/report-panel.tsx';
import { VerdictPanel } from '../batches/verdict-panel.tsx';
import { useText } from '../language/language.tsx';
import { Offline } from '../parts/offline.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useTick } from '../parts/use-tick.ts';
import { Waiting } from '../parts/waiting.tsx';
import { Link, useTitle } from '../router.tsx';
import { SamplesPanel } from '../samples/samples-panel.tsx';
import { useSamples } from '../samples/use-samples.ts';
import { useMay } from '../session.tsx';
import { NotFound } from './not-found.tsx';

/** One delivery: what of it has come, what is wrong with it, and what is decided of it. */
export function BatchScreen({ id }: { readonly id: string }) {
  const { tick: told, isConnected } = useTick({ batch: id });
  const [own, setOwn] = useState(0);
  const look = useCallback(() => setOwn((known) => known + 1), []);
  const tick = told + own;
  const ask = useCallback((signal: AbortSignal) => batchApi.one(id, signal), [id]);
  const { value: batch, error } = useAnswer(ask, tick);
  useTitle(batch?.code ?? '');
  if (batch === undefined) {
    if (error?.status === 404) return <NotFound />;
    return error === undefined ? <Waiting /> : <Problem error={error} />;
  }
  return (
    <>
      <BatchHead batch={batch} look={look} />
      <Offline isConnected={isConnected && error?.status !== 0} />
      {batch.list === null ? <NoList batch={batch} /> : <Delivery batch={batch} tick={tick} look={look} />}
    </>
  );
}

interface BatchHeadProps {
  readonly batch: BatchView;
  readonly look: () => void;
}

function BatchHead({ batch, look }: BatchHeadProps) {
  const text = useText().batches;
  const { list } = batch;
  return (
    <header className="batch-head">
      <p className="item-head-reference">
        {batch.supplier !== '' && <bdi>{batch.supplier} · </bdi>}
        {text.kinds[batch.kind]}
      </p>
      <h1>
        <bdi>{batch.code}</bdi>
      </h1>
      <p className="item-head-state">
        <BatchBadge batch={batch} />
        {list !== null && <ArrivalBar counts={batch.counts} />}
      </p>
      <Filling batch={batch} changed={look} />
    </header>
  );
}

function NoList({ batch }: { readonly batch: BatchView }) {
  const text = useText().batches;
  const mayGive = useMay('curator');
  return (
    <section className="empty">
      <h2>{text.noList}</h2>
      <p>{text.noListLead}</p>
      {mayGive && (
        <Link to={`/batches/${batch.id}/list`} className="button primary">
          {text.giveList}
        </Link>
      )}
    </section>
  );
}

interface DeliveryProps {
  readonly batch: BatchView;
  readonly tick: number;
  readonly look: () => void;
}

function Delivery({ batch, tick, look }: DeliveryProps) {
  const mayDecide = useMay('curator');
  const answer = useSamples(batch.id, tick);
  const isOpen = batch.state === 'open' || batch.state === 'returned';
  return (
    <div className="item-columns batch-columns">
      <div className="item-main">
        <Contents batch={batch} tick={tick} changed={mayDecide && isOpen ? look : undefined} />
      </div>
      <div className="item-side">
        <VerdictPanel
          batch={batch}
          objections={objectionsTo(batch, answer.samples ?? [])}
          mayDecide={mayDecide}
          changed={look}
        />
        <SamplesPanel batchId={batch.id} answer={answer} mayDecide={mayDecide && isOpen} changed={look} />
        <ReportPanel batchId={batch.id} />
        <AboutPanel batch={batch} mayChange={mayDecide} />
      </div>
    </div>
  );
}
