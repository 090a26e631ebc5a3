import { describeMachine } from './bench/machine.ts';
import { runBenchmark } from './bench/program.ts';
import { makeMasters } from './bench-ingest/masters.ts';
import { INGEST_HELP, parseIngestArgs } from './bench-ingest/options.ts';
import { printIngest } from './bench-ingest/report.ts';
import { type IngestRow, runRounds } from './bench-ingest/rounds.ts';
import { contestants, findVips } from './bench-ingest/runs.ts';

const BIG_ROUNDS = 2;

await runBenchmark({
  help: INGEST_HELP,
  parse: parseIngestArgs,
  async measure(options, dir, say) {
    const machine = describeMachine();
    const vips = findVips();
    const rows: IngestRow[] = [];
    for (const master of await makeMasters(options, dir, say)) {
      say(`Cutting ${master.name}`);
      const rounds = master.isBig ? Math.min(options.rounds, BIG_ROUNDS) : options.rounds;
      rows.push(...(await runRounds(master, { contestants: contestants(vips, master.isBig), rounds, dir })));
    }
    return { machine, vips: vips ?? null, quick: options.quick, rows };
  },
  print: printIngest,
});
