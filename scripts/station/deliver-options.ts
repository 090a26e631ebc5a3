import { type Language, languageOf, readLanguage } from './language.ts';
import { readArgs, readDir, readNumber, readServer, readToken, wrong } from './options.ts';
import type { Env } from './orders.ts';

export const DELIVER_HELP = `recto-station deliver DIR --batch CODE --server URL --token TOKEN [options]

Sends a delivery to Recto: the masters to their items, and the level 1 images and texts beside them. First the folder
is compared with the list of the delivery, as verify does; where that finds an error nothing is sent.
Interrupted? Give the same command again: what is there already is not sent again.

DIR is the folder of the archive (ARCH00860), or the folder that it lies in.

  --batch CODE     the delivery, which was opened on the server and given its list there
  --server URL     where Recto runs, for example https://recto.example.org
  --token TOKEN    from \`npx recto-token create\` beside the server; better in the variable RECTO_TOKEN, where nobody sees it
  --anyway         send it although there are errors; they stay on the server's report
  --whole          say that this is all of it: what is missing is an error on the server from then on
  --parallel N     how many files are sent at once, 1 to 16 (default 3)
  --patience MIN   minutes to wait for a server that does not answer (default 15)
  --language CODE  of the findings: en or nl (default: what LANG says)
  --help           this text

Exit code: 0 every file of the list is there · 1 something is left to do, as told · 2 wrong options.`;

/** What a station was asked to deliver. */
export interface DeliverOptions {
  readonly dir: string;
  readonly batch: string;
  /** No slash at its end. */
  readonly server: string;
  readonly token: string;
  readonly anyway: boolean;
  /** Whether nothing more is to come. */
  readonly whole: boolean;
  readonly parallel: number;
  readonly patienceMs: number;
  readonly language: Language;
}

const OPTIONS = {
  batch: { type: 'string' },
  server: { type: 'string' },
  token: { type: 'string' },
  anyway: { type: 'boolean' },
  whole: { type: 'boolean' },
  parallel: { type: 'string' },
  patience: { type: 'string' },
  language: { type: 'string' },
} as const;

/**
 * Reads what follows `deliver`.
 *
 * @throws Fault('bad-request') saying what is missing or wrong.
 */
export function parseDeliverArgs(args: readonly string[], env: Env): DeliverOptions {
  const { values, positionals } = readArgs(args, OPTIONS);
  const { RECTO_TOKEN: tokenAround } = env;
  const batch = values.batch?.trim();
  if (!batch) throw wrong('Say which delivery it is: --batch CODE.');
  return {
    dir: readDir(positionals, 'the delivery lies in'),
    batch,
    server: readServer(values.server),
    token: readToken(values.token ?? tokenAround),
    anyway: values.anyway ?? false,
    whole: values.whole ?? false,
    parallel: Math.floor(readNumber('--parallel', values.parallel, { least: 1, most: 16, unset: 3 })),
    patienceMs: readNumber('--patience', values.patience, { least: 0, most: 10_000, unset: 15 }) * 60_000,
    language: values.language === undefined ? languageOf(env) : readLanguage(values.language),
  };
}
