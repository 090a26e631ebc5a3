import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseCookie } from 'cookie';
import type { RequestHandler } from 'express';
import { Fault } from '../../model/fault.ts';
import { type Agent, includesRole, type Role } from '../../model/user.ts';
import { findSession, findTokenAgent, noteTokenUse } from '../../storage/records/agents.ts';
import type { Parts } from '../parts.ts';
import { hashSecret, isSameSecret } from './secrets.ts';

/** The cookie of a browser's session. */
export const SESSION_COOKIE = 'recto_session';

/** Who is asking. `csrf` is the word that a browser's page must send with every change; null for tokens. */
export interface Identity {
  readonly agent: Agent;
  readonly csrf: string | null;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const NOTE_USE_EVERY_MS = 60_000;
const MAX_NOTED = 10_000;

const agents = new WeakMap<ServerResponse, Agent>();
const notedAt = new Map<string, number>();

/**
 * Who sent a request: the bearer of a token, or the person of a session cookie; undefined for strangers. A
 * token that is unknown or revoked makes a stranger, whatever cookie comes with it.
 */
export async function identifyRequest(
  parts: Pick<Parts, 'records'>,
  req: IncomingMessage,
): Promise<Identity | undefined> {
  const authorization = req.headers.authorization;
  if (authorization !== undefined) return identifyToken(parts, authorization);
  const secret = sessionSecretOf(req);
  if (secret === undefined) return undefined;
  return parts.records.read((rows) => findSession(rows, hashSecret(secret), Date.now()));
}

/** The secret in a request's session cookie. */
export function sessionSecretOf(req: IncomingMessage): string | undefined {
  return parseCookie(req.headers.cookie ?? '')[SESSION_COOKIE] || undefined;
}

async function identifyToken(
  parts: Pick<Parts, 'records'>,
  authorization: string,
): Promise<Identity | undefined> {
  const secret = /^Bearer +(rct_[\w-]{20,100})$/i.exec(authorization)?.[1];
  if (secret === undefined) return undefined;
  const agent = await parts.records.read((rows) => findTokenAgent(rows, hashSecret(secret)));
  if (agent === undefined) return undefined;
  const now = Date.now();
  if (now - (notedAt.get(agent.id) ?? 0) > NOTE_USE_EVERY_MS) {
    if (notedAt.size >= MAX_NOTED) notedAt.clear();
    notedAt.set(agent.id, now);
    // A note: nobody waits for it, and nobody is turned away because it cannot be written.
    parts.records.write((rows) => noteTokenUse(rows, agent.id, now)).catch(() => notedAt.delete(agent.id));
  }
  return { agent, csrf: null };
}

/**
 * Lets pass who has a role. What changes something and comes with a cookie must carry the page's word in
 * `X-CSRF-Token`: a cookie is sent by any page, the word is known to ours alone.
 */
export function requireRole(parts: Pick<Parts, 'records'>, role: Role): RequestHandler {
  return async (req, res, next) => {
    const identity = await identifyRequest(parts, req);
    if (identity === undefined) throw new Fault('unauthenticated', 'Please sign in.');
    if (!includesRole(identity.agent.role, role)) {
      throw new Fault('forbidden', `This needs the role ${role}; yours is ${identity.agent.role}.`);
    }
    if (!SAFE_METHODS.has(req.method)) requireCsrf(req, identity);
    agents.set(res, identity.agent);
    next();
  };
}

function requireCsrf(req: IncomingMessage, identity: Identity): void {
  if (identity.csrf === null) return;
  const sent = req.headers['x-csrf-token'];
  if (typeof sent !== 'string' || !isSameSecret(sent, identity.csrf)) {
    throw new Fault('forbidden', 'This page is out of date. Please reload it and try again.');
  }
}

/** Who is asking, on a route behind {@link requireRole}. */
export function agentOf(res: ServerResponse): Agent {
  const agent = agents.get(res);
  if (agent === undefined) throw new Fault('internal', 'A route was not guarded.');
  return agent;
}
