import type { StatisticsView } from '../../model/statistics.ts';
import { formatDuration } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Figure } from './figure.tsx';
import { RowChart } from './row-chart.tsx';

interface SendersProps {
  readonly view: StatisticsView;
  readonly fileOf: (part: string) => string;
}

/** Who sent how much, and how much of it was rejected. */
export function Senders({ view, fileOf }: SendersProps) {
  const { text: all, language } = useLanguage();
  const text = all.statistics;
  const format = new Intl.NumberFormat(language);
  const { senders } = view;
  return (
    <Figure
      title={text.senders}
      file={fileOf('senders')}
      nothing={text.noSenders}
      table={{
        head: [text.sender, text.kind, text.received, text.rejectedByRules],
        rows: senders.map(({ name, kind, received, rejected }) => [
          ...[name, text.kinds[kind]],
          ...[received, rejected],
        ]),
      }}
    >
      <RowChart
        label={text.senders}
        rows={senders.map(({ id, name, received, rejected }) => ({
          ...{ key: id, name, whole: received, part: rejected },
          words: text.rejectedOf(format.format(rejected), format.format(received)),
        }))}
      />
    </Figure>
  );
}

/** How long scans waited: a table alone, for four numbers are no picture. */
export function HowLong({ view, fileOf }: SendersProps) {
  const { text: all } = useLanguage();
  const text = all.statistics;
  const said = (durationMs: number | null) => (durationMs === null ? '–' : formatDuration(durationMs, all));
  const { toVerdict, toReady } = view.waiting;
  const stages = [
    [text.toVerdict, toVerdict],
    [text.toReady, toReady],
  ] as const;
  const rows = stages.map(([name, { count, medianMs, p95Ms, longestMs }]) => [
    ...[name, count],
    ...[said(medianMs), said(p95Ms), said(longestMs)],
  ]);
  return (
    <Figure
      title={text.waiting}
      file={fileOf('waiting')}
      nothing={text.noWaiting}
      table={{
        head: [text.stage, text.scans, text.median, text.p95, text.longest],
        rows: toVerdict.count === 0 ? [] : rows,
      }}
    />
  );
}
