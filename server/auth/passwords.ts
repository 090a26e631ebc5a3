import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** 2^15 blocks of 8: 32 MiB and some 100 ms for each guess. Stored with every hash, so that it may rise. */
const COST = { N: 2 ** 15, r: 8, p: 1 } as const;
const KEY_BYTES = 32;
const MAX_COST = 2 ** 20;

const derive: (password: string, salt: Buffer, bytes: number, options: ScryptOptions) => Promise<Buffer> =
  promisify(scrypt);

/**
 * A password as it is stored: `scrypt$N$r$p$salt$key`. The same characters are the same password, however a
 * keyboard spells them (NFKC).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7914
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await deriveKey(password, salt, COST);
  const { N, r, p } = COST;
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether a password is the one that was hashed; false for a hash that cannot be read. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = hash.split('$');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  if (scheme !== 'scrypt' || !salt || !key || !(cost.N <= MAX_COST)) return false;
  const expected = Buffer.from(key, 'base64url');
  const given = await deriveKey(password, Buffer.from(salt, 'base64url'), cost);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function deriveKey(
  password: string,
  salt: Buffer,
  cost: { N: number; r: number; p: number },
): Promise<Buffer> {
  const maxmem = 256 * cost.N * cost.r;
  return derive(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, maxmem });
}

let decoy: Promise<string> | undefined;

/**
 * Takes as long as {@link isPassword} for somebody whom nobody knows, so that time does not tell who has an
 * account. It is never right.
 */
export async function pretendToCheck(password: string): Promise<false> {
  decoy ??= hashPassword('nobody has this password');
  await isPassword(password, await decoy);
  return false;
}
