import { availableParallelism } from 'node:os';
import { ITEM_KINDS, type ItemKind } from '../../model/item.ts';
import { isLanguageTag, type LanguageMap } from '../../model/language.ts';
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

export const SEND_HELP = `recto-station send DIR --item REF --server URL --token TOKEN [options]

Sends every scan in a folder to Recto, and waits until each of them is ready. A digest of every file is taken
here, before sending; only a file whose digest the server confirms counts as sent.
Interrupted? Give the same command again: it goes on where it stopped.

  --item REF       the item the scans belong to, for example ARCH00860.1; made if it is not there yet
  --session ID     the capture session the scans are of (default: the one that is open at the token's station)
  --server URL     where Recto runs, for example https://recto.example.org
  --token TOKEN    from \`npx recto-token create\` beside the server; better in the variable RECTO_TOKEN, where nobody sees it
  --publish        publish the item as soon as every scan is ready (needs the role of curator)
  --kind KIND      of a new item: ${ITEM_KINDS.join(', ')}
  --label TEXT     of a new item; nl=TEXT says its language; may be given more than once
  --parallel N     how many files are sent at once, 1 to 16 (default 3)
  --patience MIN   minutes to wait for a server that does not answer (default 15)
  --json           print the outcome as one line of JSON on standard output, also where nothing could be sent
  --help           this text

Sends .tif .tiff .jpg .jpeg .png .webp in the folder itself, not in folders inside it; .jp2 too, which is
always rejected: Recto does not take JPEG 2000.
Exit code: 0 every file is ready (and published, if asked) · 1 something is left to do, as told · 2 wrong options.`;

/** What a station was asked to send. */
export interface SendOptions {
  readonly dir: string;
  readonly reference: string;
  /** No slash at its end. */
  readonly server: string;
  readonly token: string;
  /** Of the scans; undefined: the one that is open at the token's station. */
  readonly session?: string | undefined;
  readonly publish: boolean;
  readonly json: boolean;
  readonly parallel: number;
  /** How long a server may be away. */
  readonly patienceMs: number;
  readonly kind?: ItemKind;
  readonly label?: LanguageMap;
}

const OPTIONS = {
  item: { type: 'string' },
  server: { type: 'string' },
  token: { type: 'string' },
  session: { type: 'string' },
  publish: { type: 'boolean' },
  json: { type: 'boolean' },
  parallel: { type: 'string' },
  patience: { type: 'string' },
  kind: { type: 'string' },
  label: { type: 'string', multiple: true },
} as const;

/**
 * Reads what follows `send`. The token may come from the environment instead, so that no list of processes shows it.
 *
 * @throws Fault('bad-request') saying what is missing or wrong.
 */
export function parseSendArgs(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): SendOptions {
  const { values, positionals } = readArgs(args, OPTIONS);
  const { RECTO_TOKEN: tokenAround } = env;
  return Object.freeze({
    dir: readDir(positionals, 'to send'),
    reference: readReference(values.item),
    server: readServer(values.server),
    token: readToken(values.token ?? tokenAround),
    session: readSession(values.session),
    publish: values.publish ?? false,
    json: values.json ?? false,
    parallel: Math.floor(
      readNumber('--parallel', values.parallel, { least: 1, most: 16, unset: defaultParallel() }),
    ),
    patienceMs: readNumber('--patience', values.patience, { least: 0, most: 10_000, unset: 15 }) * 60_000,
    ...(values.kind === undefined ? {} : { kind: readKind(values.kind) }),
    ...(values.label === undefined ? {} : { label: readLabels(values.label) }),
  });
}

/** Hashing one file while others travel: more than three seldom fill a cable better. */
function defaultParallel(): number {
  return Math.min(3, availableParallelism() + 1);
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
