import { join } from 'node:path';
import express, { type Request, Router } from 'express';
import { z } from 'zod';
import { BATCH_KINDS, BATCH_SHOWS, BATCH_VERDICTS, type Batch, isDeliveryPath } from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import { isId, newId } from '../../model/ids.ts';
import { findBatchByCode, keepBatchMapping, listBatchMappings } from '../../storage/records/batches.ts';
import { giveList, giveUpListOf, retryList } from '../actions/apply-list.ts';
import { decideBatch } from '../actions/decide-batch.ts';
import { openBatch, readBatch } from '../actions/open-batch.ts';
import { putRight } from '../actions/put-right.ts';
import { receiveDelivered } from '../actions/receive-delivered.ts';
import { sayWhole } from '../actions/say-whole.ts';
import { undoPutRight } from '../actions/undo-put-right.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import {
  buildBatchView,
  listBatchEntries,
  listBatchFiles,
  listBatchFindings,
} from '../batches/batch-view.ts';
import { listMapping, readListReading } from '../batches/list-reading.ts';
import { fetchListBytes } from '../batches/lists.ts';
import { previewList } from '../batches/preview.ts';
import { sendBatchReport } from '../batches/send-report.ts';
import { name, note } from '../http/fields.ts';
import { parseInput, readJson } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';
import { readContentDigest } from '../uploads/content-digest.ts';
import { readDeliveryPlace } from '../uploads/creation.ts';
import { uploadPlaces } from '../uploads/places.ts';
import { receiveBody } from '../uploads/receive-body.ts';
import { checkRoom, MEGABYTE } from '../uploads/room.ts';

/** A list of 100,000 lines has some ten million characters. Put it behind the guard. */
const readList = express.raw({ type: () => true, limit: '10mb' });

const opening = z.strictObject({
  code: name.max(100, 'is too long').refine((text) => !text.includes('/'), 'must not hold a /'),
  kind: z.enum(BATCH_KINDS, `must be one of ${BATCH_KINDS.join(', ')}`),
  supplier: note.max(200, 'is too long').default(''),
  profileId: z.uuid('must be the id of a profile').lowercase().nullable().default(null),
});
const verdict = z.strictObject({
  verdict: z.enum(BATCH_VERDICTS, `must be one of ${BATCH_VERDICTS.join(', ')}`),
  note: note.default(''),
});
const wholeness = z.strictObject({ isWhole: z.boolean('must be true or false') });
const puttingRight = z
  .strictObject({
    fileId: z.uuid('must be the id of a file').lowercase(),
    reason: note.default(''),
    becomes: z.string().refine(isDeliveryPath, 'must be a path of the list').nullable().default(null),
  })
  .refine(({ reason, becomes }) => reason !== '' || becomes !== null, {
    path: ['reason'],
    message: 'must say why it is set aside',
  });
const after = z.coerce.number().int().min(0).max(1_000_000).default(0);
const filesAsked = z.object({ show: z.enum(BATCH_SHOWS).default('missing'), after });
const mapping = z.strictObject({ name, mapping: listMapping });

/** Deliveries: their lists, what came of them, what was found, and what was decided. */
export function batchesRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');
  const curator = requireRole(parts, 'curator');
  const batchOf = (req: Request) => findAsked(parts, String(req.params['id']));

  router.get('/api/batches', technician, async (_req, res) => {
    res.json({ batches: await listBatchEntries(parts) });
  });
  router.post('/api/batches', curator, readJson, async (req, res) => {
    const given = parseInput(opening, req.body);
    const batch = await openBatch(parts, { ...given, agent: agentOf(res).id });
    res.status(201).json(await buildBatchView(parts, batch));
  });
  router.get('/api/batch-mappings', curator, async (_req, res) => {
    res.json({ mappings: await parts.records.read(listBatchMappings) });
  });
  router.post('/api/batch-mappings', curator, readJson, async (req, res) => {
    const kept = { id: newId(), ...parseInput(mapping, req.body), at: Date.now() };
    res.status(201).json(await parts.records.write((rows) => keepBatchMapping(rows, kept)));
  });
  router.get('/api/batches/:id', technician, async (req, res) => {
    res.json(await buildBatchView(parts, await batchOf(req)));
  });
  router.get('/api/batches/:id/list', technician, async (req, res) => {
    const { list } = await batchOf(req);
    if (list === null) throw new Fault('not-found', 'This delivery has no list yet.');
    res.type('text/plain').send(await fetchListBytes(parts, list));
  });
  router.post('/api/batches/:id/list', curator, readList, async (req, res) => {
    const batch = await batchOf(req);
    const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    const { reading, isDry, called, replaces } = await readListReading(parts, batch, req.query);
    if (isDry) {
      res.json(await previewList(parts, bytes, reading));
      return;
    }
    await giveList(parts, batch, { name: called, bytes, reading, replaces, agent: agentOf(res).id });
    res.status(202).json(await buildBatchView(parts, await readBatch(parts, batch.id)));
  });
  addListTroubles(parts, router);
  addContents(parts, router);
  addPuttingRight(parts, router);
  return router;
}

