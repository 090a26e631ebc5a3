import { spawnSync } from 'node:child_process';
import { ROOT } from '../setup/places.ts';
import { seconds, type Tally } from './tally.ts';

/** A program that ends well or does not. It counts as one test. */
export interface Check {
  readonly name: string;
  readonly command: readonly string[];
  /** Only where this file is. */
  readonly needs?: string;
}

/** Runs a program, or does something that may throw, and says in one line how it went; if badly, why. */
export function runCheck(
  name: string,
  what: readonly string[] | (() => void),
  say: (line: string) => void = console.log,
): Tally {
  const startedAt = Date.now();
  const wrong = typeof what === 'function' ? attempt(what) : failureOf(what);
  say(`${wrong === undefined ? '✓' : '✗'} ${name} (${seconds(startedAt)})`);
  if (wrong !== undefined) say(`${wrong.trimEnd()}\n`);
  return wrong === undefined ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function attempt(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function failureOf(command: readonly string[]): string | undefined {
  const [program = '', ...args] = command;
  const done = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (done.status === 0) return undefined;
  return (
    `${done.stdout ?? ''}${done.stderr ?? ''}` ||
    done.error?.message ||
    `${program} ended with ${done.signal ?? done.status}`
  );
}
