import type {
  SenderCount,
  StatisticsBucket,
  StatisticsStep,
  StatisticsView,
} from '../../model/statistics.ts';
import { agentNames } from '../../storage/records/agents.ts';
import type { Records, Rows } from '../../storage/records/records.ts';
import {
  arrivalsByQuarter,
  arrivalsBySender,
  findingsByRule,
  openSteps,
  QUARTER_MS,
  rejectionsByQuarter,
  type Span,
  secondsUntil,
  stationNames,
} from '../../storage/records/statistics.ts';
import { type Bucket, daysOf, hoursOf, type Zone } from './calendar.ts';
import { waitingOf } from './percentiles.ts';

/** What statistics are asked of. */
export interface StatisticsQuery {
  /** Dates, both included: `2026-11-21`. */
  readonly from: string;
  readonly to: string;
  readonly zone: Zone;
  /** What the zone was called. */
  readonly zoneName: string;
  readonly by: StatisticsStep;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What came in and what became of it. All of one moment. */
export async function buildStatistics(records: Records, query: StatisticsQuery): Promise<StatisticsView> {
  const all = daysOf(query.zone, query);
  const span = { from: all[0]?.at ?? 0, until: all.at(-1)?.until ?? 0 };
  // What has not begun is not nothing: a chart would draw it as a standstill.
  const hasBegun = ({ at }: Bucket): boolean => at <= query.now;
  const [days, hours] = [all.filter(hasBegun), hoursOf(all).filter(hasBegun)];
  return records.read(async (rows) => {
    const arrivals = await arrivalsByQuarter(rows, span);
    const rejections = await rejectionsByQuarter(rows, span);
    const found = { arrivals, rejections };
    const buckets = countIn(query.by === 'hour' ? hours : days, found);
    const total = (name: 'received' | 'rejected' | 'ready' | 'rejectedByPeople') =>
      buckets.reduce((sum, bucket) => sum + bucket[name], 0);
    const received = total('received');
    const busyHours = countIn(hours, found).filter((hour) => hour.received > 0).length;
    return {
      ...{ from: span.from, until: span.until, zone: query.zoneName, by: query.by, buckets, received },
      ...{ rejected: total('rejected'), ready: total('ready'), rejectedByPeople: total('rejectedByPeople') },
      perHour: busyHours === 0 ? null : received / busyHours,
      reasons: reasonsOf(rejections),
      rules: (await findingsByRule(rows, span)).toSorted(
        (one, other) => other.count - one.count || one.rule.localeCompare(other.rule),
      ),
      senders: await sendersOf(rows, span),
      waiting: {
        toVerdict: waitingOf(await secondsUntil(rows, 'verdict', span)),
        toReady: waitingOf(await secondsUntil(rows, 'ready', span)),
      },
      backlog: await backlogOf(rows),
    };
  });
}

interface Found {
  readonly arrivals: Awaited<ReturnType<typeof arrivalsByQuarter>>;
  readonly rejections: Awaited<ReturnType<typeof rejectionsByQuarter>>;
}

/** Puts quarters of hours into buckets; both begin and end together. */
function countIn(buckets: readonly Bucket[], { arrivals, rejections }: Found): StatisticsBucket[] {
  const counts = buckets.map((bucket) => ({
    ...bucket,
    ...{ received: 0, rejected: 0, ready: 0, rejectedByPeople: 0 },
  }));
  for (const { quarter, state, count } of arrivals) {
    const bucket = findBucket(counts, quarter * QUARTER_MS);
    if (bucket === undefined) continue;
    bucket.received += count;
    if (state === 'rejected' || state === 'ready') bucket[state] += count;
  }
  for (const { quarter, count } of rejections) {
    const bucket = findBucket(counts, quarter * QUARTER_MS);
    if (bucket !== undefined) bucket.rejectedByPeople += count;
  }
  return counts;
}

/** The bucket of a moment, by halving: a month has seven hundred hours and three thousand quarters. */
function findBucket<T extends Bucket>(buckets: readonly T[], at: number): T | undefined {
  let [low, high] = [0, buckets.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((buckets[middle]?.until ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const bucket = buckets[low];
  return bucket !== undefined && bucket.at <= at ? bucket : undefined;
}

function reasonsOf(rejections: Found['rejections']): StatisticsView['reasons'] {
  const counts = new Map<string, number>();
  for (const { reason, count } of rejections) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((one, other) => other.count - one.count || one.reason.localeCompare(other.reason));
}

async function sendersOf(rows: Rows, span: Span): Promise<SenderCount[]> {
  const found = await arrivalsBySender(rows, span);
  const present = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))];
  const stations = await stationNames(rows, present(found.map(({ stationId }) => stationId)));
  const agents = await agentNames(rows, present(found.map(({ agent }) => agent)));
  const senders = new Map<string, { received: number; rejected: number } & SenderCount>();
  for (const { stationId, agent, state, count } of found) {
    const id = stationId ?? agent ?? '';
    const kind = stationId === null ? 'agent' : 'station';
    const name = (kind === 'station' ? stations : agents).get(id) ?? id;
    const sender = senders.get(id) ?? { id, name, kind, received: 0, rejected: 0 };
    sender.received += count;
    if (state === 'rejected') sender.rejected += count;
    senders.set(id, sender);
  }
  return [...senders.values()].toSorted(
    (one, other) => other.received - one.received || one.name.localeCompare(other.name),
  );
}

async function backlogOf(rows: Rows): Promise<StatisticsView['backlog']> {
  const steps = await openSteps(rows);
  const due = steps.filter(({ state }) => state === 'due');
  const count = (some: typeof steps) => some.reduce((sum, one) => sum + one.count, 0);
  return {
    toCheck: count(due.filter(({ step }) => step === 'check-master')),
    toCut: count(due.filter(({ step }) => step === 'cut-tiles')),
    failed: count(steps.filter(({ state }) => state === 'failed')),
    oldestAt: due.length === 0 ? null : Math.min(...due.map(({ oldestAt }) => oldestAt)),
  };
}
