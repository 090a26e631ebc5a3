import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { asksOf, largestOf } from './asks.ts';
import type { CrowdOrder, CrowdTold, Manner } from './crowd-program.ts';
import type { Driven } from './generator.ts';
import { readTree, type Usage } from './processes.ts';
import type { Bench } from './rows.ts';

/** Clients that browse tiles, while others ask for large pictures or nobody does. */
export interface LoadPhase {
  readonly manner: Manner | 'idle';
  /** Eight people: each asks for a tile about every twenty milliseconds. */
  readonly browsing: Driven;
  /** The same eight asking as fast as they are answered. */
  readonly flatOut: Driven;
  readonly crowd: CrowdTold | null;
  readonly memory: MemoryOverTime;
  /** Whether the server is the process that it was, and says that it is ready. */
  readonly alive: boolean;
}

export interface MemoryOverTime {
  /** By program, all of its processes together: `main.ts`, `front.ts`, … */
  readonly peakBytes: Readonly<Record<string, number>>;
  readonly peakTogether: number;
  readonly atEnd: number;
}

export interface LoadSize {
  readonly crowd: number;
  readonly seconds: Readonly<Record<LoadPhase['manner'], number>>;
}

const BROWSERS = 8;
const PAUSE_MS = 20;
const SAMPLE_MS = 250;
/** More than a crowd asks for in a phase, and that for each of them and once more. */
const ASKED_IN_PHASE = 20_000;
/** What runs elsewhere in life must not take the tiles' clients the time that they measure with. */
const CROWD_NICENESS = 10;

/** The idle run, and then the three manners. @see issue 3, "done when" 5 */
export async function measureLoad(bench: Bench, size: LoadSize): Promise<readonly LoadPhase[]> {
  const phases: LoadPhase[] = [];
  const largest = largestOf(bench.images[0], 5 * ASKED_IN_PHASE);
  // Somewhere, since what an earlier run asked for may stand in the cache.
  let from = Math.floor(Math.random() * ASKED_IN_PHASE);
  for (const manner of ['idle', 'crawl', 'hang-up', 'slow'] as const) {
    const paths = largest.slice(from, from + ASKED_IN_PHASE);
    from += paths.length;
    phases.push(await measurePhase(bench, size, { manner, paths }));
    bench.say(progressOf(phases.at(-1)));
  }
  return phases;
}

async function measurePhase(
  bench: Bench,
  size: LoadSize,
  { manner, paths }: { readonly manner: LoadPhase['manner']; readonly paths: readonly string[] },
): Promise<LoadPhase> {
  const seconds = size.seconds[manner];
  const watch = watchMemory(bench.recto.pid);
  const crowd =
    manner === 'idle' ? null : gather({ url: bench.recto.url, paths, clients: size.crowd, seconds, manner });
  const asks = asksOf('tiles', bench.images).paths.map((path) => ({ path }));
  const order = {
    url: bench.recto.url,
    asks,
    clients: BROWSERS,
    seconds: seconds / 2,
    from: 'random',
  } as const;
  const browsing = await bench.generator.drive({ ...order, pauseMs: PAUSE_MS });
  const flatOut = await bench.generator.drive(order);
  const told = await crowd;
  return { manner, browsing, flatOut, crowd: told, memory: watch.end(), alive: await isAlive(bench) };
}

async function gather(order: CrowdOrder): Promise<CrowdTold> {
  const program = fileURLToPath(new URL('./crowd-program.ts', import.meta.url));
  const child = fork(program, { execArgv: ['--import', 'tsx'] });
  if (child.pid !== undefined) setPriority(child.pid, CROWD_NICENESS);
  child.send(order);
  const [told] = await once(child, 'message');
  return told as CrowdTold;
}

function watchMemory(root: number): { end(): MemoryOverTime } {
  const peak = new Map<string, number>();
  let peakTogether = 0;
  const look = (): number => {
    const tree = readTree(root);
    for (const [program, bytes] of byProgram(tree))
      peak.set(program, Math.max(bytes, peak.get(program) ?? 0));
    const together = tree.reduce((sum, { rssBytes }) => sum + rssBytes, 0);
    peakTogether = Math.max(peakTogether, together);
    return together;
  };
  const timer = setInterval(look, SAMPLE_MS);
  return {
    end() {
      clearInterval(timer);
      const atEnd = look();
      return { peakBytes: Object.fromEntries(peak), peakTogether, atEnd };
    },
  };
}

function byProgram(tree: readonly Usage[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { program, rssBytes } of tree) sums.set(program, (sums.get(program) ?? 0) + rssBytes);
  return sums;
}

async function isAlive({ recto }: Bench): Promise<boolean> {
  const answer = await fetch(`${recto.url}/health/ready`).catch(() => undefined);
  await answer?.arrayBuffer();
  return answer?.status === 200 && (recto.pid === 0 || readTree(recto.pid).length > 0);
}

function progressOf(phase: LoadPhase | undefined): string {
  if (phase === undefined) return '';
  const { manner, browsing, flatOut, crowd } = phase;
  const met = crowd === null ? '' : `, the crowd met with ${JSON.stringify(crowd.statuses)}`;
  return `Load, ${manner}: tiles p99 ${browsing.p99Ms.toFixed(2)} ms browsing, ${flatOut.p99Ms.toFixed(2)} ms flat out${met}`;
}
