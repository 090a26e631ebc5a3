import { AggregatorRegistry, collectDefaultMetrics, Registry } from 'prom-client';
import {
  type Labels,
  type NamedReading,
  type Reading,
  type Tally,
  tallyBuckets,
  tallySums,
} from './tallies.ts';

interface Meaning {
  /** Prometheus style: `recto_tiles_served_total`, `recto_step_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
}

/** All numbers of one name, as they are at one moment. It can be sent to another process. */
export interface Series {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  /** What becomes of the same number, with the same labels, in several processes. */
  readonly aggregator: 'sum';
  readonly values: readonly NamedReading[];
}

/** The numbers of one process, for Prometheus; Node's own (memory, event loop) are among them. */
export interface Metrics {
  /** Counts up. Returns how to count. */
  counter(meaning: Meaning): (labels?: Labels, by?: number) => void;
  /** Durations or sizes in buckets, whose upper bounds ascend. Returns how to add one. */
  histogram(
    meaning: Meaning & { readonly buckets: readonly number[] },
  ): (value: number, labels?: Labels) => void;
  /** A value that is read when somebody asks. */
  gauge(
    meaning: Meaning & {
      readonly read: () => Promise<readonly Reading[]> | readonly Reading[];
    },
  ): void;
  /** Everything, as it is now. */
  read(): Promise<readonly Series[]>;
  /**
   * Everything in Prometheus' text format, together with what other processes of the same server have read: what is
   * the same to the last label is added up.
   */
  text(others?: readonly (readonly Series[])[]): Promise<string>;
  readonly contentType: string;
  close(): void;
}

/**
 * Makes the numbers of a process. What it counts carries `process: <server>`, so that the counts of all processes
 * that answer for one server add up; what it is (memory, event loop, gauges) carries `process: <name>`.
 */
export function createMetrics(name: string, server: string = name): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const readers = new Map<string, () => Promise<Series>>();

  function add(
    meaning: Meaning,
    type: string,
    read: () => Promise<Series['values']> | Series['values'],
  ): void {
    const { name: ofSeries, help } = meaning;
    if (readers.has(ofSeries)) throw new TypeError(`There is a metric ${ofSeries} already.`);
    readers.set(ofSeries, async () => ({
      name: ofSeries,
      help,
      type,
      aggregator: 'sum',
      values: await read(),
    }));
  }
  const addTally = (meaning: Meaning, type: string, tally: Tally): void =>
    add(meaning, type, () => labelled(tally.readings(meaning.name), server));

  async function read(): Promise<Series[]> {
    const own = await Promise.all([...readers.values()].map((readSeries) => readSeries()));
    return [...own, ...(await readOfNode(registry, name))];
  }

  return Object.freeze({
    counter(meaning) {
      const tally = tallySums(meaning.labels ?? []);
      addTally(meaning, 'counter', tally);
      return (labels = NONE, by = 1) => tally.add(by, labels);
    },
    histogram(meaning) {
      const tally = tallyBuckets(meaning.labels ?? [], meaning.buckets);
      addTally(meaning, 'histogram', tally);
      return (value, labels = NONE) => tally.add(value, labels);
    },
    gauge(meaning) {
      add(meaning, 'gauge', async () => labelled(await meaning.read(), name));
    },
    read,
    text: async (others = []) => AggregatorRegistry.aggregate([await read(), ...others]).metrics(),
    contentType: registry.contentType,
    close() {
      registry.clear();
      readers.clear();
    },
  } satisfies Metrics);
}

const NONE: Labels = Object.freeze({});

function labelled(readings: readonly NamedReading[], process: string): NamedReading[] {
  return readings.map((reading) => ({ ...reading, labels: { ...reading.labels, process } }));
}

/** What Node says of the process. */
async function readOfNode(registry: Registry, process: string): Promise<Series[]> {
  const series = await registry.getMetricsAsJSON();
  return series.map(({ name, help, type, values }) => {
    const readings = values.map((each) => ({ ...each, labels: defined(each.labels) }));
    return { name, help, type: String(type), aggregator: 'sum', values: labelled(readings, process) };
  });
}

function defined(labels: Partial<Labels>): Labels {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
