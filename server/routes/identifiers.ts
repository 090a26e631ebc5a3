import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { buildDataset } from '../../manifests/schema-org.ts';
import { uris } from '../../manifests/uris.ts';
import { Fault } from '../../model/fault.ts';
import { parsePid } from '../../model/pid.ts';
import type { PidView } from '../../model/views.ts';
import { institutionOf } from '../../runtime/config.ts';
import { newestActivity } from '../../storage/records/activities.ts';
import { findItem } from '../../storage/records/items.ts';
import { findPid, pidsOf } from '../../storage/records/pids.ts';
import { namePid } from '../actions/add-pid.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { answerWhole } from '../http/answer-whole.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import { formatItemSchema, leadTo, parseViewName, type ViewName } from '../items/pid-views.ts';
import { createPresenting, type Presented } from '../items/presented.ts';
import type { Parts } from '../parts.ts';

const FOR_A_MINUTE = 'public, max-age=60';
const FOR_STAFF = 'private, no-store';
const JSON_LD = 'application/ld+json';

const naming = z.strictObject({
  pid: z.string().transform((given, context) => {
    const parsed = parsePid(given);
    if (parsed !== undefined) return parsed;
    context.addIssue(
      'must be a name of 1 to 200 characters in one line, without an empty part between slashes',
    );
    return z.NEVER;
  }),
});

/** Items by the names that the world has for them, and those names. */
export function identifiersRoutes(parts: Parts): Router {
  const router = Router();
  const presenting = createPresenting(parts);

  router.get('/id/*pid', async (req, res) => {
    const view = req.query['view'] === undefined ? undefined : parseViewName(req.query['view']);
    const itemId = await itemOfPid(parts, req);
    await answerView(parts, { req, res, view, presented: await presenting.present(req, itemId) });
  });
  router.get('/dataset', async (req, res) => {
    const newest = await parts.records.read(newestActivity);
    const { config } = parts;
    const dataset = buildDataset(
      {
        institution: institutionOf(config),
        license: config.RECTO_INSTITUTION_DATA_LICENSE,
        email: config.RECTO_INSTITUTION_EMAIL,
        isil: config.RECTO_INSTITUTION_ISIL,
        modifiedAt: newest?.at ?? null,
      },
      publicBaseOf(parts, req),
    );
    answerWhole(req, res, { body: JSON.stringify(dataset), type: JSON_LD, cache: FOR_A_MINUTE });
  });
  router.get('/api/items/:id/pids', requireRole(parts, 'technician'), (req, res) =>
    answerPids(parts, res, parseId(req.params['id'], 'item')),
  );
  router.post('/api/items/:id/pids', requireRole(parts, 'curator'), readJson, async (req, res) => {
    const itemId = parseId(req.params['id'], 'item');
    const { pid } = parseInput(naming, req.body);
    const isNew = await namePid(parts, { itemId, pid, agent: agentOf(res).id });
    await answerPids(parts, res.status(isNew ? 201 : 200), itemId);
  });
  return router;
}

/** Slashes may be written as they are or encoded. @throws Fault('not-found') */
async function itemOfPid(parts: Parts, req: Request): Promise<string> {
  const { pid: segments } = req.params;
  const pid = Array.isArray(segments) ? segments.join('/') : (segments ?? '');
  const itemId = await parts.records.read((rows) => findPid(rows, pid.normalize('NFC')));
  if (itemId === undefined) throw new Fault('not-found', 'There is nothing published at this address.');
  return itemId;
}

interface Asked {
  readonly req: Request;
  readonly res: Response;
  readonly view: ViewName | undefined;
  readonly presented: Presented;
}

async function answerView(parts: Parts, { req, res, view, presented }: Asked): Promise<void> {
  const base = publicBaseOf(parts, req);
  const cache = presented.kind === 'draft' ? FOR_STAFF : FOR_A_MINUTE;
  if (view === 'schema') {
    const body = await formatItemSchema(parts, presented, base);
    return answerWhole(req, res, { body, type: JSON_LD, cache });
  }
  if (view === undefined) res.vary('Accept');
  res.setHeader('Cache-Control', cache);
  res.redirect(303, await leadTo(presented, view ?? viewFor(req), base));
}

/** Who reads linked data gets the manifest, people the page, and who says nothing the page as well. */
function viewFor(req: Request): 'viewer' | 'manifest' {
  return req.accepts(['text/html', JSON_LD, 'application/json']) === 'text/html' ? 'viewer' : 'manifest';
}

async function answerPids(parts: Parts, res: Response, itemId: string): Promise<void> {
  const base = publicBaseOf(parts, res.req);
  const names = await parts.records.read(async (rows) => {
    if ((await findItem(rows, itemId)) === undefined) throw new Fault('not-found', 'There is no such item.');
    return (await pidsOf(rows, [itemId])).get(itemId) ?? [];
  });
  const pids: readonly PidView[] = names.map((pid) => ({ pid, url: uris.pid(base, pid) }));
  res.json({ pids });
}
