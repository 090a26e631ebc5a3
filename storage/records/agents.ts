import type { Agent, Role } from '../../model/user.ts';
import type { Rows } from './records.ts';
import type { TokenRow, UserRow } from './tables.ts';

/** A person who signs in. */
export interface User {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** null until a password has been chosen. */
  readonly passwordHash: string | null;
  readonly createdAt: number;
  readonly disabledAt: number | null;
}

/** A station's or a script's key to the API. Its secret is shown once; here is only the SHA-256 of it. */
export interface Token {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
  /** The station that it is bound to: what it sends is of the session that is open there. */
  readonly stationId: string | null;
}

function toUser(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role as Role,
    passwordHash: row.password_hash,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
  };
}

function toToken(row: TokenRow): Token {
  return {
    id: row.id,
    name: row.name,
    role: row.role as Role,
    createdBy: row.created_by,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    stationId: row.station_id,
  };
}

export async function insertUser(rows: Rows, user: User): Promise<void> {
  await rows
    .insertInto('users')
    .values({
      id: user.id,
      email: user.email,
      name: user.name,
      role: user.role,
      password_hash: user.passwordHash,
      created_at: user.createdAt,
      disabled_at: user.disabledAt,
    })
    .execute();
}

export async function listUsers(rows: Rows): Promise<User[]> {
  return (await rows.selectFrom('users').selectAll().orderBy('email').execute()).map(toUser);
}

export async function findUserByEmail(rows: Rows, email: string): Promise<User | undefined> {
  const row = await rows
    .selectFrom('users')
    .selectAll()
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
  return row && toUser(row);
}

export async function findUser(rows: Rows, id: string): Promise<User | undefined> {
  const row = await rows.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toUser(row);
}

/** Changes a password. The sessions that were made with the old one end. */
export async function setPassword(rows: Rows, userId: string, passwordHash: string): Promise<void> {
  await rows.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', userId).execute();
  await rows.deleteFrom('sessions').where('user_id', '=', userId).execute();
}

/** Adds a session, under the SHA-256 of the secret in its cookie. */
export async function insertSession(
  rows: Rows,
  session: { secretHash: string; userId: string; csrf: string; at: number; expiresAt: number },
): Promise<void> {
  await rows
    .insertInto('sessions')
    .values({
      secret_hash: session.secretHash,
      user_id: session.userId,
      csrf: session.csrf,
      created_at: session.at,
      expires_at: session.expiresAt,
    })
    .execute();
}

/** Who is signed in with a cookie, and the word that their page must send with every change. */
export async function findSession(
  rows: Rows,
  secretHash: string,
  at: number,
): Promise<{ agent: Agent; csrf: string } | undefined> {
  const row = await rows
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['users.id', 'users.name', 'users.role', 'sessions.csrf'])
    .where('sessions.secret_hash', '=', secretHash)
    .where('sessions.expires_at', '>', at)
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst();
  return (
    row && { agent: { id: row.id, name: row.name, role: row.role as Role, kind: 'user' }, csrf: row.csrf }
  );
}

export async function removeSession(rows: Rows, secretHash: string): Promise<void> {
  await rows.deleteFrom('sessions').where('secret_hash', '=', secretHash).execute();
}

/** Forgets sessions and sign-in links whose time is over. */
export async function removeExpired(rows: Rows, at: number): Promise<void> {
  await rows.deleteFrom('sessions').where('expires_at', '<=', at).execute();
  await rows.deleteFrom('sign_in_links').where('expires_at', '<=', at).execute();
}

/** Adds a link that signs somebody in once. Links made for them before stop working. */
export async function insertSignInLink(
  rows: Rows,
  link: { secretHash: string; userId: string; at: number; expiresAt: number },
): Promise<void> {
  await rows.deleteFrom('sign_in_links').where('user_id', '=', link.userId).execute();
  await rows
    .insertInto('sign_in_links')
    .values({
      secret_hash: link.secretHash,
      user_id: link.userId,
      created_at: link.at,
      expires_at: link.expiresAt,
      used_at: null,
    })
    .execute();
}

/** Uses up a sign-in link. @returns whom it signs in; undefined if it is unknown, used or too old. */
export async function takeSignInLink(
  rows: Rows,
  secretHash: string,
  at: number,
): Promise<string | undefined> {
  const row = await rows
    .updateTable('sign_in_links')
    .set({ used_at: at })
    .where('secret_hash', '=', secretHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .returning('user_id')
    .executeTakeFirst();
  return row?.user_id;
}

/** Adds a token, bound to no station. */
export async function insertToken(
  rows: Rows,
  token: Omit<Token, 'stationId'> & { secretHash: string },
): Promise<void> {
  await rows
    .insertInto('tokens')
    .values({
      id: token.id,
      name: token.name,
      role: token.role,
      secret_hash: token.secretHash,
      created_by: token.createdBy,
      created_at: token.createdAt,
      last_used_at: token.lastUsedAt,
      revoked_at: token.revokedAt,
    })
    .execute();
}

/** Who carries a token; undefined if it is unknown or revoked. */
export async function findTokenAgent(rows: Rows, secretHash: string): Promise<Agent | undefined> {
  const row = await rows
    .selectFrom('tokens')
    .select(['id', 'name', 'role'])
    .where('secret_hash', '=', secretHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row && { id: row.id, name: row.name, role: row.role as Role, kind: 'token' };
}

export async function noteTokenUse(rows: Rows, id: string, at: number): Promise<void> {
  await rows.updateTable('tokens').set({ last_used_at: at }).where('id', '=', id).execute();
}

export async function listTokens(rows: Rows): Promise<Token[]> {
  return (await rows.selectFrom('tokens').selectAll().orderBy('created_at', 'desc').execute()).map(toToken);
}

/** Ends a token. @returns false if there is none, or it had ended. */
export async function revokeToken(rows: Rows, id: string, at: number): Promise<boolean> {
  const result = await rows
    .updateTable('tokens')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** What people and tokens are called, by their ids; programs and whoever is not known stay as they are written. */
export async function agentNames(rows: Rows, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const users = await rows.selectFrom('users').select(['id', 'name']).where('id', 'in', wanted).execute();
  const tokens = await rows.selectFrom('tokens').select(['id', 'name']).where('id', 'in', wanted).execute();
  return new Map([...users, ...tokens].map(({ id, name }) => [id, name]));
}
