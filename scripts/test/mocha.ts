import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import Mocha from 'mocha';
import { ROOT } from '../setup/places.ts';
import { add, seconds, type Tally } from './tally.ts';

/** How long the tests' process may still run after the last test. */
const LINGER_MS = 15_000;

interface FileRun {
  readonly file: string;
  readonly startedAt: number;
  passed: number;
  failed: number;
}

/** Says how each file went when it has ended, and keeps the failures for the end. */
function watch(runner: Mocha.Runner, failures: Mocha.Test[]): void {
  const { EVENT_TEST_BEGIN, EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_SUITE_BEGIN, EVENT_RUN_END } =
    Mocha.Runner.constants;
  let current: FileRun | undefined;

  function end(): void {
    if (!current) return;
    const { file, startedAt, passed, failed } = current;
    const counts = failed > 0 ? `${passed} passed, ${failed} failed` : `${passed}`;
    console.log(`${failed > 0 ? '✗' : '✓'} ${file} ${counts} (${seconds(startedAt)})`);
  }
  function begin(file: string | undefined): void {
    const name = relative(ROOT, file ?? '');
    if (!file || name === current?.file) return;
    end();
    current = { file: name, startedAt: Date.now(), passed: 0, failed: 0 };
  }
  runner.on(EVENT_SUITE_BEGIN, (suite) => begin(suite.file));
  runner.on(EVENT_TEST_BEGIN, (test) => begin(test.file));
  runner.on(EVENT_TEST_PASS, () => {
    if (current) current.passed += 1;
  });
  runner.on(EVENT_TEST_FAIL, (test) => {
    failures.push(test);
    if (current) current.failed += 1;
  });
  runner.on(EVENT_RUN_END, end);
}

/** Reads the files one by one, so that one that cannot be read is a failure and the others still run. */
async function load(files: readonly string[]): Promise<{ mocha: Mocha; unread: number }> {
  const settings = JSON.parse(readFileSync(join(ROOT, '.mocharc.json'), 'utf8')) as { timeout?: number };
  const mocha = new Mocha({
    timeout: settings.timeout ?? 20_000,
    forbidOnly: true,
    forbidPending: true,
    reporter: 'base', // Prints nothing by itself; `watch` does.
  });
  let unread = 0;
  for (const file of files) {
    try {
      mocha.files = [resolve(ROOT, file)];
      await mocha.loadFilesAsync();
    } catch (error) {
      unread += 1;
      console.log(`✗ ${file} cannot be read\n${error instanceof Error ? error.stack : String(error)}\n`);
    }
  }
  mocha.files = [];
  return { mocha, unread };
}

function run(mocha: Mocha, failures: Mocha.Test[]): Promise<Tally> {
  return new Promise((finished) => {
    const runner = mocha.run(() => {
      finished({ passed: runner.stats?.passes ?? 0, failed: failures.length });
    });
    watch(runner, failures);
  });
}

async function main(): Promise<void> {
  const failures: Mocha.Test[] = [];
  const { mocha, unread } = await load(process.argv.slice(2));
  const tally = add(await run(mocha, failures), { passed: 0, failed: unread });
  if (failures.length > 0) Mocha.reporters.Base.list(failures);
  process.send?.(tally);
  process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0;
  setTimeout(() => {
    console.log(
      `✗ Something that the tests opened is still open: ${process.getActiveResourcesInfo().join(', ')}`,
    );
    process.exit(1);
  }, LINGER_MS).unref();
}

await main();
