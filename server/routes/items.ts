import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import type { ItemState } from '../../model/item.ts';
import type { LanguageMap } from '../../model/language.ts';
import { LONGEST_REASON } from '../../model/publishing.ts';
import type { Agent } from '../../model/user.ts';
import { agentNames } from '../../storage/records/agents.ts';
import { eventsOfItem } from '../../storage/records/events.ts';
import { findItem } from '../../storage/records/items.ts';
import { editItem } from '../actions/edit-item.ts';
import { labelSurface, showSurface } from '../actions/edit-surface.ts';
import { publishItem } from '../actions/publish-item.ts';
import { publishWhenReady } from '../actions/publish-when-ready.ts';
import { registerItem } from '../actions/register-item.ts';
import { reorderSurfaces } from '../actions/reorder-surfaces.ts';
import { withdrawItem } from '../actions/withdraw-item.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { requireOverride } from '../auth/override.ts';
import { answerStale, readEdition } from '../http/edition.ts';
import {
  access,
  expectedCount,
  kind,
  languageMap,
  millimetres,
  note,
  query,
  reference,
  rights,
  viewingDirection,
} from '../http/fields.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import { buildItemView, listItem, listItems } from '../items/item-view.ts';
import type { Parts } from '../parts.ts';

const STATES = [
  'registered',
  'capturing',
  'attention',
  'in_qa',
  'published',
  'withdrawn',
] as const satisfies readonly ItemState[];
const MAX_EVENTS = 1_000;

const search = z.object({
  q: query.optional(),
  reference: reference.optional(),
  state: z
    .enum(['', ...STATES], `must be one of ${STATES.join(', ')}`)
    .optional()
    .transform((state) => state || undefined),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1e9).default(0),
});
const registration = z.object({ reference, kind: kind.optional(), label: languageMap.optional() });
const description = z
  .strictObject({
    label: languageMap.exactOptional(),
    summary: languageMap.exactOptional(),
    kind: kind.exactOptional(),
    rights: rights.exactOptional(),
    requiredStatement: languageMap.exactOptional(),
    viewingDirection: viewingDirection.exactOptional(),
    access: access.exactOptional(),
    profileId: z.uuid('is not the id of a profile').lowercase().nullable().exactOptional(),
    expectedCount: expectedCount.exactOptional(),
    handlingNotes: note.exactOptional(),
    widthMm: millimetres.exactOptional(),
    heightMm: millimetres.exactOptional(),
  })
  .refine(
    ({ widthMm: width, heightMm: height }) =>
      typeof width === typeof height && (width === null) === (height === null),
    {
      path: ['heightMm'],
      error: 'must be given together with the width, or neither',
    },
  );
const order = z.object({ surfaces: z.array(z.uuid()).max(20_000) });
const surfaceChange = z.object({ label: languageMap.optional(), shown: z.boolean().optional() });
const publishing = z.object({
  note: note.optional(),
  whenReady: z.boolean().optional(),
  override: note.max(LONGEST_REASON, 'is too long').optional(),
});
const withdrawal = z.object({
  reason: note.min(1, 'must say why'),
  statement: languageMap.default({}),
  movedTo: reference.optional(),
});

