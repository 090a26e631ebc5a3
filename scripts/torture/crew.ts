import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../setup/places.ts';

/** A program that is started again whenever it has ended, until it is stopped. */
export interface Hand {
  readonly name: string;
  /** Ends it with SIGKILL. @returns false where it does not run just now. */
  kill(): boolean;
  /** Lets it end by itself, and does not start it again. @returns its exit code; null where it was killed. */
  stop(): Promise<number | null>;
  /** How often it ended without having been killed. */
  readonly deaths: number;
}

export interface HandOptions {
  readonly name: string;
  /** What follows `node`. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Everything that it prints goes here. */
  readonly log: Writable;
}

const AGAIN_MS = 250;
const FORCE_MS = 60_000;

/** Starts a program and keeps it running. */
export function hire({ name, args, env, log }: HandOptions): Hand {
  let child: ChildProcess | undefined;
  let isStopping = false;
  let killed: ChildProcess | undefined;
  let deaths = 0;

  function start(): void {
    if (isStopping) return;
    const started = spawn(process.execPath, [...args], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', LANG: 'C.UTF-8', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr])
      if (stream) createInterface({ input: stream }).on('line', (line) => log.write(`${line}\n`));
    started.once('exit', () => {
      child = undefined;
      if (killed !== started && !isStopping) deaths += 1;
      if (!isStopping) setTimeout(start, AGAIN_MS);
    });
  }

  start();
  return Object.freeze({
    name,
    get deaths() {
      return deaths;
    },
    kill() {
      killed = child;
      return child?.kill('SIGKILL') ?? false;
    },
    async stop() {
      isStopping = true;
      if (child === undefined) return null;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const force = sleep(FORCE_MS, 'force', { ref: false });
      if ((await Promise.race([ended, force])) === 'force') child?.kill('SIGKILL');
      return ((await ended) as [number | null])[0];
    },
  });
}
