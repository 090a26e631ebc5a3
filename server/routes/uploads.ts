import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { Fault } from '../../model/fault.ts';
import { isId } from '../../model/ids.ts';
import type { Upload } from '../../model/upload.ts';
import { includesRole } from '../../model/user.ts';
import { findItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findUpload, removeUpload } from '../../storage/records/uploads.ts';
import { announce } from '../actions/announce.ts';
import { requireMasterHere } from '../actions/note-arrival.ts';
import { originOfArrival } from '../actions/origin-of-arrival.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { findFileView } from '../items/item-view.ts';
import type { Parts } from '../parts.ts';
import { answerProblem, problemOf } from '../problems.ts';
import { type Creation, readCreation } from '../uploads/creation.ts';
import { finishUpload, isComplete, isFinishing } from '../uploads/finish.ts';
import { uploadPlaces } from '../uploads/places.ts';
import { checkRoom } from '../uploads/room.ts';
import { createTus, TUS_PATH } from '../uploads/tus.ts';

/** Files that come in by tus 1.0. @see https://tus.io/protocols/resumable-upload */
export function uploadsRoutes(parts: Parts): Router {
  const router = Router();
  const tus = createTus(parts);
  const technician = requireRole(parts, 'technician');
  const one = `${TUS_PATH}/:id`;

  router.options([TUS_PATH, one], (req, res) => tus.handle(req, res, { agent: '' }));
  router.post(TUS_PATH, technician, async (req, res) => {
    const said = readCreation(req, parts.config.RECTO_MAX_UPLOAD_MB);
    const creation = await parts.records.read((rows) => placeUpload(rows, said, agentOf(res).id));
    await checkRoom(parts, creation.fileName, creation.sizeBytes);
    await tus.handle(req, res, { agent: agentOf(res).id, creation });
  });
  router.get(`${one}/outcome`, technician, async (req, res) => {
    const upload = await findOwn(parts, req.params, res);
    res.set('Cache-Control', 'no-store').json(await outcomeOf(parts, upload, publicBaseOf(parts, req)));
  });
  router.head(one, technician, async (req, res) => {
    const upload = await findOwn(parts, req.params, res);
    if (await isWhole(parts, upload, res)) answerWhole(upload, res);
    else await tus.handle(req, res, { agent: agentOf(res).id });
  });
  router.patch(one, technician, async (req, res) => {
    const upload = await findOwn(parts, req.params, res);
    if (upload.state !== 'receiving') throw new Fault('conflict', 'This upload has ended.');
    await tus.handle(req, res, { agent: agentOf(res).id });
  });
  router.delete(one, technician, async (req, res) => {
    const upload = await findOwn(parts, req.params, res);
    if (upload.state === 'accepted' || isFinishing(parts, upload.id))
      throw new Fault('conflict', `${upload.fileName} has been received: it cannot be given up any more.`);
    if (upload.state === 'receiving') await tus.handle(req, res, { agent: agentOf(res).id });
    else await forgetRefused(parts, upload, res);
  });
  router.use(TUS_PATH, keepResumable);
  return router;
}

/** What is said of a file, once it is known that there is such an item and where it comes from. */
async function placeUpload(rows: Rows, said: Creation, agent: string): Promise<Creation> {
  const item = await findItem(rows, said.itemId);
  if (item === undefined) throw new Fault('not-found', 'There is no such item.');
  const { place } = said;
  if (place !== undefined) await requireMasterHere(rows, { ...said, place });
  const { sessionId: given, stationId, waitedMs } = said;
  return { ...said, ...(await originOfArrival(rows, { given, stationId, agent, waitedMs })) };
}

/**
 * The upload of an address. Only its sender and curators know of it.
 *
 * @throws Fault('not-found')
 */
async function findOwn(parts: Parts, { id }: Request['params'], res: Response): Promise<Upload> {
  const agent = agentOf(res);
  const upload =
    typeof id === 'string' && isId(id) ? await parts.records.read((rows) => findUpload(rows, id)) : undefined;
  if (upload === undefined || (upload.agent !== agent.id && !includesRole(agent.role, 'curator')))
    throw new Fault('not-found', 'There is no such upload.');
  return upload;
}

/**
 * Whether every byte is here. Then the file is accepted first, if it has not been: its sender may be asking
 * because the answer to the last byte was lost.
 */
async function isWhole(parts: Parts, upload: Upload, res: Response): Promise<boolean> {
  if (upload.state === 'accepted') return true;
  // The sender begins a new upload then, which is what it has to do.
  if (upload.state === 'refused') throw new Fault('gone', upload.detail ?? 'This upload was refused.');
  if (!(await isComplete(parts, upload))) return false;
  res.req.setTimeout(0);
  await finishUpload(parts, upload);
  return true;
}

function answerWhole(upload: Upload, res: Response): void {
  const length = String(upload.sizeBytes);
  res.set({ 'Tus-Resumable': '1.0.0', 'Upload-Offset': length, 'Upload-Length': length });
  res.set('Cache-Control', 'no-store').status(200).end();
}

async function outcomeOf(parts: Parts, upload: Upload, base: string) {
  if (upload.state === 'receiving' && (await isComplete(parts, upload)))
    finishUpload(parts, upload).catch((error: unknown) =>
      parts.log.warn({ err: error, uploadId: upload.id }, 'an upload could not be accepted'),
    );
  const file =
    upload.fileVersionId === null ? null : await findFileView({ ...parts, base }, upload.fileVersionId);
  return { state: upload.state, detail: upload.detail, file };
}

async function forgetRefused(parts: Parts, upload: Upload, res: Response): Promise<void> {
  await parts.records.write((rows) => removeUpload(rows, upload.id));
  await rm(join(uploadPlaces(parts.config.dataDir).aside, upload.id), { force: true });
  await announce(parts, { kind: 'item', itemId: upload.itemId });
  res.set('Tus-Resumable', '1.0.0').status(204).end();
}

/**
 * A tus client that asks where it was and gets an error begins again from the first byte, unless the answer is
 * 423: that it asks again for. So our own trouble is told as that.
 */
const keepResumable: ErrorRequestHandler = (thrown, req, res, next) => {
  const problem = problemOf(thrown);
  if (req.method === 'HEAD' && problem.status >= 500) answerProblem(req, res, { ...problem, status: 423 });
  else next(thrown);
};
