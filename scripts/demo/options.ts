import { parseArgs } from 'node:util';
import { Fault } from '../../model/fault.ts';

export const DEMO_HELP = `npm run demo -- [options]

Makes a poster, a pamphlet and a manuscript as TIFFs, sends them to Recto with the station program, publishes
them, and prints where they are. Run twice, it changes nothing. The TIFFs stay in RECTO_DATA/demo.

Uses the Recto that runs at PORT on this machine. Where none runs it starts one, which then keeps running until
Ctrl-C; with --json it is stopped at the end, unless --keep is given.

  --json          print the outcome as one line of JSON, last
  --keep          leave a Recto that was started here running, with --json too, until Ctrl-C
  --server URL    use another server; needs --token
  --token TOKEN   of a curator, or in the variable RECTO_TOKEN
  --help          this text`;

export interface DemoOptions {
  readonly help: boolean;
  readonly json: boolean;
  readonly keep: boolean;
  /** Somebody else's server, with a token for it; null for the one on this machine. */
  readonly elsewhere: { readonly server: string; readonly token: string } | null;
}

/** Reads the command line. @throws Fault('bad-request') */
export function parseDemoArgs(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): DemoOptions {
  const { values } = readArgs(args);
  const { RECTO_TOKEN: tokenAround } = env;
  const { help = false, json = false, keep = false, server } = values;
  if (server === undefined) return { help, json, keep, elsewhere: null };
  const token = values.token ?? tokenAround;
  if (!URL.canParse(server)) throw new Fault('bad-request', `"${server}" is not the address of a server.`);
  if (!token) throw new Fault('bad-request', 'With --server a token is needed: --token TOKEN.');
  return { help, json, keep, elsewhere: { server: server.replace(/\/+$/, ''), token } };
}

function readArgs(args: readonly string[]) {
  const options = {
    json: { type: 'boolean' },
    keep: { type: 'boolean' },
    server: { type: 'string' },
    token: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args: [...args], options });
  } catch (cause) {
    throw new Fault('bad-request', cause instanceof Error ? cause.message : 'Wrong options.', { cause });
  }
}
