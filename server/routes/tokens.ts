import { Router } from 'express';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { listTokens, revokeToken } from '../../storage/records/agents.ts';
import { createToken } from '../actions/create-token.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { name, role } from '../http/fields.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';

const wanted = z.object({ name, role });

/** The keys of stations and scripts. */
export function tokensRoutes(parts: Parts): Router {
  const router = Router();
  const admin = requireRole(parts, 'admin');

  router.get('/api/tokens', admin, async (_req, res) => {
    res.json({ tokens: await parts.records.read(listTokens) });
  });
  router.post('/api/tokens', admin, readJson, async (req, res) => {
    const given = parseInput(wanted, req.body);
    res.status(201).json(await createToken(parts, { ...given, createdBy: agentOf(res).id }));
  });
  router.delete('/api/tokens/:id', admin, async (req, res) => {
    const { id: given } = req.params;
    const id = parseId(given, 'token');
    const isRevoked = await parts.records.write((rows) => revokeToken(rows, id, Date.now()));
    if (!isRevoked) throw new Fault('not-found', 'There is no such token, or it has been revoked.');
    res.status(204).end();
  });
  return router;
}