/** Ways out for a list that could not be applied. */
function addListTroubles(parts: Parts, router: Router): void {
  const curator = requireRole(parts, 'curator');

  router.post('/api/batches/:id/list/retry', curator, async (req, res) => {
    const { id } = await findAsked(parts, String(req.params['id']));
    await retryList(parts, id);
    res.json(await buildBatchView(parts, await readBatch(parts, id)));
  });
  router.delete('/api/batches/:id/list', curator, async (req, res) => {
    const batch = await findAsked(parts, String(req.params['id']));
    await giveUpListOf(parts, batch, agentOf(res).id);
    res.json(await buildBatchView(parts, await readBatch(parts, batch.id)));
  });
}

/** What came of a delivery, what was found, and what was decided. */
function addContents(parts: Parts, router: Router): void {
  const technician = requireRole(parts, 'technician');
  const curator = requireRole(parts, 'curator');
  const batchOf = (req: Request) => findAsked(parts, String(req.params['id']));

  router.get('/api/batches/:id/files', technician, async (req, res) => {
    const asked = parseInput(filesAsked, req.query);
    res.json(await listBatchFiles(parts, await batchOf(req), asked.show, asked.after));
  });
  router.put('/api/batches/:id/files/*path', technician, async (req, res) => {
    const outcome = await receive(parts, await batchOf(req), req, agentOf(res).id);
    res.status(outcome.isNew ? 201 : 200).json(outcome);
  });
  router.get('/api/batches/:id/findings', technician, async (req, res) => {
    const asked = parseInput(z.object({ after }), req.query);
    res.json(await listBatchFindings(parts, await batchOf(req), asked.after));
  });
  router.post('/api/batches/:id/whole', technician, readJson, async (req, res) => {
    const batch = await batchOf(req);
    await sayWhole(parts, batch, { ...parseInput(wholeness, req.body), agent: agentOf(res).id });
    res.json(await buildBatchView(parts, await readBatch(parts, batch.id)));
  });
  router.post('/api/batches/:id/verdict', curator, readJson, async (req, res) => {
    const batch = await batchOf(req);
    await decideBatch(parts, batch, { ...parseInput(verdict, req.body), agent: agentOf(res).id });
    res.json(await buildBatchView(parts, await readBatch(parts, batch.id)));
  });
  router.get('/api/batches/:id/:report', technician, async (req, res) => {
    await sendBatchReport(parts, await batchOf(req), req, res);
  });
}

/** What people do with files that have wrong names. */
function addPuttingRight(parts: Parts, router: Router): void {
  const curator = requireRole(parts, 'curator');
  const view = async ({ id }: Batch) => buildBatchView(parts, await readBatch(parts, id));

  router.post('/api/batches/:id/asides', curator, readJson, async (req, res) => {
    const batch = await findAsked(parts, String(req.params['id']));
    // The bytes of a master are digested once more, which may take longer than an idle connection is kept.
    req.setTimeout(0);
    await putRight(parts, batch, { ...parseInput(puttingRight, req.body), agent: agentOf(res).id });
    res.json(await view(batch));
  });
  router.delete('/api/batches/:id/asides/:file', curator, async (req, res) => {
    const batch = await findAsked(parts, String(req.params['id']));
    await undoPutRight(parts, batch, { fileId: String(req.params['file']), agent: agentOf(res).id });
    res.json(await view(batch));
  });
}

/** A delivery by its id or its code. @throws Fault('not-found') */
async function findAsked(parts: Parts, asked: string): Promise<Batch> {
  const batch = isId(asked)
    ? await readBatch(parts, asked)
    : await parts.records.read((rows) => findBatchByCode(rows, asked));
  if (batch === undefined) throw new Fault('not-found', 'There is no such delivery.');
  return batch;
}

/** Takes in a file of a delivery that comes as the body of a request, also an empty one. */
async function receive(parts: Parts, batch: Batch, req: Request, agent: string) {
  const segments: unknown = req.params['path'];
  const path = Array.isArray(segments) ? segments.join('/') : String(segments);
  const place = readDeliveryPlace(batch.id, path);
  if (place === undefined) throw new Fault('bad-request', 'The file needs a path.');
  const sha256 = readContentDigest(req.get('Content-Digest'));
  if (req.get('Content-Range') !== undefined || req.get('Content-Encoding') !== undefined)
    throw new Fault(
      'bad-request',
      'Send the whole file as it is, without Content-Range or Content-Encoding.',
    );
  const sizeBytes = Number(req.get('Content-Length') ?? 0);
  await checkRoom(parts, path, sizeBytes);
  const at = join(uploadPlaces(parts.config.dataDir).put, newId());
  const most = parts.config.RECTO_MAX_UPLOAD_MB;
  await receiveBody(req, at, (size) => {
    if (size > most * MEGABYTE)
      throw new Fault('too-large', `${path} is too large; at most ${most} MB are accepted.`);
  });
  // Digesting and storing a large file may take longer than an idle connection is kept.
  req.setTimeout(0);
  return receiveDelivered(parts, { place, path: at, sha256, agent });
}
