import { join } from 'node:path';
import { describeMachine } from './bench/machine.ts';
import { runBenchmark } from './bench/program.ts';
import { startRecto } from './bench/served.ts';
import { parseVerdictArgs, VERDICT_HELP } from './bench-verdict/options.ts';
import { printVerdicts } from './bench-verdict/report.ts';
import { makeScans } from './bench-verdict/scans.ts';
import { sendAll } from './bench-verdict/stations.ts';
import { withToken } from './demo/home-server.ts';

await runBenchmark({
  help: VERDICT_HELP,
  parse: parseVerdictArgs,
  async measure(options, dir, say) {
    const { stations, scans, megabytes, compression, pauseSeconds, quick } = options;
    say(`Making ${stations * scans} scans of ${megabytes} MB`);
    const made = await makeScans(join(dir, 'scans'), { count: stations * scans, megabytes, compression });
    const recto = await startRecto(join(dir, `recto-${Date.now()}`), {}, say);
    try {
      const verdicts = await withToken(recto.config, (token) =>
        sendAll({
          url: recto.url,
          token,
          stations,
          pauseSeconds,
          scans: made,
          stateDir: join(dir, 'state'),
          say,
        }),
      );
      return { machine: describeMachine(), quick, megabytes, compression, stations, pauseSeconds, verdicts };
    } finally {
      await recto.stop();
    }
  },
  print: printVerdicts,
});
