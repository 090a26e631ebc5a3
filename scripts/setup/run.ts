import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { onPath } from './places.ts';

/**
 * Runs a program to its end and returns what it printed.
 *
 * @throws Error with the last lines that it printed, if it fails.
 */
export function run(
  command: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): string {
  const [program = '', ...args] = command;
  const done = spawnSync(program, args, {
    ...options,
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C', NO_COLOR: '1', ...options.env },
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (done.status === 0) return done.stdout;
  const lines = `${done.stdout ?? ''}${done.stderr ?? ''}`.trim().split('\n');
  const said = lines
    .filter((line) => !/^\s+at /.test(line))
    .slice(-12)
    .join('\n');
  throw new Error(`\`${command.join(' ')}\` failed: ${said || done.error?.message}`);
}

/** What to put before a command so that root runs it without being asked; undefined if that cannot be. */
export function asRoot(): readonly string[] | undefined {
  if (userInfo().uid === 0) return [];
  const sudo = onPath('sudo');
  return sudo && spawnSync(sudo, ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? [sudo, '-n'] : undefined;
}
