import type { ReactNode } from 'react';
import type { StatisticsView } from '../../model/statistics.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';

/** The numbers that people ask for first. */
export function Headline({ view }: { readonly view: StatisticsView }) {
  const { text: all, language } = useLanguage();
  const text = all.statistics;
  const say = (value: number) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
  const { backlog, perHour } = view;
  const waiting = backlog.toCheck + backlog.toCut;
  const hints = [
    ...(waiting > 0 ? [text.backlogHint(say(backlog.toCheck), say(backlog.toCut))] : []),
    ...(backlog.oldestAt === null ? [] : [text.oldest(formatTime(backlog.oldestAt, language))]),
  ];
  return (
    <dl className="statistics-headline">
      <Told name={text.received} value={say(view.received)} />
      <Told name={text.perHour} value={perHour === null ? '–' : say(perHour)} hint={text.perHourHint} />
      <Told name={text.ready} value={say(view.ready)} />
      <Told name={text.rejectedByRules} value={say(view.rejected)} />
      <Told name={text.rejectedByPeople} value={say(view.rejectedByPeople)} />
      <Told name={text.backlog} value={say(waiting)} hint={hints.join(', ')}>
        {backlog.failed > 0 && <p className="statistics-failed">{text.failed(say(backlog.failed))}</p>}
      </Told>
    </dl>
  );
}

interface ToldProps {
  readonly name: string;
  readonly value: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}

function Told({ name, value, hint = '', children }: ToldProps) {
  return (
    <div className="card">
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        {hint !== '' && <p className="hint">{hint}</p>}
        {children}
      </dd>
    </div>
  );
}
