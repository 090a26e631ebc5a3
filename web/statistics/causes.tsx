import { useEffect, useState } from 'react';
import type { Message } from '../../model/finding.ts';
import type { StatisticsView } from '../../model/statistics.ts';
import { request } from '../api.ts';
import { useLanguage, useMessage } from '../language/language.tsx';
import { Figure } from './figure.tsx';
import { RowChart } from './row-chart.tsx';

interface CausesProps {
  readonly view: StatisticsView;
  readonly fileOf: (part: string) => string;
}

/** Why people rejected pages. */
export function Reasons({ view, fileOf }: CausesProps) {
  const { text: all, language } = useLanguage();
  const text = all.statistics;
  const format = new Intl.NumberFormat(language);
  const known: Readonly<Record<string, string>> = all.table.reasons;
  const reasons = view.reasons.map(({ reason, count }) => ({
    reason,
    count,
    name: reason === '' ? text.noReason : (known[reason] ?? reason),
  }));
  return (
    <Figure
      title={text.reasons}
      file={fileOf('reasons')}
      nothing={text.noReasons}
      table={{
        head: [text.reason, text.rejectedByPeople],
        rows: reasons.map(({ name, count }) => [name, count]),
      }}
    >
      <RowChart
        label={text.reasons}
        rows={reasons.map(({ reason, name, count }) => ({
          ...{ key: reason, name, whole: count, part: count, words: format.format(count) },
        }))}
      />
    </Figure>
  );
}

/** On how many scans each rule had something to say. */
export function Rules({ view, fileOf }: CausesProps) {
  const { text: all, language } = useLanguage();
  const text = all.statistics;
  const format = new Intl.NumberFormat(language);
  const titles = useRuleTitles();
  const message = useMessage();
  const rules = view.rules.map((one) => {
    const title = titles.get(one.rule);
    return {
      ...one,
      name: title === undefined ? one.rule : message(title),
      said: text.severities[one.severity],
    };
  });
  return (
    <Figure
      title={text.rules}
      file={fileOf('checks')}
      nothing={text.noRules}
      table={{
        head: [text.rule, text.severity, text.scans],
        rows: rules.map(({ name, said, count }) => [name, said, count]),
      }}
    >
      <RowChart
        label={text.rules}
        rows={rules.map(({ rule, severity, name, said, count }) => ({
          ...{ key: `${rule} ${severity}`, name, whole: count, part: severity === 'error' ? count : 0 },
          words: `${format.format(count)} ${said}`,
        }))}
      />
    </Figure>
  );
}

/** What the rules are called in words; as long as that is not known they go by their names. */
function useRuleTitles(): ReadonlyMap<string, Message> {
  const [titles, setTitles] = useState<ReadonlyMap<string, Message>>(new Map());
  useEffect(() => {
    request<{ rules: { name: string; title: Message }[] }>('GET', '/api/rules').then(
      ({ rules }) => setTitles(new Map(rules.map(({ name, title }) => [name, title]))),
      () => undefined,
    );
  }, []);
  return titles;
}
