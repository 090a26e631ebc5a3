import { Fault } from '../model/fault.ts';
import type { Order } from './station/orders.ts';

interface KnownOrder {
  /** What it is for, in half a line. */
  readonly summary: string;
  /** Only what is asked for is loaded: some orders need libraries that others do without. */
  readonly load: () => Promise<Order>;
}

/** Everything that a station can do, by the word for it. To add an order, write its file and name it here. */
const ORDERS: Readonly<Record<string, KnownOrder>> = {
  check: {
    summary: 'check the scans of a folder, without a server',
    load: async () => (await import('./station/check-order.ts')).checkOrder,
  },
  send: {
    summary: 'send the scans of a folder to Recto',
    load: async () => (await import('./station/send-order.ts')).sendOrder,
  },
  verify: {
    summary: 'compare a delivery with its concordance table, without a server',
    load: async () => (await import('./station/verify-order.ts')).verifyOrder,
  },
  watch: {
    summary: 'watch a folder, and send each scan as soon as it is finished',
    load: async () => (await import('./station/watch-order.ts')).watchOrder,
  },
  deliver: {
    summary: 'send a delivery, its masters to their items',
    load: async () => (await import('./station/deliver-order.ts')).deliverOrder,
  },
  profiles: {
    summary: 'list the capture profiles, or print one',
    load: async () => (await import('./station/profiles-order.ts')).profilesOrder,
  },
};
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * `recto-station`: the program at the copy stand. Progress goes to standard error, the result to standard output.
 *
 * @returns the exit code: 0 everything is well, 1 something is not, 2 wrong use.
 */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') return help(rest[0]);
  const order = await orderOf(name);
  if (order === undefined) {
    const why = name === undefined ? 'Say what to do' : `There is no "${name}"`;
    console.error(
      `${why}. There is: ${Object.keys(ORDERS).join(', ')}.\nHow it is used: recto-station --help`,
    );
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) return help(name);
  const stopping = new AbortController();
  // Asked once it ends cleanly; asked twice it is ended by the system.
  const onSignal = () => stopping.abort(new Fault('unavailable', 'Stopped.'));
  for (const signal of SIGNALS) process.once(signal, onSignal);
  try {
    return await order.run(rest, process.env, stopping.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}

async function orderOf(name: string | undefined): Promise<Order | undefined> {
  return name !== undefined && Object.hasOwn(ORDERS, name) ? ORDERS[name]?.load() : undefined;
}

async function help(name: string | undefined): Promise<number> {
  const order = await orderOf(name);
  console.log(order?.help ?? overview());
  return 0;
}

function overview(): string {
  const cells = Math.max(...Object.keys(ORDERS).map((name) => name.length));
  const lines = Object.entries(ORDERS).map(([name, { summary }]) => `  ${name.padEnd(cells)}  ${summary}`);
  return [
    'recto-station ORDER …: the program at the copy stand.',
    '',
    ...lines,
    '',
    'All options of one: recto-station ORDER --help',
  ].join('\n');
}
