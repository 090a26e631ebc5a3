import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { asFault, Fault } from '../../model/fault.ts';
import { ITEM_KINDS, type ItemKind, parseReference } from '../../model/item.ts';
import { isLanguageTag, type LanguageMap } from '../../model/language.ts';

export const STATION_HELP = `recto-station send DIR --item REF --server URL --token TOKEN [options]

Sends every scan in a folder to Recto, and waits until each of them is ready. A digest of every file is taken
here, before sending; only a file whose digest the server confirms counts as sent.
Interrupted? Give the same command again: it goes on where it stopped.

  --item REF       the item the scans belong to, for example ARCH00860.1; made if it is not there yet
  --server URL     where Recto runs, for example https://recto.example.org
  --token TOKEN    from \`npx recto-token create\` beside the server; better in the variable RECTO_TOKEN, where nobody sees it
  --publish        publish the item as soon as every scan is ready (needs the role of curator)
  --kind KIND      of a new item: ${ITEM_KINDS.join(', ')}
  --label TEXT     of a new item; nl=TEXT says its language; may be given more than once
  --parallel N     how many files are sent at once, 1 to 16 (default 3)
  --patience MIN   minutes to wait for a server that does not answer (default 15)
  --json           print the outcome as one line of JSON on standard output, also where nothing could be sent
  --help           this text

Sends .tif .tiff .jpg .jpeg .png .webp .jp2 in the folder itself, not in folders inside it.
Exit code: 0 every file is ready (and published, if asked) · 1 something is left to do, as told · 2 wrong options.`;

/** What a station was asked to send. */
export interface SendOptions {
  readonly dir: string;
  readonly reference: string;
  /** No slash at its end. */
  readonly server: string;
  readonly token: string;
  readonly publish: boolean;
  readonly json: boolean;
  readonly parallel: number;
  /** How long a server may be away. */
  readonly patienceMs: number;
  readonly kind?: ItemKind;
  readonly label?: LanguageMap;
}

export type StationOrder =
  | { readonly order: 'help' }
  | { readonly order: 'send'; readonly send: SendOptions };

const OPTIONS = {
  item: { type: 'string' },
  server: { type: 'string' },
  token: { type: 'string' },
  publish: { type: 'boolean' },
  json: { type: 'boolean' },
  parallel: { type: 'string' },
  patience: { type: 'string' },
  kind: { type: 'string' },
  label: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new Fault('bad-request', cause instanceof Error ? cause.message : asFault(cause).detail, { cause });
  }
}

/**
 * Reads the command line. The token may come from the environment instead, so that no list of processes shows it.
 *
 * @throws Fault('bad-request') saying what is missing or wrong.
 */
export function parseStationArgs(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): StationOrder {
  const { values, positionals } = readArgs(args);
  const { RECTO_TOKEN: tokenAround } = env;
  const [command, dir, ...rest] = positionals;
  if (values.help || command === 'help') return { order: 'help' };
  if (command !== 'send')
    throw wrong(command === undefined ? 'Say what to do: send.' : `There is no "${command}".`);
  if (dir === undefined) throw wrong('Say which folder to send.');
  if (rest.length > 0) throw wrong(`One folder at a time; "${rest[0]}" is one too many.`);
  return {
    order: 'send',
    send: Object.freeze({
      dir,
      reference: readReference(values.item),
      server: readServer(values.server),
      token: readToken(values.token ?? tokenAround),
      publish: values.publish ?? false,
      json: values.json ?? false,
      parallel: readNumber('--parallel', values.parallel, { least: 1, most: 16, unset: defaultParallel() }),
      patienceMs: readNumber('--patience', values.patience, { least: 0, most: 10_000, unset: 15 }) * 60_000,
      ...(values.kind === undefined ? {} : { kind: readKind(values.kind) }),
      ...(values.label === undefined ? {} : { label: readLabels(values.label) }),
    }),
  };
}

function wrong(detail: string): Fault {
  return new Fault('bad-request', detail);
}

/** Hashing one file while others travel: more than three seldom fill a cable better. */
function defaultParallel(): number {
  return Math.min(3, availableParallelism() + 1);
}

function readReference(text: string | undefined): string {
  const reference = text === undefined ? undefined : parseReference(text);
  if (reference === undefined) throw wrong('Say which item the scans belong to: --item REF.');
  return reference;
}

function readServer(text: string | undefined): string {
  if (text === undefined) throw wrong('Say where Recto runs: --server URL.');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw wrong(`"${text}" is not the address of a server. It looks like https://recto.example.org`);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function readToken(text: string | undefined): string {
  const token = text?.trim();
  if (!token) throw wrong('A token is needed: --token TOKEN, or the variable RECTO_TOKEN.');
  // It goes into a header, where nothing else may stand. The token itself is never shown.
  if (!/^[\x21-\x7e]+$/.test(token)) throw wrong('The token has characters that no token has.');
  return token;
}

function readNumber(
  name: string,
  text: string | undefined,
  bounds: { readonly least: number; readonly most: number; readonly unset: number },
): number {
  if (text === undefined) return bounds.unset;
  const number = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || number < bounds.least || number > bounds.most) {
    throw wrong(`${name} takes a number from ${bounds.least} to ${bounds.most}, not "${text}".`);
  }
  return name === '--parallel' ? Math.floor(number) : number;
}

function readKind(text: string): ItemKind {
  const kind = ITEM_KINDS.find((known) => known === text);
  if (kind === undefined) throw wrong(`"${text}" is no kind of item. There are: ${ITEM_KINDS.join(', ')}.`);
  return kind;
}

function readLabels(texts: readonly string[]): LanguageMap {
  const labels: Record<string, string[]> = {};
  for (const text of texts) {
    const equals = text.indexOf('=');
    const tag = text.slice(0, Math.max(equals, 0));
    const [language, value] = isLanguageTag(tag) ? [tag, text.slice(equals + 1)] : ['none', text];
    labels[language] = [...(labels[language] ?? []), value.trim()];
  }
  return labels;
}
