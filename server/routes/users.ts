import { Router } from 'express';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import {
  findUserByEmail,
  insertSignInLink,
  insertUser,
  listUsers,
  type User,
} from '../../storage/records/agents.ts';
import { LINK_LIFETIME_MS, signInLink } from '../auth/first-run.ts';
import { requireRole } from '../auth/identify.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import { name, role } from '../http/fields.ts';
import { parseInput, readJson } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';

const wanted = z.object({ email: z.email('is not an email address').toLowerCase(), name, role });

/** The people who sign in. */
export function usersRoutes(parts: Parts): Router {
  const router = Router();
  const admin = requireRole(parts, 'admin');

  router.get('/api/users', admin, async (_req, res) => {
    res.json({ users: (await parts.records.read(listUsers)).map(toView) });
  });
  router.post('/api/users', admin, readJson, async (req, res) => {
    const given = parseInput(wanted, req.body);
    const at = Date.now();
    const user: User = { id: newId(), ...given, passwordHash: null, createdAt: at, disabledAt: null };
    const secret = newSecret();
    await parts.records.write(async (rows) => {
      if (await findUserByEmail(rows, user.email)) {
        throw new Fault('conflict', 'Somebody with that email address is here already.');
      }
      await insertUser(rows, user);
      const expiresAt = at + LINK_LIFETIME_MS;
      await insertSignInLink(rows, { secretHash: hashSecret(secret), userId: user.id, at, expiresAt });
    });
    const link = signInLink(parts.config.publicUrl, secret);
    res.status(201).json({ user: toView(user), signInLink: link });
  });
  return router;
}

function toView({ passwordHash, ...user }: User) {
  return { ...user, hasPassword: passwordHash !== null };
}
