import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../setup/places.ts';
import { add, NOTHING, type Tally } from './tally.ts';

/**
 * Runs test files in a process of their own, so that one that takes it down is a failure and not the end. What
 * it printed comes here as it is printed.
 */
export async function runMocha(
  files: readonly string[],
  env: NodeJS.ProcessEnv,
  output: 'inherit' | 'ignore' = 'inherit',
): Promise<Tally> {
  const args = ['--import', 'tsx', 'scripts/test/mocha.ts', ...files];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', output, output, 'ipc'],
  });
  let tally: Tally | undefined;
  child.on('message', (message) => {
    tally = message as Tally;
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (tally && (code === 0 || tally.failed > 0)) return tally;
  if (output === 'inherit')
    console.log(`✗ The tests ended before their time (${signal ?? `exit code ${code}`}).`);
  return add(tally ?? NOTHING, { passed: 0, failed: 1 });
}
