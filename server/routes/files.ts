import { join } from 'node:path';
import { type Request, Router } from 'express';
import { Fault } from '../../model/fault.ts';
import { isId, newId } from '../../model/ids.ts';
import { findFileVersion } from '../../storage/records/file-versions.ts';
import { findItem } from '../../storage/records/items.ts';
import { acceptUpload } from '../actions/accept-upload.ts';
import { requireMasterHere } from '../actions/note-arrival.ts';
import { originOfArrival } from '../actions/origin-of-arrival.ts';
import { retryFile } from '../actions/retry-file.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { parseId } from '../http/read-body.ts';
import { buildItemView, findFileView } from '../items/item-view.ts';
import type { Parts } from '../parts.ts';
import { readContentDigest } from '../uploads/content-digest.ts';
import {
  checkSize,
  readDeliveryPlace,
  readFileName,
  readSessionId,
  readStationId,
} from '../uploads/creation.ts';
import { uploadPlaces } from '../uploads/places.ts';
import { receiveBody } from '../uploads/receive-body.ts';
import { checkRoom } from '../uploads/room.ts';

/** Files that come in by a plain PUT, and files that are tried again. */
export function filesRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');

  router.put('/api/items/:id/files/:name', technician, async (req, res) => {
    const agent = agentOf(res).id;
    const { itemId, fileName, sha256, origin, place } = await readPut(parts, req, agent);
    // What is refused half-way is not read to its end.
    res.set('Connection', 'close');
    await checkRoom(parts, fileName, Number(req.get('Content-Length') ?? 0));
    const path = join(uploadPlaces(parts.config.dataDir).put, newId());
    await receiveBody(req, path, (sizeBytes) =>
      checkSize(fileName, sizeBytes, parts.config.RECTO_MAX_UPLOAD_MB),
    );
    // Digesting and storing a large file may take longer than an idle connection is kept.
    req.setTimeout(0);
    res.removeHeader('Connection');
    const arrived = { itemId, fileName, path, sha256, uploadId: undefined, ...origin, place, agent };
    const { fileVersionId, isNew, notice } = await acceptUpload(parts, arrived);
    const view = await findFileView({ ...parts, base: publicBaseOf(parts, req) }, fileVersionId);
    res.status(isNew ? 201 : 200).json(notice === null ? view : { ...view, notice });
  });

  router.get('/api/files/:id/preview', technician, async (req, res) => {
    const id = parseId(req.params['id'], 'file');
    const file = await parts.records.read((rows) => findFileVersion(rows, id));
    if (file?.previewKey == null) throw new Fault('not-found', 'There is no preview of this file.');
    const { sizeBytes } = (await parts.objects.stat(file.previewKey)) ?? { sizeBytes: 0 };
    const bytes = await parts.objects.readRange(file.previewKey, 0, Math.max(1, sizeBytes));
    // It never changes; but it is for those alone who may see it.
    res.set('Cache-Control', 'private, max-age=31536000, immutable').type('image/jpeg').send(bytes);
  });

  router.post('/api/files/:id/retry', technician, async (req, res) => {
    const { id } = req.params;
    const itemId = await retryFile(parts, parseId(id, 'file'), agentOf(res).id);
    res.status(202).json(await buildItemView({ ...parts, base: publicBaseOf(parts, req) }, itemId));
  });
  return router;
}

/** What can be known before the first byte. Half a file, or a packed one, is not what its digest is of. */
async function readPut(parts: Parts, req: Request, agent: string) {
  const { id, name } = req.params;
  const itemId = String(id);
  const fileName = readFileName(String(name));
  const sha256 = readContentDigest(req.get('Content-Digest'));
  if (req.get('Content-Range') !== undefined || req.get('Content-Encoding') !== undefined)
    throw new Fault(
      'bad-request',
      'Send the whole file as it is, without Content-Range or Content-Encoding.',
    );
  const item = isId(itemId) ? await parts.records.read((rows) => findItem(rows, itemId)) : undefined;
  if (item === undefined) throw new Fault('not-found', 'There is no such item.');
  const given = readSessionId(req.get('Recto-Session'), 'Recto-Session');
  const stationId = readStationId(req.get('Recto-Station'), 'Recto-Station');
  const words = { given, stationId, agent, waitedMs: 0 };
  const origin = await parts.records.read((rows) => originOfArrival(rows, words));
  const place = readDeliveryPlace(req.get('Recto-Batch'), fileName);
  if (place !== undefined)
    await parts.records.read((rows) => requireMasterHere(rows, { place, itemId, fileName }));
  return { itemId, fileName, sha256, origin, place };
}
