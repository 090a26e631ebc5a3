import { parseArgs } from 'node:util';
import { asFault } from '../model/fault.ts';
import { GOOD } from './defects/good.ts';
import { DEFECTS } from './defects/kinds.ts';
import { defectsPage } from './defects/page.ts';
import { writeSet } from './defects/write-set.ts';

const HELP = `npm run defects -- [--seed N] DIR

Writes scans that are broken, mixed up or suspicious in every way that is known here, and good ones, into DIR: a folder
for each kind, the profiles, and expected.json, which says what has to be found in each.

  --seed N   other scans for another whole number (default 1); the same scans for the same
  --list     print what there is, and write nothing

Needs tiffcp, tiffset and ImageMagick: npm run setup -- --tests`;

/** @returns the exit code: 0; 1 where it could not be done; 2 where it was not understood. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seed: { type: 'string', default: '1' },
        list: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.list === true || values.help === true) {
      console.log(values.list === true ? defectsPage().trimEnd() : HELP);
      return 0;
    }
    const [dir, ...rest] = positionals;
    if (dir === undefined || rest.length > 0 || !/^\d{1,9}$/.test(values.seed)) {
      console.error(HELP);
      return 2;
    }
    const kinds = [...DEFECTS, ...GOOD];
    await writeSet(dir, kinds, Number(values.seed));
    console.error(`${kinds.length} kinds of scans are in ${dir}.`);
    return 0;
  } catch (thrown) {
    const isUse =
      thrown instanceof TypeError && 'code' in thrown && String(thrown.code).startsWith('ERR_PARSE_ARGS');
    console.error(isUse ? `${thrown.message}\n\n${HELP}` : asFault(thrown).detail);
    return isUse ? 2 : 1;
  }
}

if (process.argv[1]?.endsWith('defects.ts')) process.exitCode = await main(process.argv.slice(2));
