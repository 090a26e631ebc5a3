import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asFault } from '../model/fault.ts';
import { createLog } from './log.ts';

/**
 * Runs `main` where this file is what was started (`node server/main.js`), and not where it is imported. What it
 * throws is said in the log, and the process ends with exit code 1.
 *
 * @param url the `import.meta.url` of the file
 */
export function runIfStarted(url: string, name: string, main: () => Promise<void>): void {
  const [, started] = process.argv;
  // A link to the file is the file: that is how npm makes commands.
  if (started === undefined || realpathSync(started) !== fileURLToPath(url)) return;
  main().catch((thrown: unknown) => {
    createLog(name, 'fatal').fatal({ err: thrown }, asFault(thrown).detail);
    process.exit(1);
  });
}
