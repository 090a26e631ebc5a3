import { Router } from 'express';
import { z } from 'zod';
import { listUsers, type User } from '../../storage/records/agents.ts';
import { createUser } from '../actions/create-user.ts';
import { requireRole } from '../auth/identify.ts';
import { name, role } from '../http/fields.ts';
import { publicBaseOf } from '../http/public-base.ts';
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
    const { user, signInLink } = await createUser(
      { ...parts, base: publicBaseOf(parts, req) },
      parseInput(wanted, req.body),
    );
    res.status(201).json({ user: toView(user), signInLink });
  });
  return router;
}

function toView({ passwordHash, ...user }: User) {
  return { ...user, hasPassword: passwordHash !== null };
}
