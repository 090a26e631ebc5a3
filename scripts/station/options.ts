import { type ParseArgsConfig, parseArgs } from 'node:util';
import { asFault, errorCode, Fault } from '../../model/fault.ts';
import { isId } from '../../model/ids.ts';
import { parseReference } from '../../model/item.ts';

/** Wrong use: a sentence that says what is missing or wrong. */
export function wrong(detail: string): Fault {
  return new Fault('bad-request', detail);
}

type OptionTable = NonNullable<ParseArgsConfig['options']>;

/** What is known elsewhere, and is no option of orders that speak to a server. */
const OF_CHECK = '--profile is an option of check; the server judges by a profile of its own.';

/** Options and the words between them, as an order's table names them. @throws Fault('bad-request') */
export function readArgs<T extends OptionTable>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new Fault('bad-request', complaintOf(cause, options), { cause });
  }
}

function complaintOf(cause: unknown, options: OptionTable): string {
  const message = cause instanceof Error ? cause.message : asFault(cause).detail;
  if (errorCode(cause) !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return message;
  const name = /'(-[^']*)'/.exec(message)?.[1] ?? '';
  if (name === '--profile' && 'server' in options) return OF_CHECK;
  return `There is no option ${name}.`;
}

/** The one folder that an order is about; `what` ends the sentence "Say which folder …". @throws Fault('bad-request') */
export function readDir(positionals: readonly string[], what: string): string {
  const [dir, ...rest] = positionals;
  if (dir === undefined) throw wrong(`Say which folder ${what}.`);
  if (rest.length > 0) throw wrong(`One folder at a time; "${rest[0]}" is one too many.`);
  return dir;
}

/** The item that scans belong to. @throws Fault('bad-request') */
export function readReference(text: string | undefined): string {
  const reference = text === undefined ? undefined : parseReference(text);
  if (reference === undefined) throw wrong('Say which item the scans belong to: --item REF.');
  return reference;
}

/** The id of a capture session; undefined where none is named. @throws Fault('bad-request') */
export function readSession(text: string | undefined): string | undefined {
  if (text === undefined || isId(text)) return text;
  throw wrong(
    `--session ${text} is no id of a capture session: copy it from the end of the address of its page.`,
  );
}

/** The address of a server, without a slash at its end. @throws Fault('bad-request') */
export function readServer(text: string | undefined): string {
  if (text === undefined) throw wrong('Say where Recto runs: --server URL.');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw wrong(`"${text}" is not the address of a server. It looks like https://recto.example.org`);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** A token. @throws Fault('bad-request') that never shows it. */
export function readToken(text: string | undefined): string {
  const token = text?.trim();
  if (!token) throw wrong('A token is needed: --token TOKEN, or the variable RECTO_TOKEN.');
  // It goes into a header, where nothing else may stand. The token itself is never shown.
  if (!/^[\x21-\x7e]+$/.test(token)) throw wrong('The token has characters that no token has.');
  return token;
}

/** A number within bounds. @throws Fault('bad-request') */
export function readNumber(
  name: string,
  text: string | undefined,
  bounds: { readonly least: number; readonly most: number; readonly unset: number },
): number {
  if (text === undefined) return bounds.unset;
  const number = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || number < bounds.least || number > bounds.most) {
    throw wrong(`${name} takes a number from ${bounds.least} to ${bounds.most}, not "${text}".`);
  }
  return number;
}
