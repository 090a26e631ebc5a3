import { type CookieOptions, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { findUser, removeSession } from '../../storage/records/agents.ts';
import {
  choosePassword,
  type NewSession,
  SESSION_LIFETIME_MS,
  signIn,
  signInByLink,
} from '../actions/sign-in.ts';
import {
  agentOf,
  type Identity,
  identifyRequest,
  requireRole,
  SESSION_COOKIE,
  sessionSecretOf,
} from '../auth/identify.ts';
import { createRateLimit } from '../auth/rate-limit.ts';
import { hashSecret } from '../auth/secrets.ts';
import { password, plainText } from '../http/fields.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { parseInput, readJson } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';
import { answerProblem } from '../problems.ts';

/** A person mistypes a few times; an office behind one address has many persons. */
const PER_EMAIL = { tries: 10, windowMs: 15 * 60_000, keys: 10_000 } as const;
const PER_ADDRESS = { ...PER_EMAIL, tries: 100 } as const;

const credentials = z.object({
  email: plainText.trim().toLowerCase().max(320),
  password: z.string().max(1_000),
});
const link = z.object({ code: z.string().max(200) });
const choice = z.object({ password, current: z.string().max(1_000).optional() });

/** Signing in and out. */
export function sessionRoutes(parts: Parts): Router {
  const router = Router();
  const perEmail = createRateLimit(PER_EMAIL);
  const perAddress = createRateLimit(PER_ADDRESS);
  const signedIn = requireRole(parts, 'technician');
  const cookieFor = ({ req }: Response): CookieOptions => ({
    httpOnly: true,
    sameSite: 'lax',
    secure: publicBaseOf(parts, req).startsWith('https:'),
    path: '/',
  });
  const begin = (res: Response, session: NewSession): void => {
    res.cookie(SESSION_COOKIE, session.secret, { ...cookieFor(res), maxAge: SESSION_LIFETIME_MS });
    res.json(viewOf(session));
  };

  router.get('/api/session', async (req, res) => {
    res.json(await describe(parts, await identifyRequest(parts, req)));
  });
  router.post('/api/session', readJson, async (req, res) => {
    const given = parseInput(credentials, req.body);
    const wait = Math.max(perAddress.take(addressOf(req)), perEmail.take(given.email));
    if (wait > 0) return refuse(req, res, wait);
    const session = await signIn(parts, given.email, given.password);
    perEmail.forget(given.email);
    return begin(res, session);
  });
  router.post('/api/session/link', readJson, async (req, res) => {
    const { code } = parseInput(link, req.body);
    const wait = perAddress.take(addressOf(req));
    if (wait > 0) return refuse(req, res, wait);
    return begin(res, await signInByLink(parts, code));
  });
  router.put('/api/session/password', signedIn, readJson, async (req, res) => {
    const passwords = parseInput(choice, req.body);
    const agent = agentOf(res);
    const wait = perEmail.take(agent.id);
    if (wait > 0) return refuse(req, res, wait);
    const session = await choosePassword(parts, agent, passwords);
    perEmail.forget(agent.id);
    return begin(res, session);
  });
  router.delete('/api/session', signedIn, async (req, res) => {
    const secret = sessionSecretOf(req);
    if (secret !== undefined) await parts.records.write((rows) => removeSession(rows, hashSecret(secret)));
    res.clearCookie(SESSION_COOKIE, cookieFor(res));
    res.status(204).end();
  });
  return router;
}

function viewOf({ agent, csrf, mustChoosePassword }: NewSession) {
  return { agent, csrf, ...(mustChoosePassword && { mustChoosePassword }) };
}

async function describe(parts: Parts, identity: Identity | undefined) {
  if (identity === undefined) return { agent: null, csrf: null };
  const { agent } = identity;
  if (agent.kind === 'token') return identity;
  const user = await parts.records.read((rows) => findUser(rows, agent.id));
  return { ...identity, ...(user?.passwordHash === null && { mustChoosePassword: true }) };
}

function addressOf(req: Request): string {
  return req.ip ?? 'unknown';
}

function refuse(req: Request, res: Response, seconds: number): void {
  const minutes = Math.ceil(seconds / 60);
  answerProblem(req, res, {
    status: 429,
    code: 'busy',
    detail: `Too many tries. Please wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    headers: { 'Retry-After': String(seconds) },
  });
}
