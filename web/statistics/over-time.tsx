import type { StatisticsView } from '../../model/statistics.ts';
import { useLanguage } from '../language/language.tsx';
import { ColumnChart } from './column-chart.tsx';
import { Figure } from './figure.tsx';
import { Key } from './key.tsx';
import { LineChart } from './line-chart.tsx';
import { timeNamesOf } from './time-names.ts';

interface OverTimeProps {
  readonly view: StatisticsView;
  /** What the files are called that the numbers can be kept as. */
  readonly fileOf: (part: string) => string;
}

/** What both charts say of their hours or days. */
function useTimes(view: StatisticsView) {
  const { text: all, language } = useLanguage();
  const text = all.statistics;
  const { short, whole } = timeNamesOf(view, language);
  return {
    text,
    short,
    time: view.by === 'hour' ? text.hour : text.day,
    nameOf: (index: number) => whole[index] ?? '',
    labelOf: (title: string) => text.chartOf(title, whole[0] ?? '', whole.at(-1) ?? ''),
    format: new Intl.NumberFormat(language).format,
  };
}

/** What came, hour by hour or day by day. */
export function Arrivals({ view, fileOf }: OverTimeProps) {
  const { text, short, time, nameOf, labelOf, format } = useTimes(view);
  const { buckets, by } = view;
  const title = by === 'hour' ? text.byHour : text.byDay;
  return (
    <Figure
      title={title}
      file={fileOf('scans')}
      nothing={text.nothing}
      table={{
        head: [time, text.received, text.ready, text.rejectedByRules],
        rows: buckets.map((one, index) => [nameOf(index), one.received, one.ready, one.rejected]),
      }}
    >
      <ColumnChart
        label={labelOf(title)}
        columns={buckets.map(({ received, rejected }, index) => ({
          name: short[index] ?? '',
          whole: received,
          part: rejected,
          words: text.columnWords(nameOf(index), format(received), format(rejected)),
        }))}
      />
      <Key
        of={[
          ['statistics-good', text.received],
          ['statistics-bad', text.rejectedByRules],
        ]}
      />
    </Figure>
  );
}

/** What was rejected, by the rules and by people, hour by hour or day by day. */
export function Rejections({ view, fileOf }: OverTimeProps) {
  const { text, short, time, nameOf, labelOf } = useTimes(view);
  const { buckets } = view;
  return (
    <Figure
      title={text.rejects}
      file={fileOf('rejections')}
      nothing={text.nothing}
      table={{
        head: [time, text.rejectedByRules, text.rejectedByPeople],
        rows: buckets.map((one, index) => [nameOf(index), one.rejected, one.rejectedByPeople]),
      }}
    >
      <LineChart
        label={labelOf(text.rejects)}
        names={short}
        lines={[
          { className: 'statistics-line-rules', values: buckets.map(({ rejected }) => rejected) },
          { className: 'statistics-line-people', values: buckets.map((one) => one.rejectedByPeople) },
        ]}
      />
      <Key
        of={[
          ['statistics-line-rules', text.rejectedByRules],
          ['statistics-line-people', text.rejectedByPeople],
        ]}
      />
    </Figure>
  );
}
