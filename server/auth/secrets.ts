import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN_PREFIX = 'rct_';

/** A secret that nobody can guess: 256 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The secret of a token for a station or a script. Its prefix lets scanners of leaked secrets know it. */
export function newTokenSecret(): string {
  return TOKEN_PREFIX + newSecret();
}

/** What is stored of a secret: its SHA-256 in hex. Enough, because the secret is long and random. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(one)), Buffer.from(hashSecret(other)));
}
