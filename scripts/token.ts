import { parseArgs } from 'node:util';
import { asFault, Fault } from '../model/fault.ts';
import { isId } from '../model/ids.ts';
import { ROLES, type Role } from '../model/user.ts';
import { configOfProcess } from '../runtime/config.ts';
import { createToken } from '../server/actions/create-token.ts';
import { listTokens, revokeToken, type Token } from '../storage/records/agents.ts';
import { openRecords } from '../storage/records/open.ts';
import type { Records } from '../storage/records/records.ts';

const HELP = `Makes, lists and revokes the tokens of stations and scripts.

  recto-token create --role technician|curator|admin --name NAME
      prints the token: this once, and nothing else on standard output
  recto-token list
  recto-token revoke ID

Works on the records that RECTO_DATA (default ./data) or DATABASE_URL say, also while Recto runs.`;

/** What the second process that a token is made by is called in the record. */
const CREATOR = 'recto-token';

/**
 * Opens the records itself: one short transaction beside the server, which SQLite's write-ahead log allows.
 *
 * @returns the exit code: 0; 1 where it could not be done; 2 where it was not understood.
 */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { role: { type: 'string' }, name: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    const [command, ...operands] = positionals;
    if (values.help === true || command === undefined) {
      console.log(HELP);
      return values.help === true ? 0 : 2;
    }
    const work = chooseWork(command, operands, values);
    const { dataDir, DATABASE_URL: databaseUrl } = configOfProcess();
    const records = await openRecords({ dataDir, databaseUrl });
    try {
      console.log(await work(records));
    } finally {
      await records.close();
    }
    return 0;
  } catch (thrown) {
    return complain(thrown);
  }
}

type Work = (records: Records) => Promise<string>;

function chooseWork(
  command: string,
  operands: readonly string[],
  given: { readonly role?: string | undefined; readonly name?: string | undefined },
): Work {
  if (command === 'list') return async (records) => describe(await records.read(listTokens));
  if (command === 'revoke') return revoking(operands[0] ?? '');
  if (command !== 'create') throw new Fault('bad-request', `There is no command ${command}. See --help.`);
  const role = ROLES.find((one) => one === given.role);
  const name = given.name?.trim() ?? '';
  if (role === undefined) throw new Fault('bad-request', `--role must be one of ${ROLES.join(', ')}.`);
  if (name === '') throw new Fault('bad-request', '--name must say whose token it is.');
  return creating(role, name);
}

function creating(role: Role, name: string): Work {
  return async (records) => (await createToken({ records }, { name, role, createdBy: CREATOR })).secret;
}

function revoking(id: string): Work {
  if (!isId(id))
    throw new Fault('bad-request', 'Say which: recto-token revoke ID. The ids are in recto-token list.');
  return async (records) => {
    const isRevoked = await records.write((rows) => revokeToken(rows, id, Date.now()));
    if (!isRevoked) throw new Fault('not-found', 'There is no such token, or it has been revoked already.');
    return `Revoked ${id}.`;
  };
}

function describe(tokens: readonly Token[]): string {
  if (tokens.length === 0) return 'There are no tokens.';
  return tokens
    .map(({ id, role, name, createdAt, revokedAt }) => {
      const state = revokedAt === null ? '' : '  (revoked)';
      return `${id}  ${role.padEnd(10)}  ${new Date(createdAt).toISOString().slice(0, 10)}  ${name}${state}`;
    })
    .join('\n');
}

/** What is wrong with the command line is said by Node's parser too, with a code of its own. */
function complain(thrown: unknown): number {
  const isMisspelt =
    thrown instanceof TypeError && 'code' in thrown && String(thrown.code).startsWith('ERR_PARSE_ARGS');
  if (isMisspelt) console.error(thrown.message);
  else console.error(asFault(thrown).detail);
  if (!isMisspelt && !(thrown instanceof Fault)) console.error(thrown);
  return isMisspelt || (thrown instanceof Fault && thrown.code === 'bad-request') ? 2 : 1;
}
