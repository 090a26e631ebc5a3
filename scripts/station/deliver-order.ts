import { asFault } from '../../model/fault.ts';
import { type Delivered, deliverFolder } from './deliver/deliver-folder.ts';
import { DELIVER_HELP, parseDeliverArgs } from './deliver-options.ts';
import { type Env, type Order, readOptions } from './orders.ts';
import { defaultStateDir } from './resume-state.ts';
import { reportLines } from './verify/report-lines.ts';

/** `recto-station deliver`: sends a delivery, its masters to their items. */
export const deliverOrder: Order = { help: DELIVER_HELP, run };

async function run(args: readonly string[], env: Env, signal: AbortSignal): Promise<number> {
  const options = readOptions('deliver', () => parseDeliverArgs(args, env));
  if (options === undefined) return 2;
  try {
    const say = (line: string) => console.error(line);
    const delivered = await deliverFolder(options, { stateDir: defaultStateDir(env), say, signal });
    for (const line of reportLines(delivered.report, options.language)) console.log(line);
    for (const line of endLines(delivered)) console.log(line);
    const { troubles, batch } = delivered.sending ?? { troubles: [], batch: undefined };
    const isThere = batch !== undefined && batch.counts.arrived === batch.counts.expected;
    return isThere && troubles.length === 0 ? 0 : 1;
  } catch (thrown) {
    const stopped = 'Stopped. Nothing is lost: give the same command again, and it goes on where it stopped.';
    console.error(signal.aborted ? stopped : asFault(thrown).detail);
    return 1;
  }
}

function endLines({ sending }: Delivered): string[] {
  if (sending === null)
    return ['Nothing was sent. Mend what is said above, or send it all the same with --anyway.'];
  const { sent, standing, troubles, batch } = sending;
  const { arrived, expected } = batch.counts;
  const left =
    troubles.length === 0 ? '' : ` ${troubles.length} could not be sent: give the same command again.`;
  return [
    `${sent} sent, ${standing} there already.${left}`,
    `${batch.code}: ${arrived} of ${expected} files are there.`,
  ];
}
