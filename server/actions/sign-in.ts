import { Fault } from '../../model/fault.ts';
import type { Agent } from '../../model/user.ts';
import {
  findUser,
  findUserByEmail,
  insertSession,
  removeExpired,
  setPassword,
  takeSignInLink,
  type User,
} from '../../storage/records/agents.ts';
import type { Rows } from '../../storage/records/records.ts';
import { hashPassword, isPassword, pretendToCheck } from '../auth/passwords.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import type { Parts } from '../parts.ts';

/** A working day and then some, from signing in: whoever forgot to sign out is out by the next morning. */
export const SESSION_LIFETIME_MS = 12 * 3_600_000;

/** A session that has begun. The secret goes into the cookie and is stored nowhere. */
export interface NewSession {
  readonly agent: Agent;
  readonly csrf: string;
  readonly secret: string;
  readonly mustChoosePassword: boolean;
}

type Keeper = Pick<Parts, 'records'>;

/**
 * Signs somebody in by email and password. Takes as long for somebody unknown as for a wrong password.
 *
 * @throws Fault('unauthenticated')
 */
export async function signIn(parts: Keeper, email: string, password: string): Promise<NewSession> {
  const user = await parts.records.read((rows) => findUserByEmail(rows, email));
  const hash = user?.disabledAt === null ? user.passwordHash : null;
  const isRight = hash === null ? await pretendToCheck(password) : await isPassword(password, hash);
  if (user === undefined || !isRight) {
    throw new Fault('unauthenticated', 'The email address or the password is not right.');
  }
  return parts.records.write((rows) => beginSession(rows, user));
}

/** Signs somebody in by a one-time link, which is used up by it. @throws Fault('unauthenticated') */
export async function signInByLink(parts: Keeper, code: string): Promise<NewSession> {
  return parts.records.write(async (rows) => {
    const userId = await takeSignInLink(rows, hashSecret(code), Date.now());
    const user = userId === undefined ? undefined : await findUser(rows, userId);
    if (user === undefined || user.disabledAt !== null) {
      throw new Fault(
        'unauthenticated',
        'This link does not work: it has been used, or is too old. Ask for a new one.',
      );
    }
    return beginSession(rows, user);
  });
}

/**
 * Changes somebody's password. Whoever has one must give it. All their sessions end, and a new one begins.
 *
 * @throws Fault('forbidden') for tokens, and where the present password is wrong.
 */
export async function choosePassword(
  parts: Keeper,
  agent: Agent,
  passwords: { password: string; current?: string | undefined },
): Promise<NewSession> {
  if (agent.kind === 'token') throw new Fault('forbidden', 'A token has no password.');
  const user = await parts.records.read((rows) => findUser(rows, agent.id));
  if (user === undefined) throw new Fault('unauthenticated', 'Please sign in.');
  const { password, current } = passwords;
  if (user.passwordHash !== null && !(await isPassword(current ?? '', user.passwordHash))) {
    throw new Fault('forbidden', 'The present password is not right.');
  }
  const passwordHash = await hashPassword(password);
  return parts.records.write(async (rows) => {
    await setPassword(rows, user.id, passwordHash);
    return beginSession(rows, { ...user, passwordHash });
  });
}

async function beginSession(rows: Rows, user: User): Promise<NewSession> {
  const at = Date.now();
  const session = { secret: newSecret(), csrf: newSecret() };
  await removeExpired(rows, at);
  await insertSession(rows, {
    secretHash: hashSecret(session.secret),
    userId: user.id,
    csrf: session.csrf,
    at,
    expiresAt: at + SESSION_LIFETIME_MS,
  });
  const agent: Agent = { id: user.id, name: user.name, role: user.role, kind: 'user' };
  return { ...session, agent, mustChoosePassword: user.passwordHash === null };
}
