import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { ROOT } from '../setup/places.ts';
import { describeLogLine } from './terminal.ts';

/** One of Recto's own processes, kept running. */
export interface Child {
  readonly name: string;
  /** 0 while it is not running. */
  readonly pid: number;
  /** From now on it is always started again: it has shown that it can run. */
  settle(): void;
  /** Lets it finish what it is doing, within `STOP_MS`. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

export interface ChildOptions {
  /** As a person calls it: `server`. */
  readonly name: string;
  /** TypeScript file, from the root. */
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
  /** Everything that it prints goes here. */
  readonly log: Writable;
  readonly say: (line: string) => void;
  readonly onMessage?: (message: unknown) => void;
  readonly onSpawn?: (pid: number) => void;
  /** It died again and again without ever having settled. `lines` are the last that it printed. */
  readonly onGiveUp: (lines: readonly string[]) => void;
}

const TRIES = 3;
const FIRST_DELAY_MS = 500;
const SLOWEST_DELAY_MS = 30_000;
/** One that ran as long as this starts again without a long wait. */
const STEADY_MS = 60_000;
/** A little longer than the process allows itself. */
const STOP_MS = 35_000;

/** Starts a process, and starts it again when it dies, each time a little later. */
export function keepRunning(options: ChildOptions): Child {
  const { name, say } = options;
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let settled = false;
  let stopping = false;
  let deaths = 0;
  let startedAt = 0;

  function start(): void {
    startedAt = Date.now();
    const lines: string[] = [];
    child = spawnChild(options, lines);
    child.once('exit', (code, signal) => {
      child = undefined;
      if (!stopping) died(signal ? `killed by ${signal}` : `exit code ${code}`, lines);
    });
  }

  function died(how: string, lines: readonly string[]): void {
    deaths = Date.now() - startedAt > STEADY_MS ? 1 : deaths + 1;
    if (!settled && deaths >= TRIES) {
      options.onGiveUp(lines);
      return;
    }
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (deaths - 1), SLOWEST_DELAY_MS);
    say(`The ${name} stopped unexpectedly (${how}). Starting again in ${delayMs / 1000} s.`);
    timer = setTimeout(start, delayMs);
  }

  start();
  return Object.freeze({
    name,
    get pid() {
      return child?.pid ?? 0;
    },
    settle() {
      settled = true;
    },
    async stop() {
      stopping = true;
      clearTimeout(timer);
      if (child) await stopChild(child);
    },
    kill() {
      stopping = true;
      clearTimeout(timer);
      child?.kill('SIGKILL');
    },
  });
}

function spawnChild(options: ChildOptions, lines: string[]): ChildProcess {
  // In a process group of its own, so that a Ctrl-C reaches this process alone, which then stops all in order.
  const child = spawn(process.execPath, ['--import', 'tsx', options.program], {
    cwd: ROOT,
    detached: true,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => heard(line, options, lines));
  }
  child.on('message', (message) => options.onMessage?.(message));
  if (child.pid !== undefined) options.onSpawn?.(child.pid);
  return child;
}

function heard(line: string, options: ChildOptions, lines: string[]): void {
  options.log.write(`${line}\n`);
  const shown = describeLogLine(line);
  if (shown) options.say(`${options.name}: ${shown}`);
  lines.push(shown ?? line);
  if (lines.length > 12) lines.shift();
}

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
