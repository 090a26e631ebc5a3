import { Fault } from '../model/fault.ts';
import { checkOrder } from './station/check-order.ts';
import type { Order } from './station/orders.ts';
import { profilesOrder } from './station/profiles-order.ts';
import { sendOrder } from './station/send-order.ts';
import { verifyOrder } from './station/verify-order.ts';
import { watchOrder } from './station/watch-order.ts';

/** Everything that a station can do, by the word for it. To add an order, write its file and name it here. */
const ORDERS: Readonly<Record<string, Order>> = {
  check: checkOrder,
  send: sendOrder,
  verify: verifyOrder,
  watch: watchOrder,
  profiles: profilesOrder,
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
  const order = orderOf(name);
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

function orderOf(name: string | undefined): Order | undefined {
  return name !== undefined && Object.hasOwn(ORDERS, name) ? ORDERS[name] : undefined;
}

function help(name: string | undefined): number {
  const order = orderOf(name);
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
