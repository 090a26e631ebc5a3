import { asFault } from '../../model/fault.ts';
import { type Env, type Order, readOptions } from './orders.ts';
import { isComplete, resultJson, resultLines } from './result.ts';
import { defaultStateDir } from './resume-state.ts';
import { sendFolder } from './send.ts';
import { parseSendArgs, SEND_HELP } from './send-options.ts';

/** `recto-station send`: sends the scans of a folder, and waits until each of them is ready. */
export const sendOrder: Order = { help: SEND_HELP, run };

async function run(args: readonly string[], env: Env, signal: AbortSignal): Promise<number> {
  const options = readOptions('send', () => parseSendArgs(args, env));
  if (options === undefined) return 2;
  try {
    const result = await sendFolder(options, {
      stateDir: defaultStateDir(env),
      screen: process.stderr,
      signal,
    });
    const lines = resultLines(result);
    if (options.json) {
      for (const line of lines) console.error(line);
      console.log(JSON.stringify(resultJson(result)));
    } else {
      for (const line of lines) console.log(line);
    }
    return isComplete(result) ? 0 : 1;
  } catch (thrown) {
    const why = signal.aborted
      ? 'Stopped. Nothing is lost: give the same command again, and it goes on where it stopped.'
      : asFault(thrown).detail;
    console.error(why);
    if (options.json) console.log(JSON.stringify({ item: null, manifest: null, files: [], trouble: why }));
    return 1;
  }
}
