import type { StatisticsView } from '../../model/statistics.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { navigate, useSearch, useTitle } from '../router.tsx';
import { Reasons, Rules } from '../statistics/causes.tsx';
import { Headline } from '../statistics/headline.tsx';
import { Arrivals, Rejections } from '../statistics/over-time.tsx';
import { RANGES, type RangeName, rangeOf } from '../statistics/range.ts';
import { HowLong, Senders } from '../statistics/senders.tsx';
import { useStatistics } from '../statistics/use-statistics.ts';

/** How much came in, what was rejected and why, how long it took, and what waits. */
export function StatisticsScreen() {
  const text = useText().statistics;
  const range = rangeOf(useSearch().get('range'), new Date());
  const { value, error, isOld } = useStatistics(range);
  useTitle(text.title);
  const fileOf = (part: string) => `${part}-${range.from}-${range.to}.csv`;
  return (
    <>
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      <RangeChoice chosen={range.name} />
      <Problem error={error} />
      {value === undefined && error === undefined && <Waiting />}
      {value !== undefined && (
        <div className="statistics" aria-busy={isOld}>
          <Headline view={value} />
          {isNothing(value) ? <Nothing /> : <Figures view={value} fileOf={fileOf} />}
        </div>
      )}
    </>
  );
}

function isNothing({ received, rejectedByPeople }: StatisticsView): boolean {
  return received === 0 && rejectedByPeople === 0;
}

function Nothing() {
  const text = useText().statistics;
  return (
    <section className="empty">
      <h2>{text.nothing}</h2>
      <p>{text.nothingLead}</p>
    </section>
  );
}

interface FiguresProps {
  readonly view: StatisticsView;
  readonly fileOf: (part: string) => string;
}

function Figures({ view, fileOf }: FiguresProps) {
  return (
    <div className="statistics-figures">
      <Arrivals view={view} fileOf={fileOf} />
      <Rejections view={view} fileOf={fileOf} />
      <Reasons view={view} fileOf={fileOf} />
      <Rules view={view} fileOf={fileOf} />
      <Senders view={view} fileOf={fileOf} />
      <HowLong view={view} fileOf={fileOf} />
    </div>
  );
}

function RangeChoice({ chosen }: { readonly chosen: RangeName }) {
  const text = useText().statistics;
  return (
    <fieldset className="filters statistics-range" aria-label={text.range}>
      {(Object.keys(RANGES) as RangeName[]).map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === chosen}
          onClick={() => navigate(`/statistics?range=${name}`, { replace: true })}
        >
          {text.ranges[name]}
        </button>
      ))}
    </fieldset>
  );
}
