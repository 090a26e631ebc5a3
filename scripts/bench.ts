import { chooseGenerator } from './bench/generator.ts';
import { describeMachine } from './bench/machine.ts';
import { BENCH_HELP, parseBenchArgs } from './bench/options.ts';
import { runPasses } from './bench/passes.ts';
import { runBenchmark } from './bench/program.ts';
import { printResult } from './bench/report.ts';

await runBenchmark({
  help: BENCH_HELP,
  parse: parseBenchArgs,
  async measure(options, dir, say) {
    const generator = chooseGenerator();
    const machine = describeMachine();
    const findings = await runPasses(options, { dir, generator, say });
    return { machine, generator: generator.name, quick: options.quick, ...findings };
  },
  print: printResult,
});
