import { readArgs, readDir, wrong } from './options.ts';

export const CHECK_HELP = `recto-station check DIR [options]

Checks every scan in a folder, here: no server is asked and nothing is sent. Each file is read whole and put to the
rules of a capture profile, the same ones that Recto applies when it arrives; then they are compared with each other.
Prints what is wrong with which file, where on the image, and what to do.

  --profile NAME    what a good scan is: a name that \`recto-station profiles\` lists (unless given: any)
  --profile FILE    the same from a file that ends in .json; \`recto-station profiles NAME\` prints one to begin with
  --item-size SIZE  how large the original is, width x height in millimetres, for example 210x297mm
  --json            print the outcome as one line of JSON on standard output
  --help            this text

Checks .tif .tiff .jpg .jpeg .png .webp in the folder itself, not in folders inside it; of .jp2 it says that Recto
does not take JPEG 2000.
Speaks Dutch where LANG is Dutch, else English.
Exit code: 0 no errors (there may be warnings) · 1 errors, or not everything could be checked · 2 wrong options.`;

/** What a station was asked to check. */
export interface CheckOptions {
  readonly dir: string;
  /** The name of a preset, or a path that ends in `.json`. */
  readonly profile: string;
  /** Of the original. */
  readonly originalMm: { readonly widthMm: number; readonly heightMm: number } | undefined;
  readonly json: boolean;
}

const OPTIONS = {
  profile: { type: 'string' },
  'item-size': { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** The largest original that somebody may mean: a hundred metres. */
const LARGEST_MM = 100_000;

/** Reads what follows `check`. @throws Fault('bad-request') saying what is missing or wrong. */
export function parseCheckArgs(args: readonly string[]): CheckOptions {
  const { values, positionals } = readArgs(args, OPTIONS);
  const size = values['item-size'];
  return Object.freeze({
    dir: readDir(positionals, 'to check'),
    profile: values.profile ?? 'any',
    originalMm: size === undefined ? undefined : readSize(size),
    json: values.json ?? false,
  });
}

function readSize(text: string): { widthMm: number; heightMm: number } {
  const found = /^\s*(\d+(?:[.,]\d+)?)\s*[x×]\s*(\d+(?:[.,]\d+)?)\s*(?:mm)?\s*$/i.exec(text);
  const [widthMm, heightMm] = [found?.[1], found?.[2]].map((side) => Number(side?.replace(',', '.')));
  if (!isSide(widthMm) || !isSide(heightMm)) {
    throw wrong(`--item-size takes width x height in millimetres, like 210x297mm, not "${text}".`);
  }
  return { widthMm, heightMm };
}

function isSide(mm: number | undefined): mm is number {
  return mm !== undefined && mm > 0 && mm <= LARGEST_MM;
}
