import { availableParallelism } from 'node:os';
import { namesItem } from '../../intake/item-of-name.ts';
import {
  readArgs,
  readDir,
  readNumber,
  readReference,
  readServer,
  readSession,
  readToken,
  wrong,
} from './options.ts';
import type { Env } from './orders.ts';

export const WATCH_HELP = `recto-station watch DIR --server URL --token TOKEN [--item REF] [options]

Watches the folder that a capture program writes to, and sends every scan to Recto as soon as it is finished.
An accepted scan is moved to a folder done/ beside it; beside a rejected one a NAME.findings.txt says what is wrong, until a better
one is put in its place. Nothing is deleted or overwritten. May be stopped or killed at any moment: started again, it
goes on. A server or a network that is away is waited for, for as long as it takes.

Which item a scan belongs to: that of --item; else a folder in DIR has the name of its item (DIR/ARCH00860.1/0001.tif);
else the name of the file says it, by --names; without --names it is what lay on the stand when the file was begun, where
the token is bound to a station, else what the name says by the pattern of the server's default profile. Where nothing
says it, the scan is left where it is, as is told.

  --item REF       everything in DIR itself belongs to this item, for example ARCH00860.1; made if it is not there yet
  --names PATTERN  how files in DIR itself are named after their items: '{archive}.{item}_{sequence:5}{side?}'
  --register       make the items that folders and names speak of, where they are not there yet
  --session ID     the capture session the scans are of (default: the one that is open at the token's station)
  --server URL     where Recto runs, for example https://recto.example.org
  --token TOKEN    from \`npx recto-token create\` beside the server; better in the variable RECTO_TOKEN, where nobody sees it
  --steady SEC     a file is finished when it has not changed for so many seconds, 0.2 to 3600 (default 10)
  --once           end when everything in the folder is dealt with
  --parallel N     how many files are sent at once, 1 to 16 (default 3)
  --patience MIN   minutes to wait for a server that does not answer (default: no end; with --once 15; 0: not at all)
  --help           this text

Sends .tif .tiff .jpg .jpeg .png .webp .jp2; names that end in .part, .tmp or .crdownload wait
until they are renamed. A .jp2 always gets a note: Recto does not take JPEG 2000. Writes notes in Dutch where LANG is Dutch, else in English; what it
prints is English.
Exit code: 0 stopped, or with --once everything is in done/ · 1 something is left to do, as told · 2 wrong options, or
another recto-station watches this folder.`;

/** What a station was asked to watch. */
export interface WatchOptions {
  readonly dir: string;
  /** The one item of everything in the folder itself; undefined where folders and names say whose a scan is. */
  readonly reference: string | undefined;
  /** The pattern of names that say it. */
  readonly names: string | undefined;
  /** Items that are spoken of and not there yet are made. */
  readonly register: boolean;
  /** No slash at its end. */
  readonly server: string;
  readonly token: string;
  /** Of the scans; undefined: the one that is open at the token's station. */
  readonly session: string | undefined;
  readonly steadyMs: number;
  readonly once: boolean;
  readonly parallel: number;
  /** How long a server may be away; may be without end. */
  readonly patienceMs: number;
}

const OPTIONS = {
  item: { type: 'string' },
  names: { type: 'string' },
  register: { type: 'boolean' },
  server: { type: 'string' },
  token: { type: 'string' },
  session: { type: 'string' },
  steady: { type: 'string' },
  once: { type: 'boolean' },
  parallel: { type: 'string' },
  patience: { type: 'string' },
} as const;

/**
 * Reads what follows `watch`. The token may come from the environment instead, so that no list of processes shows it.
 *
 * @throws Fault('bad-request') saying what is missing or wrong.
 */
export function parseWatchArgs(args: readonly string[], env: Env): WatchOptions {
  const { values, positionals } = readArgs(args, OPTIONS);
  const { RECTO_TOKEN: tokenAround } = env;
  const once = values.once ?? false;
  const minutes =
    values.patience === undefined && !once
      ? Number.POSITIVE_INFINITY
      : readNumber('--patience', values.patience, { least: 0, most: 10_000, unset: 15 });
  const parallel = { least: 1, most: 16, unset: Math.min(3, availableParallelism() + 1) };
  return Object.freeze({
    dir: readDir(positionals, 'to watch'),
    ...readWhose(values),
    server: readServer(values.server),
    token: readToken(values.token ?? tokenAround),
    session: readSession(values.session),
    steadyMs: readNumber('--steady', values.steady, { least: 0.2, most: 3_600, unset: 10 }) * 1_000,
    once,
    parallel: Math.floor(readNumber('--parallel', values.parallel, parallel)),
    patienceMs: minutes * 60_000,
  });
}

/** @throws Fault('bad-request') */
function readWhose(values: {
  readonly item?: string | undefined;
  readonly names?: string | undefined;
  readonly register?: boolean | undefined;
}): Pick<WatchOptions, 'reference' | 'names' | 'register'> {
  const { item, names, register = false } = values;
  if (item !== undefined && (names !== undefined || register))
    throw wrong('With --item everything belongs to that one item: leave out --names and --register.');
  if (names !== undefined && !namesItem(names))
    throw wrong(`The name pattern ${names} has no {item}, so no name says which item a file belongs to.`);
  return { reference: item === undefined ? undefined : readReference(item), names, register };
}
