import { availableParallelism } from 'node:os';
import { limitThreads } from '../intake/read-pixels.ts';
import { describeMachine } from './bench/machine.ts';
import { runBenchmark } from './bench/program.ts';
import { makeMasters } from './bench-ingest/masters.ts';
import { INTAKE_HELP, parseIntakeArgs } from './bench-intake/options.ts';
import { printIntake } from './bench-intake/report.ts';
import { casesOf, type IntakeRow, measureCase } from './bench-intake/turns.ts';

// As many as a worker takes that is alone on the machine, for both ways of reading.
limitThreads(availableParallelism());
await runBenchmark({
  help: INTAKE_HELP,
  parse: parseIntakeArgs,
  async measure(options, dir, say) {
    const rows: IntakeRow[] = [];
    for (const master of await makeMasters(options, dir, say)) {
      for (const scan of await casesOf(master)) {
        say(`Reading ${scan.name}`);
        rows.push(await measureCase(scan, options.rounds));
      }
    }
    return { machine: describeMachine(), quick: options.quick, rows };
  },
  print: printIntake,
});
