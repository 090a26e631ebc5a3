import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import type { Role } from '../../model/user.ts';
import { findUserByEmail, insertSignInLink, insertUser, type User } from '../../storage/records/agents.ts';
import { LINK_LIFETIME_MS, signInLink } from '../auth/first-run.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import type { Parts } from '../parts.ts';

/**
 * Makes a person who may sign in, with a one-time link to choose a password with. The link is in the answer and
 * nowhere else: only the digest of its secret is stored.
 *
 * @throws Fault('conflict') where the email address is taken.
 */
export async function createUser(
  parts: Pick<Parts, 'records'> & { readonly base: string },
  wanted: { email: string; name: string; role: Role },
): Promise<{ user: User; signInLink: string }> {
  const at = Date.now();
  const user: User = { id: newId(), ...wanted, passwordHash: null, createdAt: at, disabledAt: null };
  const secret = newSecret();
  await parts.records.write(async (rows) => {
    if (await findUserByEmail(rows, user.email)) {
      throw new Fault('conflict', 'Somebody with that email address is here already.');
    }
    await insertUser(rows, user);
    const expiresAt = at + LINK_LIFETIME_MS;
    await insertSignInLink(rows, { secretHash: hashSecret(secret), userId: user.id, at, expiresAt });
  });
  return { user, signInLink: signInLink(parts.base, secret) };
}
