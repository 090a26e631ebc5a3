import { asFault, Fault } from '../model/fault.ts';
import { parseStationArgs, type SendOptions, STATION_HELP, type StationOrder } from './station/options.ts';
import { isComplete, resultJson, resultLines } from './station/result.ts';
import { defaultStateDir } from './station/resume-state.ts';
import { sendFolder } from './station/send.ts';

/**
 * `recto-station`: sends scans from the copy stand. Progress goes to standard error, the result to standard output.
 *
 * @returns the exit code: 0 everything is done, 1 something is left to do, 2 wrong options.
 */
export async function main(args: readonly string[]): Promise<number> {
  const order = readOrder(args);
  if (order === undefined) return 2;
  if (order.order === 'help') {
    console.log(STATION_HELP);
    return 0;
  }
  const stopping = new AbortController();
  const onSignal = () => stopping.abort(new Fault('unavailable', 'Stopped.'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, onSignal);
  try {
    return await send(order.send, stopping.signal);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, onSignal);
  }
}

function readOrder(args: readonly string[]): StationOrder | undefined {
  try {
    return parseStationArgs(args, process.env);
  } catch (thrown) {
    console.error(`${asFault(thrown).detail}\nHow it is used: recto-station --help`);
    return undefined;
  }
}

async function send(options: SendOptions, signal: AbortSignal): Promise<number> {
  try {
    const stateDir = defaultStateDir(process.env);
    const result = await sendFolder(options, { stateDir, screen: process.stderr, signal });
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
