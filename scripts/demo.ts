import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asFault } from '../model/fault.ts';
import { type Config, configOfProcess } from '../runtime/config.ts';
import { openHomeServer, withToken } from './demo/home-server.ts';
import { openLetters } from './demo/letters.ts';
import { DEMO_HELP, type DemoOptions, parseDemoArgs } from './demo/options.ts';
import { type Shown, showWorks } from './demo/show.ts';
import { ROOT } from './setup/places.ts';
import { defaultStateDir } from './station/resume-state.ts';

const say = (line: string) => console.error(line);

async function main(args: readonly string[]): Promise<number> {
  const options = parseDemoArgs(args, process.env);
  if (options.help) {
    console.log(DEMO_HELP);
    return 0;
  }
  const settings = join(ROOT, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  const config = configOfProcess();
  if (options.elsewhere) {
    const { server, token } = options.elsewhere;
    print(await show(config, server, token), options);
    return 0;
  }
  const home = await openHomeServer(config, say);
  try {
    const shown = await withToken(config, (token) => show(config, home.url, token));
    if (options.keep || !home.isOurs || !options.json) print(shown, options);
    if (home.isOurs && (options.keep || !options.json)) {
      say('Recto keeps running. Ctrl-C stops it.');
      await home.ended();
      return 0;
    }
    await home.stop();
    if (home.isOurs) print(shown, options);
    return 0;
  } catch (thrown) {
    await home.stop();
    throw thrown;
  }
}

async function show(config: Config, server: string, token: string): Promise<Shown[]> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await showWorks({
      server,
      token,
      dir: join(config.dataDir, 'demo'),
      letters: await openLetters(),
      world: { stateDir: defaultStateDir(process.env), screen: process.stderr, signal: stopping.signal },
      say,
    });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function print(shown: readonly Shown[], options: DemoOptions): void {
  if (options.json) {
    console.log(JSON.stringify({ items: shown }));
    return;
  }
  for (const { reference, manifest, viewer } of shown) {
    console.log(`\n${reference}\n  manifest  ${manifest}\n  viewer    ${viewer}`);
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (thrown) {
  const fault = asFault(thrown);
  if (fault.code === 'internal') console.error(thrown);
  else console.error(fault.detail);
  process.exitCode = fault.code === 'bad-request' ? 2 : 1;
}
