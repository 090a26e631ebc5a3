import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
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
  /** Of a phase. */
  readonly seconds: number;
}

const BROWSERS = 8;
const PAUSE_MS = 20;
const SAMPLE_MS = 250;
/** More than a crowd asks for in a phase, and that for each of them and once more. */
const ASKED_IN_PHASE = 20_000;
/** What runs elsewhere in life must not take the time of what is measured. */
const CROWD_NICENESS = 15;
const WARM_UP_SECONDS = 10;

/** Nobody else, then each of the three manners, then nobody else again. */
export async function measureLoad(bench: Bench, size: LoadSize): Promise<readonly LoadPhase[]> {
  const phases: LoadPhase[] = [];
  const largest = largestOf(bench.images[0], 5 * ASKED_IN_PHASE);
  await browse(bench, Math.min(WARM_UP_SECONDS, size.seconds));
  // Somewhere, since what an earlier run asked for may stand in the cache.
  let from = Math.floor(Math.random() * ASKED_IN_PHASE);
  for (const manner of ['idle', 'crawl', 'hang-up', 'slow', 'idle'] as const) {
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
  const { seconds } = size;
  const watch = watchMemory(bench.recto.pid);
  const crowd =
    manner === 'idle' ? null : gather({ url: bench.recto.url, paths, clients: size.crowd, seconds, manner });
  const browsing = await browse(bench, seconds);
  const told = await crowd;
  return { manner, browsing, crowd: told, memory: watch.end(), alive: await isAlive(bench) };
}

function browse({ generator, recto: { url }, images }: Bench, seconds: number): Promise<Driven> {
  const asks = asksOf('tiles', images).paths.map((path) => ({ path }));
  return generator.drive({
    ...{ url, asks, clients: BROWSERS, seconds, from: 'random' },
    ...{ pauseMs: PAUSE_MS, goFirst: true },
  });
}

async function gather(order: CrowdOrder): Promise<CrowdTold> {
  const program = fileURLToPath(new URL('./crowd-program.ts', import.meta.url));
  // In a session of its own, since Linux shares out the processor between sessions first.
  const child = fork(program, { execArgv: ['--import', 'tsx'], detached: true });
  if (child.pid !== undefined) giveWay(child.pid);
  child.send(order);
  const [told] = await once(child, 'message');
  return told as CrowdTold;
}

function giveWay(pid: number): void {
  setPriority(pid, CROWD_NICENESS);
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(CROWD_NICENESS));
  } catch {
    // Not every system has sessions that share the processor.
  }
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
  const { manner, browsing, crowd } = phase;
  const met = crowd === null ? '' : `, the crowd met with ${JSON.stringify(crowd.statuses)}`;
  return `Load, ${manner}: tiles p99 ${browsing.p99Ms.toFixed(2)} ms${met}`;
}
