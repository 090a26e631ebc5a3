import { newId } from '../../model/ids.ts';
import {
  findUserByEmail,
  insertSignInLink,
  insertUser,
  listUsers,
  setPassword,
  type User,
} from '../../storage/records/agents.ts';
import type { Rows } from '../../storage/records/records.ts';
import type { Parts } from '../parts.ts';
import { hashPassword } from './passwords.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** How long a one-time link works. */
export const LINK_LIFETIME_MS = 24 * 3_600_000;

const DEFAULT_EMAIL = 'admin@localhost';

/**
 * Sees to it that somebody can sign in. On the first run this makes the administrator that the configuration
 * names, or one without a password and a one-time link to choose it with; a new link is made at every start
 * until an administrator has a password.
 *
 * @returns the one-time link, if it is needed.
 */
export async function ensureFirstAdmin(
  parts: Pick<Parts, 'records' | 'config'>,
): Promise<{ signIn?: string }> {
  const { records, config } = parts;
  if (await records.read(hasAdmin)) return {};
  const password = config.RECTO_ADMIN_EMAIL === undefined ? undefined : config.RECTO_ADMIN_PASSWORD;
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const email = (config.RECTO_ADMIN_EMAIL ?? DEFAULT_EMAIL).toLowerCase();
  const secret = newSecret();
  const isLinked = await records.write(async (rows) => {
    if (await hasAdmin(rows)) return false;
    const userId = await ensureUser(rows, email, passwordHash);
    if (passwordHash !== null) return false;
    const at = Date.now();
    await insertSignInLink(rows, {
      secretHash: hashSecret(secret),
      userId,
      at,
      expiresAt: at + LINK_LIFETIME_MS,
    });
    return true;
  });
  return isLinked ? { signIn: signInLink(config.publicUrl, secret) } : {};
}

/** The page that a one-time link leads to. */
export function signInLink(publicUrl: string, code: string): string {
  return `${publicUrl}/sign-in?code=${code}`;
}

async function hasAdmin(rows: Rows): Promise<boolean> {
  const canSignIn = ({ role, passwordHash, disabledAt }: User) =>
    role === 'admin' && passwordHash !== null && disabledAt === null;
  return (await listUsers(rows)).some(canSignIn);
}

async function ensureUser(rows: Rows, email: string, passwordHash: string | null): Promise<string> {
  const standing = await findUserByEmail(rows, email);
  if (standing !== undefined) {
    if (passwordHash !== null) await setPassword(rows, standing.id, passwordHash);
    return standing.id;
  }
  const id = newId();
  await insertUser(rows, {
    id,
    email,
    name: 'Administrator',
    role: 'admin',
    passwordHash,
    createdAt: Date.now(),
    disabledAt: null,
  });
  return id;
}
