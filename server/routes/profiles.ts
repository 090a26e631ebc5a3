import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { profileFields } from '../../intake/profile-fields.ts';
import { describeRules } from '../../intake/rule-words.ts';
import { listProfiles } from '../../storage/records/profiles.ts';
import {
  copyProfile,
  makeDefault,
  type ProfileChange,
  retireProfile,
  saveProfile,
} from '../actions/change-profiles.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { readEdition } from '../http/edition.ts';
import { note } from '../http/fields.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import { buildProfileView } from '../items/profile-view.ts';
import type { Parts } from '../parts.ts';
import { answerProblem } from '../problems.ts';

const number = z.coerce.number('must be a number').int('must be a whole number').min(1, 'must be 1 or more');
const version = number.max(1e9, 'is too large');
const asked = z.object({ version: version.optional() });
const copying = z.strictObject({
  copyOf: z.uuid('is not the id of a profile').lowercase(),
  version: version.optional(),
  name: profileFields.shape.name,
  note: note.default(''),
});
const saving = z.strictObject({ body: profileFields, note: note.default('') });
const retiring = z.strictObject({ retired: z.boolean().default(true) });

/** Capture profiles: what a good scan is, version by version. */
export function profilesRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');
  const curator = requireRole(parts, 'curator');

  router.get('/api/rules', technician, (_req, res) => {
    res.json(describeRules());
  });
  router.get('/api/profiles', technician, async (_req, res) => {
    res.json({ profiles: await parts.records.read(listProfiles) });
  });
  router.post('/api/profiles', curator, readJson, async (req, res) => {
    const { copyOf, ...given } = parseInput(copying, req.body);
    const from = { profileId: copyOf, agent: agentOf(res).id };
    const id = await copyProfile(parts, from, { ...given, version: given.version });
    await answerProfile(parts, res.status(201), id);
  });
  router.get('/api/profiles/:id', technician, async (req, res) => {
    await answerProfile(parts, res, idOf(req), parseInput(asked, req.query).version);
  });
  router.put('/api/profiles/:id', curator, readJson, async (req, res) => {
    const edition = readEdition(req, res, 'profile');
    if (edition === undefined) return;
    const saved = parseInput(saving, req.body);
    const change = changeOf(req, res);
    if ((await saveProfile(parts, change, { edition, ...saved })) === undefined)
      await answerSecond(parts, req, res);
    else await answerProfile(parts, res, change.profileId);
  });
  router.post('/api/profiles/:id/default', curator, async (req, res) => {
    await makeDefault(parts, changeOf(req, res));
    await answerProfile(parts, res, idOf(req));
  });
  router.post('/api/profiles/:id/retire', curator, readJson, async (req, res) => {
    const { retired } = parseInput(retiring, req.body);
    await retireProfile(parts, changeOf(req, res), retired);
    await answerProfile(parts, res, idOf(req));
  });
  return router;
}

function idOf(req: Request): string {
  const { id } = req.params;
  return parseId(id, 'capture profile');
}

function changeOf(req: Request, res: Response): ProfileChange {
  return { profileId: idOf(req), agent: agentOf(res).id };
}

/** The ETag is always that of the newest version: an older one is shown, and not changed. */
async function answerProfile(parts: Parts, res: Response, id: string, shown?: number): Promise<void> {
  const view = await parts.records.read((rows) => buildProfileView(rows, id, shown));
  res.setHeader('ETag', `"${view.version}"`);
  res.json(view);
}

/** The answer where somebody else saved a version first: who, and that nothing of either is lost. */
async function answerSecond(parts: Parts, req: Request, res: Response): Promise<void> {
  const view = await parts.records.read((rows) => buildProfileView(rows, idOf(req)));
  const { version: theirs, createdBy } = view.shown;
  const detail = `${createdBy} saved version ${theirs} of "${view.name}" meanwhile, so yours was not saved. Look at what changed, then save yours on top of it or take theirs.`;
  answerProblem(req, res, { status: 412, code: 'conflict', detail });
}
