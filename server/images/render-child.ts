import type { ChildProcess } from 'node:child_process';
import { Fault } from '../../model/fault.ts';
import { type Config, environmentFor } from '../../runtime/config.ts';
import { coresOf, keepOn } from '../../runtime/cores.ts';
import { forkProgram } from '../../runtime/fork.ts';
import { type RenderAnswer, type RenderJob, type RenderOrder, readAnswer } from './render-job.ts';

/** A process that makes pictures, one at a time. */
export interface RenderChild {
  readonly pid: number | undefined;
  /**
   * Makes a picture. A job that is given up ends by itself within a moment or with the whole process: either way
   * nothing works on it any longer when this returns.
   *
   * @throws Fault('internal') where the process ended in the middle; else what it answered; the signal's reason
   */
  run(job: RenderJob, signal: AbortSignal): Promise<void>;
  /** It has grown so large, or has made so much, that another should take its place; or it has ended. */
  readonly isSpent: boolean;
  readonly hasEnded: boolean;
  /** Ends it at once. */
  kill(): void;
  /** When it has ended. */
  readonly ended: Promise<void>;
}

/** Why a renderer could not write, where the system says so. */
export class RenderFileError extends Error {
  override readonly name = 'RenderFileError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Tiles go first: a core that both want is theirs. */
const NICENESS = 10;
/** libvips cannot be told to stop, so a job that has not stopped by then is stopped with its process. */
const STOP_MS = 250;
/** What a process holds on to between two jobs is no longer there for a large picture. */
const SPENT_BYTES = 300_000_000;
const SPENT_JOBS = 1_000;

/** Settings that a program which decodes pictures has no use for, secrets above all. */
const HIDDEN = [
  'DATABASE_URL',
  'REDIS_URL',
  'REDIS_BIN',
  'RECTO_ADMIN_EMAIL',
  'RECTO_ADMIN_PASSWORD',
] as const;

/** One thread for one picture, since others are being made beside it; and memory that is given back. */
const LIBRARIES = { VIPS_CONCURRENCY: '1', MALLOC_ARENA_MAX: '2' };

const CORES = coresOf();

interface State {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  /** Whether it leaves a core to others, or soon will. */
  leavesRoom: boolean;
  /** When it has been moved to its cores: one move after the other. */
  moved: Promise<void>;
  jobs: number;
  rssBytes: number;
  hasEnded: boolean;
}

/** Starts a renderer. It keeps this process running only while it makes something. */
export function startRenderChild(config: Config): RenderChild {
  const env = { ...environmentFor(config, HIDDEN), ...LIBRARIES };
  const child = forkProgram(import.meta.url, './renderer', { env, niceness: NICENESS });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    // One that could not be started does not exit. What else comes here is a message that could not be sent to one
    // that is about to.
    child.on('error', () => child.pid === undefined && resolve());
  });
  const state: State = {
    child,
    ended,
    leavesRoom: false,
    moved: Promise.resolve(),
    jobs: 0,
    rssBytes: 0,
    hasEnded: false,
  };
  void ended.then(() => {
    state.hasEnded = true;
  });
  rest(child);
  return {
    pid: child.pid,
    run: (job, signal) => run(state, job, signal),
    get isSpent() {
      return state.hasEnded || state.jobs >= SPENT_JOBS || state.rssBytes > SPENT_BYTES;
    },
    get hasEnded() {
      return state.hasEnded;
    },
    kill: () => void child.kill('SIGKILL'),
    ended,
  };
}

async function run(state: State, job: RenderJob, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  leaveRoom(state, job.isLarge);
  const { child } = state;
  state.jobs += 1;
  const id = state.jobs;
  const force: { timer?: NodeJS.Timeout } = {};
  const stop = () => {
    send(child, { kind: 'stop', id });
    force.timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  };
  signal.addEventListener('abort', stop, { once: true });
  wake(child);
  send(child, { kind: 'render', id, job });
  const answer = await answerTo(state, id);
  rest(child);
  clearTimeout(force.timer);
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (answer === undefined)
    throw new Fault('internal', 'What makes pictures has ended in the middle of one.');
  state.rssBytes = answer.rssBytes;
  if (!answer.ok) throw failureIn(answer);
}

/**
 * A large picture keeps several threads busy for seconds, and on all cores at once would make tiles wait for the
 * scheduler, however nice it is: so one core is left to them. Nobody waits until that is so.
 */
function leaveRoom(state: State, isLarge: boolean): void {
  const { pid } = state.child;
  if (pid === undefined || CORES.length < 2 || state.leavesRoom === isLarge) return;
  state.leavesRoom = isLarge;
  const cores = isLarge ? CORES.slice(1) : CORES;
  state.moved = state.moved.then(() => (state.hasEnded ? undefined : keepOn(pid, cores)));
}

/** One that has ended is not told, and there is no answer to wait for. */
function send(child: ChildProcess, order: RenderOrder): void {
  if (child.connected) child.send(order, () => undefined);
}

/** What it answers to a job; undefined if it ended instead. */
function answerTo({ child, ended }: State, id: number): Promise<RenderAnswer | undefined> {
  return new Promise((resolve) => {
    const hear = (message: unknown) => {
      const answer = readAnswer(message);
      if (answer?.id === id) settle(answer);
    };
    const settle = (answer: RenderAnswer | undefined) => {
      child.off('message', hear);
      resolve(answer);
    };
    child.on('message', hear);
    void ended.then(() => settle(undefined));
  });
}

function failureIn(end: RenderAnswer & { ok: false }): Error {
  const cause = new Error(end.cause);
  if (end.fileError !== undefined) return new RenderFileError(end.fileError, end.cause);
  return new Fault(end.code, end.detail, { cause });
}

function rest(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}

function wake(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}
