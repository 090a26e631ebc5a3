import { Agent, get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

// Clients that ask for large pictures, in a process of their own; the parent's message says how, an answer what came.

/** How they behave: as crawlers do, hanging up at once, or reading a byte a second. */
export type Manner = 'crawl' | 'hang-up' | 'slow';

export interface CrowdOrder {
  readonly url: string;
  /** Each is asked for once. */
  readonly paths: readonly string[];
  readonly clients: number;
  readonly seconds: number;
  readonly manner: Manner;
}

/** What the crowd met with. */
export interface CrowdTold {
  /** How often each status came. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Refusals that did not say when to come again. */
  readonly withoutRetryAfter: number;
  /** How long refusals took, in milliseconds, shortest first. */
  readonly refusedAfterMs: readonly number[];
  /** Pictures that came whole. */
  readonly whole: number;
  readonly bytes: number;
  /** Connections that broke, though nobody here hung up. */
  readonly broken: number;
}

/** A client that was refused comes again much sooner than it was told to, after so long on average. */
const IMPATIENT_MS = 250;
const HANGS_UP_WITHIN_MS = 20;

process.once('message', (order: CrowdOrder) => {
  void run(order).then((told) => process.send?.(told, () => process.exit()));
});

async function run(order: CrowdOrder): Promise<CrowdTold> {
  const told = {
    statuses: new Map<number, number>(),
    withoutRetryAfter: 0,
    refusedAfterMs: [] as number[],
    whole: 0,
    bytes: 0,
    broken: 0,
  };
  const agent = new Agent({ keepAlive: true });
  const until = performance.now() + order.seconds * 1000;
  const paths = order.paths.values();

  async function client(): Promise<void> {
    for (const path of paths) {
      if (performance.now() > until) return;
      try {
        await ask(path);
      } catch {
        if (performance.now() < until) told.broken += 1;
      }
      if (order.manner === 'hang-up') await pause(IMPATIENT_MS * 2 * Math.random());
    }
  }

  async function ask(path: string): Promise<void> {
    const startedMs = performance.now();
    const hangsUpAfterMs = order.manner === 'hang-up' ? HANGS_UP_WITHIN_MS * Math.random() : Infinity;
    const patienceMs = Math.max(1, Math.ceil(Math.min(until - startedMs, hangsUpAfterMs)));
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await open(order, path, { agent, signal }).catch((error: unknown) => {
      if (order.manner !== 'hang-up') throw error;
    });
    if (answer === undefined) return;
    const { statusCode = 0, headers } = answer;
    told.statuses.set(statusCode, (told.statuses.get(statusCode) ?? 0) + 1);
    if (statusCode !== 200) {
      told.refusedAfterMs.push(performance.now() - startedMs);
      if (!headers['retry-after']) told.withoutRetryAfter += 1;
      answer.resume();
      await pause(IMPATIENT_MS * 2 * Math.random());
    } else if (order.manner === 'slow') await sip(answer, until);
    else await drink(answer);
  }

  async function drink(answer: IncomingMessage): Promise<void> {
    for await (const chunk of answer) told.bytes += (chunk as Buffer).length;
    told.whole += 1;
  }

  await Promise.all(Array.from({ length: order.clients }, client));
  agent.destroy();
  const refusedAfterMs = told.refusedAfterMs.sort((a, b) => a - b);
  return { ...told, refusedAfterMs, statuses: Object.fromEntries(told.statuses) };
}

function open(
  { url }: CrowdOrder,
  path: string,
  options: { readonly agent: Agent; readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(`${url}${path}`, options, resolve).on('error', reject);
  });
}

/** A byte a second: what is not taken fills the buffers between here and there, and then stays there. */
async function sip(answer: IncomingMessage, until: number): Promise<void> {
  answer.on('error', () => undefined);
  while (performance.now() < until && !answer.destroyed) {
    answer.read(1);
    await pause(1_000);
  }
}
