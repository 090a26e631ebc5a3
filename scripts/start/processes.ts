import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../model/fault.ts';
import { type Child, keepRunning } from './child.ts';
import { openLogFile } from './log-files.ts';
import { type ReadyMessage, readReadyMessage } from './ready-message.ts';

/** The server and the workers of one machine. */
export interface Processes {
  readonly children: readonly Child[];
  /** What the server told of itself, once `/health/ready` answers 200. @throws Fault('unavailable') if it never will. */
  ready(): Promise<ReadyMessage | undefined>;
}

/** What the workers, which decode strangers' files, have no use for and so do not get. */
const NOT_FOR_WORKERS = ['DATABASE_URL', 'RECTO_ADMIN_EMAIL', 'RECTO_ADMIN_PASSWORD'];

/**
 * What keeps the memory of a process small that cuts packs: one pool of what libvips takes, since each holds on to what
 * it had, and little room for JavaScript's short-lived objects, of which there are few.
 */
export const WORKER_MEMORY = { MALLOC_ARENA_MAX: '1', NODE_OPTIONS: '--max-semi-space-size=1' } as const;

/** How long the server may take to tell its address once it is ready. */
const TELL_MS = 10_000;

/** Starts the server and the workers, each with a log of its own, and keeps them running. */
export function startProcesses(options: {
  readonly env: NodeJS.ProcessEnv;
  readonly logs: string;
  readonly readyUrl: string;
  readonly say: (line: string) => void;
  readonly onSpawn: (pid: number) => void;
}): Processes {
  const { logs } = options;
  const failed = new AbortController();
  let told: ReadyMessage | undefined;
  const children = (['server', 'workers'] as const).map((name) =>
    keepRunning({
      ...options,
      name,
      env: name === 'workers' ? { ...WORKER_MEMORY, ...without(options.env, NOT_FOR_WORKERS) } : options.env,
      program: `${name}/main.ts`,
      log: openLogFile(join(logs, `${name}.log`)),
      onMessage: (message) => {
        told ??= readReadyMessage(message);
      },
      onGiveUp: (lines) => failed.abort(giveUp(name, lines, logs)),
    }),
  );
  return Object.freeze({
    children,
    async ready() {
      await untilReady(options.readyUrl, failed.signal);
      for (let waitedMs = 0; !told && waitedMs < TELL_MS; waitedMs += 50) await sleep(50);
      for (const child of children) child.settle();
      return told;
    },
  });
}

function without(env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}

async function untilReady(url: string, failed: AbortSignal): Promise<void> {
  while (!(await answersReady(url))) {
    failed.throwIfAborted();
    await sleep(100);
  }
}

async function answersReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}

function giveUp(name: string, lines: readonly string[], logs: string): Fault {
  const detail = `The ${name} cannot be started. Its log is in ${logs}; the last lines:\n${lines.join('\n')}`;
  return new Fault('unavailable', detail);
}
