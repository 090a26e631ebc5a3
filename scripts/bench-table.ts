import { join } from 'node:path';
import { describeMachine } from './bench/machine.ts';
import { runBenchmark } from './bench/program.ts';
import { startRecto } from './bench/served.ts';
import { parseTableArgs, TABLE_HELP } from './bench-table/options.ts';
import { layOut } from './bench-table/pages.ts';
import { printTable } from './bench-table/report.ts';
import { measureTable } from './bench-table/rounds.ts';
import { withToken } from './demo/home-server.ts';

await runBenchmark({
  help: TABLE_HELP,
  parse: parseTableArgs,
  async measure(options, dir, say) {
    const { pages, rounds, quick } = options;
    const dataDir = join(dir, `recto-${Date.now()}`);
    say(`Laying out ${pages} pages`);
    const itemId = await layOut(dataDir, { pages, packs: quick ? 1 : 10 });
    const recto = await startRecto(dataDir, {}, say);
    try {
      const found = await withToken(recto.config, (token) =>
        measureTable({ url: recto.url, token, itemId, pages, rounds, say }),
      );
      return { machine: describeMachine(), quick, pages, ...found };
    } finally {
      await recto.stop();
    }
  },
  print: printTable,
});
