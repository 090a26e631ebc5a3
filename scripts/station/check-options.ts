import type { ProfileAsked } from './choose-profile.ts';
import { readArgs, readDir, readServer, readToken, wrong } from './options.ts';
import type { Env } from './orders.ts';

export const CHECK_HELP = `recto-station check DIR [options]

Checks every scan in a folder, here: nothing is sent, and no server is asked but for a profile of its own. Each file is read whole and put to the
rules of a capture profile, the same ones that Recto applies when it arrives; then they are compared with each other.
Prints what is wrong with which file, where on the image, and what to do.

  --profile NAME    what a good scan is: a name that \`recto-station profiles\` lists (unless given: any)
  --profile FILE    the same from a file that ends in .json; \`recto-station profiles NAME\` prints one to begin with
  --server URL      a profile of this server: the one that --profile names, else its default. It is kept here, and used
                    where the server does not answer, which is then said. A kept one can be named without --server too
  --token TOKEN     the station's token for that server; better: the variable RECTO_TOKEN
  --item-size SIZE  how large the original is, width x height in millimetres or centimetres, like 210x297mm or 14,85x21cm,
                    to the nearest millimetre
  --json            print the outcome as one line of JSON on standard output
  --help            this text

Checks .tif .tiff .jpg .jpeg .png .webp in the folder itself, not in folders inside it; of .jp2 it says that Recto
does not take JPEG 2000.
Speaks Dutch where LANG is Dutch, else English.
Exit code: 0 no errors (there may be warnings) · 1 errors, or not everything could be checked · 2 wrong options.`;

/** What a station was asked to check. */
export interface CheckOptions {
  readonly dir: string;
  readonly profile: ProfileAsked;
  /** Of the original. */
  readonly originalMm: { readonly widthMm: number; readonly heightMm: number } | undefined;
  readonly json: boolean;
}

const OPTIONS = {
  profile: { type: 'string' },
  server: { type: 'string' },
  token: { type: 'string' },
  'item-size': { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** The largest original that somebody may mean: a hundred metres. */
const LARGEST_MM = 100_000;

/** Reads what follows `check`. The token may come from the environment instead. @throws Fault('bad-request') saying what is missing or wrong. */
export function parseCheckArgs(args: readonly string[], env: Env): CheckOptions {
  const { values, positionals } = readArgs(args, OPTIONS);
  const size = values['item-size'];
  return Object.freeze({
    dir: readDir(positionals, 'to check'),
    profile: { name: values.profile, from: readFrom(values, env) },
    originalMm: size === undefined ? undefined : readSize(size),
    json: values.json ?? false,
  });
}

function readFrom(
  { server, token }: { readonly server?: string | undefined; readonly token?: string | undefined },
  { RECTO_TOKEN: tokenAround }: Env,
): ProfileAsked['from'] {
  if (server !== undefined) return { server: readServer(server), token: readToken(token ?? tokenAround) };
  if (token === undefined) return undefined;
  throw wrong('--token is for a server: say which with --server URL.');
}

function readSize(text: string): { widthMm: number; heightMm: number } {
  const found = /^\s*(\d+(?:[.,]\d+)?)\s*[x×]\s*(\d+(?:[.,]\d+)?)\s*(mm|cm)?\s*$/i.exec(text);
  const perUnit = found?.[3]?.toLowerCase() === 'cm' ? 10 : 1;
  const [widthMm, heightMm] = [found?.[1], found?.[2]].map((side) =>
    // As an item is kept. Without the last digits, which a number of two may have gained.
    Math.round(Number((Number(side?.replace(',', '.')) * perUnit).toPrecision(12))),
  );
  if (!isSide(widthMm) || !isSide(heightMm)) {
    throw wrong(
      `--item-size takes width x height in millimetres or centimetres, like 210x297mm or 14,85x21cm, not "${text}".`,
    );
  }
  return { widthMm, heightMm };
}

function isSide(mm: number | undefined): mm is number {
  return mm !== undefined && mm > 0 && mm <= LARGEST_MM;
}
