import { rename, writeFile } from 'node:fs/promises';
import { reportCsv } from '../../intake/delivery-csv.ts';
import { reportHtml } from '../../intake/delivery-html.ts';
import { asFault, Fault } from '../../model/fault.ts';
import { type Env, type Order, readOptions } from './orders.ts';
import { reportLines } from './verify/report-lines.ts';
import { verifyDelivery } from './verify/verify-delivery.ts';
import { parseVerifyArgs, VERIFY_HELP } from './verify-options.ts';

/** `recto-station verify`: whether a supplier's delivery is what its table says. */
export const verifyOrder: Order = {
  help: VERIFY_HELP,
  run,
};

async function run(args: readonly string[], env: Env, signal: AbortSignal): Promise<number> {
  const options = readOptions('verify', () => parseVerifyArgs(args, env));
  if (options === undefined) return 2;
  try {
    const report = await verifyDelivery(options, signal);
    if (options.html !== undefined) await writeWhole(options.html, reportHtml(report, options.language));
    if (options.csv !== undefined) await writeWhole(options.csv, reportCsv(report, options.language));
    if (options.json) console.log(JSON.stringify(report));
    else console.log(reportLines(report, options.language).join('\n'));
    return report.verdict === 'accepted' ? 0 : 1;
  } catch (thrown) {
    const why = signal.aborted ? 'Stopped.' : asFault(thrown).detail;
    console.error(why);
    if (options.json) console.log(JSON.stringify({ verdict: null, trouble: why }));
    return 2;
  }
}

/** A report is there whole or not at all. */
async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.part`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (cause) {
    throw new Fault('unavailable', `The report ${path} cannot be written.`, { cause });
  }
}
