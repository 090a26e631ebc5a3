import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ForkOptions {
  /** All of the child's environment; see `environmentFor` in config.ts. */
  readonly env: Readonly<Record<string, string>>;
  /** In its `process.argv`, from the third on. */
  readonly args?: readonly string[];
  /** How much it gives way to others: 0 as this process, 19 the most. Default 0. */
  readonly niceness?: number;
  /** For Node itself, beside those that this process was started with. */
  readonly flags?: readonly string[];
}

/**
 * Starts a program that stands beside its caller as a child process, with a channel for messages. It is found as its
 * caller is: `.ts` by tsx while developing, `.js` where all has been compiled. What it prints goes where this
 * process prints.
 *
 * @param caller the `import.meta.url` of the caller
 * @param program relative to the caller, without its extension: `./front`
 */
export function forkProgram(
  caller: string,
  program: string,
  { env, args = [], niceness = 0, flags = [] }: ForkOptions,
): ChildProcess {
  const extension = extname(fileURLToPath(caller));
  const path = fileURLToPath(new URL(`${program}${extension}`, caller));
  const own = extension === '.ts' ? withTsx() : process.execArgv;
  const child = fork(path, args, { env, execArgv: [...own, ...flags] });
  if (niceness > 0 && child.pid !== undefined) makeNice(child.pid, niceness);
  return child;
}

/** As this process was started, and able to read TypeScript, which the runner of the tests learns only as it runs. */
function withTsx(): string[] {
  const isThere = process.execArgv.some((argument) => /(^|[/=])tsx(\/|$)/.test(argument));
  return isThere ? process.execArgv : [...process.execArgv, '--import', import.meta.resolve('tsx')];
}

/** Before the child has made threads of its own, which are then as nice as it is. */
function makeNice(pid: number, niceness: number): void {
  try {
    setPriority(pid, Math.min(niceness, constants.priority.PRIORITY_LOW));
  } catch {
    // It has ended already, or this process gives way more than that itself: neither is worth stopping for.
  }
}
