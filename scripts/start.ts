import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { profileOf } from '../intake/profile-of.ts';
import { Fault } from '../model/fault.ts';
import { loadConfig } from '../runtime/config.ts';
import { ROOT } from './setup/places.ts';
import { createRecto } from './start/recto.ts';
import { createSay } from './start/terminal.ts';

const HELP = `npm start

Runs Recto on this machine: a server, workers and a private Redis, with all state in RECTO_DATA.
Installs and builds what is missing first. Settings: docs/configuration.md, or a file .env like .env.example.`;

/** npm passes a Ctrl-C on that the terminal has sent already; only a later one means it. */
const SECOND_SIGNAL_MS = 500;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const settings = join(ROOT, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  const say = createSay(console.log);
  const config = loadConfig(process.env);
  // Said here before anything is started: what the server would say goes to its log.
  await profileOf(config);
  const recto = createRecto(config, say);
  let askedAt = 0;
  const onSignal = () => {
    if (askedAt && Date.now() - askedAt < SECOND_SIGNAL_MS) return;
    if (askedAt) recto.force();
    askedAt ||= Date.now();
    void end(0);
  };
  async function end(code: number): Promise<void> {
    await recto.stop();
    process.exit(code);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  try {
    await recto.start();
  } catch (error) {
    if (askedAt) return;
    console.error(sentence(error));
    await end(1);
  }
}

/** What the person at the terminal is told. */
function sentence(error: unknown): string {
  if (error instanceof Fault) return error.detail;
  return error instanceof Error ? error.message : String(error);
}

await main().catch((error: unknown) => {
  console.error(sentence(error));
  process.exit(1);
});
