import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Label names and their values, of which there must be few. */
export type Labels = Readonly<Record<string, string | number>>;

interface Meaning {
  /** Prometheus style: `recto_tiles_served_total`, `recto_step_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
}

/** The numbers of one process, for Prometheus; Node's own (memory, event loop) are among them. */
export interface Metrics {
  /** Counts up. Returns how to count. */
  counter(meaning: Meaning): (labels?: Labels, by?: number) => void;
  /** Durations or sizes in buckets. Returns how to add one. */
  histogram(
    meaning: Meaning & { readonly buckets?: readonly number[] },
  ): (value: number, labels?: Labels) => void;
  /** A value that is read when somebody asks. */
  gauge(
    meaning: Meaning & {
      readonly read: () => Promise<readonly Reading[]> | readonly Reading[];
    },
  ): void;
  /** Everything, in Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
  close(): void;
}

/** One reading of a gauge. */
export interface Reading {
  readonly value: number;
  readonly labels?: Labels;
}

/** Makes the registry of a process; every number carries `process: <name>`. */
export function createMetrics(processName: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ process: processName });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  return Object.freeze({
    counter({ name, help, labels = [] }) {
      const counter = new Counter({ name, help, labelNames: labels, registers });
      return (values = {}, by = 1) => counter.inc(values, by);
    },
    histogram({ name, help, labels = [], buckets }) {
      const own = buckets === undefined ? {} : { buckets: [...buckets] };
      const histogram = new Histogram({ name, help, labelNames: labels, registers, ...own });
      return (value, values = {}) => histogram.observe(values, value);
    },
    gauge({ name, help, labels = [], read }) {
      const collect = async (): Promise<void> => {
        gauge.reset();
        for (const reading of await read()) gauge.set(reading.labels ?? {}, reading.value);
      };
      const gauge: Gauge = new Gauge({ name, help, labelNames: labels, registers, collect });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
    close() {
      registry.clear();
    },
  } satisfies Metrics);
}
