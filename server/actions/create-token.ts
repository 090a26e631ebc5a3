import { newId } from '../../model/ids.ts';
import type { Role } from '../../model/user.ts';
import { insertToken, type Token } from '../../storage/records/agents.ts';
import { hashSecret, newTokenSecret } from '../auth/secrets.ts';
import type { Parts } from '../parts.ts';

/** Makes a token. Its secret is in the answer and nowhere else: only its digest is stored. */
export async function createToken(
  parts: Pick<Parts, 'records'>,
  wanted: { name: string; role: Role; createdBy: string },
): Promise<{ token: Token; secret: string }> {
  const unused = { lastUsedAt: null, revokedAt: null, stationId: null };
  const token: Token = { id: newId(), ...wanted, createdAt: Date.now(), ...unused };
  const secret = newTokenSecret();
  await parts.records.write((rows) => insertToken(rows, { ...token, secretHash: hashSecret(secret) }));
  return { token, secret };
}
