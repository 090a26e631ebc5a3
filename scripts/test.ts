import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { SETTINGS } from '../runtime/config.ts';
import { findRedis } from './redis.ts';
import { findChromium } from './setup/parts.ts';
import { ROOT } from './setup/places.ts';
import { partsFor, setUp } from './setup/set-up.ts';
import { fetchViewer, MIRADOR, UNIVERSAL_VIEWER } from './setup/viewers.ts';
import { buildWeb } from './setup/web.ts';
import { type Check, runCheck } from './test/check.ts';
import { runMocha } from './test/run-mocha.ts';
import { add, resultLine, type Tally } from './test/tally.ts';
import { testFiles } from './test/test-files.ts';

const HELP = `npm test [-- FILE…]

Installs what is missing, then checks types and lint, builds the web app and runs every test, or only the files
that are named. The last line is how it went. Exit code 0 only if something ran and nothing failed.`;

const bin = (name: string) => join(ROOT, 'node_modules', '.bin', name);

const CHECKS: readonly Check[] = [
  { name: 'types', command: [bin('tsc')] },
  { name: 'types of the web app', command: [bin('tsc'), '-p', 'web'], needs: 'web/tsconfig.json' },
  { name: 'lint and format', command: [bin('biome'), 'check', '--error-on-warnings', '.'] },
];

/** The environment of the tests: without the settings of whoever runs them, so that no test meets real stores. */
function testEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !(name in SETTINGS));
  return {
    ...Object.fromEntries(kept),
    REDIS_BIN: findRedis(),
    CHROMIUM_BIN: findChromium(),
    // It is said once for every process that meets the client, and there are many.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

function prepare(): Tally {
  return runCheck('set-up', () => {
    setUp({ parts: partsFor('tests'), say: console.log });
    for (const viewer of [MIRADOR, UNIVERSAL_VIEWER]) fetchViewer(viewer, console.log);
  });
}

async function runEverything(named: readonly string[]): Promise<Tally> {
  const prepared = prepare();
  if (prepared.failed > 0) return prepared;
  let tally = prepared;
  for (const check of CHECKS) {
    if (!check.needs || existsSync(join(ROOT, check.needs)))
      tally = add(tally, runCheck(check.name, check.command));
  }
  if (existsSync(join(ROOT, 'web', 'index.html'))) {
    tally = add(
      tally,
      runCheck('the web app builds', () => buildWeb(() => {})),
    );
  }
  const files =
    named.length > 0 ? named.map((file) => relative(ROOT, join(process.cwd(), file))) : testFiles(ROOT);
  return add(tally, await runMocha(files, testEnvironment()));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const tally = await runEverything(positionals);
  console.log(`\n${resultLine(tally)}`);
  process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0;
}

await main();
