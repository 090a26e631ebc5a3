import { type Language, languageOf, readLanguage } from './language.ts';
import { readArgs, wrong } from './options.ts';
import type { Env } from './orders.ts';

export const VERIFY_HELP = `recto-station verify LIST DIR [options]

Compares a delivery with its concordance table, without a server, and says whether it is accepted or returned:
what is missing, double, misnamed or in no line, and every file that is not what it should be, each with the line of
the table and what to do about it. Nothing is changed.

LIST is the table (CSV with the columns objnr, ID, master, volgnr, and level1 and text… where there are such files).
DIR is the folder of the archive (ARCH00860), or the folder that it lies in.

  --html FILE      write the report as a page to read, print or send to the supplier
  --csv FILE       write the findings as a table for a spreadsheet
  --ead FILE       the finding aid: every ID must be one of its unitids
  --language CODE  of the report: en or nl (default: what LANG says)
  --json           print the report as one line of JSON on standard output
  --help           this text

Exit code: 0 accepted · 1 returned · 2 wrong use, or something could not be read, so that there is no verdict.`;

/** What a station was asked to verify. */
export interface VerifyOptions {
  readonly list: string;
  readonly dir: string;
  readonly html: string | undefined;
  readonly csv: string | undefined;
  readonly ead: string | undefined;
  readonly language: Language;
  readonly json: boolean;
}

const OPTIONS = {
  html: { type: 'string' },
  csv: { type: 'string' },
  ead: { type: 'string' },
  language: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/**
 * Reads what follows `verify`.
 *
 * @throws Fault('bad-request') saying what is missing or wrong.
 */
export function parseVerifyArgs(args: readonly string[], env: Env): VerifyOptions {
  const { values, positionals } = readArgs(args, OPTIONS);
  const [list, dir, ...rest] = positionals;
  if (list === undefined) throw wrong('Say which table, and which folder: verify LIST DIR.');
  if (dir === undefined) throw wrong('Say which folder the delivery lies in: verify LIST DIR.');
  if (rest.length > 0) throw wrong(`One delivery at a time; "${rest[0]}" is one too many.`);
  const { html, csv, ead } = values;
  return {
    list,
    dir,
    html,
    csv,
    ead,
    language: values.language === undefined ? languageOf(env) : readLanguage(values.language),
    json: values.json ?? false,
  };
}
