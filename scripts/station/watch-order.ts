import { asFault } from '../../model/fault.ts';
import { languageOf } from './language.ts';
import { type Env, type Order, readOptions } from './orders.ts';
import { defaultStateDir } from './resume-state.ts';
import { type WatchEnd, watchFolder } from './watch/watch-folder.ts';
import { parseWatchArgs, WATCH_HELP } from './watch-options.ts';

/** `recto-station watch`: sends what a capture program writes, as soon as it is finished. */
export const watchOrder: Order = {
  help: WATCH_HELP,
  run,
};

const CODES: Readonly<Record<WatchEnd, number>> = { done: 0, left: 1, taken: 2 };

async function run(args: readonly string[], env: Env, signal: AbortSignal): Promise<number> {
  const options = readOptions('watch', () => parseWatchArgs(args, env));
  if (options === undefined) return 2;
  const say = (line: string) => console.error(line);
  try {
    const world = { stateDir: defaultStateDir(env), language: languageOf(env), say, signal };
    return CODES[await watchFolder(options, world)];
  } catch (thrown) {
    if (signal.aborted) {
      say('Stopped. Nothing is lost: started again, it goes on where it stopped.');
      return options.once ? 1 : 0;
    }
    say(asFault(thrown).detail);
    return 1;
  }
}
