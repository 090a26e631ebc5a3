import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { forkProgram } from '../../runtime/fork.ts';
import type { FrontOptions } from './keep-front.ts';
import { type FromFront, isFromFront, type ToFront } from './messages.ts';

/** One process of a front, from its fork to its end. */
export interface RunningFront {
  readonly process: ChildProcess;
  readonly isReady: boolean;
  /** When it was given a connection that it has not taken yet. */
  readonly takingSince: number | undefined;
  /** How it ended, once it has. */
  readonly ended: Promise<string>;
  take(connection: Socket): void;
  /** @returns undefined where it has ended, or does not answer within so many milliseconds. */
  ask(question: Question, withinMs: number): Promise<FrontAnswer | undefined>;
  /** Lets it finish what it answers, and waits for its end. */
  close(): Promise<void>;
}

/** What it is asked; the number that goes with the answer is added. */
type Question = { readonly type: 'forget'; readonly itemId: string } | { readonly type: 'metrics' };
type FrontAnswer = Extract<FromFront, { type: 'answer' }>;

/** A little longer than it allows itself. */
const CLOSE_MS = 15_000;

/**
 * For V8. Of its room for what is new it would take sixteen megabytes, three times; nothing that a front makes lives
 * longer than a request, and tiles that went out of memory are given back with it. Cleaning that up takes half a
 * millisecond; with helpers, who on a busy machine are long in coming, twice that.
 */
const FLAGS = ['--max-semi-space-size=2', '--no-parallel-scavenge'];

/** Forks a front. Throws what the system says where it does not even try, for want of memory say. */
export function forkFront({ env, args, name, onFree, onReturn }: FrontOptions): RunningFront {
  const process = forkProgram(import.meta.url, './front', { env, args: [name, ...args], flags: FLAGS });
  const questions = createQuestions((message) => tell(process, message));
  let isReady = false;
  let given: { readonly connection: Socket; readonly at: number } | undefined;
  process.on('message', (message) => {
    if (!isFromFront(message)) return;
    if (message.type === 'answer') return questions.answered(message);
    isReady = true;
    // The front has it now: what is closed here is this process's end of it alone.
    given?.connection.destroy();
    given = undefined;
    onFree();
  });
  const ended = new Promise<string>((resolve) => {
    const end = (how: string): void => {
      isReady = false;
      questions.giveUp();
      if (given !== undefined) onReturn(given.connection);
      resolve(how);
    };
    process.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
    // One that could not be started does not exit. What else comes here is a message that could not be sent.
    process.on('error', (error) => process.pid === undefined && end(error.message));
  });
  return {
    process,
    get isReady() {
      return isReady;
    },
    get takingSince() {
      return given?.at;
    },
    ended,
    take(connection) {
      given = { connection, at: Date.now() };
      tell(process, { type: 'connection' }, connection);
    },
    ask: questions.ask,
    async close() {
      const late = setTimeout(() => process.kill('SIGKILL'), CLOSE_MS);
      tell(process, { type: 'drain' });
      await ended;
      clearTimeout(late);
    },
  };
}

/**
 * A front that has just died is told nothing: that it died is heard by itself. A connection stays open here too, until
 * the front says that it has it.
 */
function tell(process: ChildProcess, message: ToFront, connection?: Socket): void {
  if (process.connected) process.send(message, connection, { keepOpen: true }, () => undefined);
}

/** Questions that wait for their answers. */
function createQuestions(tellFront: (message: ToFront) => void) {
  const waiting = new Map<number, (answer?: FrontAnswer) => void>();
  let count = 0;
  return {
    ask(question: Question, withinMs: number): Promise<FrontAnswer | undefined> {
      count += 1;
      const asked = count;
      return new Promise((resolve) => {
        const done = (answer?: FrontAnswer): void => {
          clearTimeout(late);
          waiting.delete(asked);
          resolve(answer);
        };
        const late = setTimeout(done, withinMs);
        waiting.set(asked, done);
        tellFront({ ...question, asked });
      });
    },
    answered: (answer: FrontAnswer) => waiting.get(answer.asked)?.(answer),
    giveUp() {
      for (const done of waiting.values()) done();
    },
  };
}