/** Items: register, find, describe, put in order, publish, withdraw. */
export function itemsRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');
  const curator = requireRole(parts, 'curator');

  router.get('/api/items', technician, async (req, res) => {
    const { q: query, reference: exact, ...found } = parseInput(search, req.query);
    const source = { ...parts, base: publicBaseOf(parts, req) };
    const page = exact === undefined ? listItems(source, { query, ...found }) : listItem(source, exact);
    res.json(await page);
  });
  router.post('/api/items', technician, readJson, async (req, res) => {
    const given = parseInput(registration, req.body);
    const { itemId, isNew } = await registerItem(parts, given, agentOf(res).id);
    await answerItem(parts, res.status(isNew ? 201 : 200), itemId);
  });
  router.get('/api/items/:id', technician, (req, res) => answerItem(parts, res, itemIdOf(req)));
  router.get('/api/items/:id/events', technician, async (req, res) => {
    res.json({ events: await readEvents(parts, itemIdOf(req)) });
  });
  router.patch('/api/items/:id', curator, readJson, async (req, res) => {
    const given = parseInput(description, req.body);
    await answerEdit(parts, { req, res, edit: (editing) => editItem(parts, editing, given) });
  });
  router.put('/api/items/:id/order', curator, readJson, async (req, res) => {
    const { surfaces } = parseInput(order, req.body);
    await answerEdit(parts, { req, res, edit: (editing) => reorderSurfaces(parts, editing, surfaces) });
  });
  router.patch('/api/surfaces/:id', curator, readJson, async (req, res) => {
    const { id } = req.params;
    const itemId = await changeSurface(parts, {
      ...parseInput(surfaceChange, req.body),
      surfaceId: parseId(id, 'page'),
      agent: agentOf(res).id,
    });
    await answerItem(parts, res, itemId);
  });
  router.post('/api/items/:id/publish', curator, readJson, async (req, res) => {
    const itemId = itemIdOf(req);
    await publish(parts, itemId, { agent: agentOf(res), ...parseInput(publishing, req.body) });
    await answerItem(parts, res, itemId);
  });
  router.post('/api/items/:id/withdraw', curator, readJson, async (req, res) => {
    const { movedTo, ...said } = parseInput(withdrawal, req.body);
    await withdrawItem(parts, { ...said, movedTo, itemId: itemIdOf(req), agent: agentOf(res).id });
    await answerItem(parts, res, itemIdOf(req));
  });
  return router;
}

/** Publishes now, or as soon as it is ready. @throws Fault('forbidden') for a reason of who may not override. */
async function publish(
  parts: Parts,
  itemId: string,
  asked: z.infer<typeof publishing> & { readonly agent: Agent },
): Promise<void> {
  const { note = '', override = '', whenReady, agent } = asked;
  if (override !== '') requireOverride(parts, agent);
  const by = { agent: agent.id, note, override };
  if (whenReady === true) await publishWhenReady(parts, itemId, by);
  else await publishItem(parts, itemId, by);
}

/** @returns the id of its item. @throws Fault('bad-request') where nothing was asked, Fault('not-found') */
async function changeSurface(
  parts: Parts,
  change: {
    readonly surfaceId: string;
    readonly agent: string;
    readonly label?: LanguageMap | undefined;
    readonly shown?: boolean | undefined;
  },
): Promise<string> {
  const { surfaceId, agent, label, shown } = change;
  const labelled = label && (await labelSurface(parts, { surfaceId, label, agent }));
  const itemId = shown === undefined ? labelled : await showSurface(parts, { surfaceId, shown, agent });
  if (itemId === undefined) throw new Fault('bad-request', 'Say what to change of the page: label or shown.');
  return itemId;
}

function itemIdOf(req: Request): string {
  const { id } = req.params;
  return parseId(id, 'item');
}

async function answerItem(parts: Parts, res: Response, itemId: string): Promise<void> {
  const view = await buildItemView({ ...parts, base: publicBaseOf(parts, res.req) }, itemId);
  res.setHeader('ETag', `"${view.edition}"`);
  res.json(view);
}

/** A change that is only made on the edition that its maker saw. */
async function answerEdit(
  parts: Parts,
  change: {
    readonly req: Request;
    readonly res: Response;
    readonly edit: (editing: { itemId: string; edition: number; agent: string }) => Promise<boolean>;
  },
): Promise<void> {
  const { req, res, edit } = change;
  const itemId = itemIdOf(req);
  const edition = readEdition(req, res);
  if (edition === undefined) return;
  if (await edit({ itemId, edition, agent: agentOf(res).id })) await answerItem(parts, res, itemId);
  else answerStale(req, res);
}

async function readEvents(parts: Parts, itemId: string) {
  return parts.records.read(async (rows) => {
    if ((await findItem(rows, itemId)) === undefined) throw new Fault('not-found', 'There is no such item.');
    const events = await eventsOfItem(rows, itemId, MAX_EVENTS);
    const names = await agentNames(
      rows,
      events.map((event) => event.agent),
    );
    return events.map((event) => ({ ...event, agentName: names.get(event.agent) ?? event.agent }));
  });
}
