import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { reopeningsAt } from '../../storage/records/reopenings.ts';
import { keptDigests } from '../../storage/records/station-files.ts';
import { countSides } from '../actions/count-sides.ts';
import { finishItem } from '../actions/finish-item.ts';
import { seeReopening } from '../actions/reopen-item.ts';
import { takeBack } from '../actions/take-back.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { readCard, searchCard } from '../copy-stand/card.ts';
import { readQueue } from '../copy-stand/queue.ts';
import { readSafe } from '../copy-stand/safe.ts';
import { safeCsv } from '../copy-stand/safe-csv.ts';
import { readStrip } from '../copy-stand/strip.ts';
import { expectedCount, reference } from '../http/fields.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';
import { answerProblem } from '../problems.ts';

/** The latest moment that a date of JavaScript can be. */
const LAST_MS = 8.64e15;
/** A day with a change of the clocks, and some hours for a shift beyond midnight. */
const LONGEST_MS = 36 * 3_600_000;
const MOST_DIGESTS = 5_000;
/** Nobody would read more; of those that are seen the next take the place. */
const MOST_REOPENED = 20;

const station = z.uuid('must be the id of a station').lowercase();
const moment = z.coerce.number().int().min(0).max(LAST_MS);
const atStation = z.object({ station: station.optional() });
const ofStation = z.object({ station });
const searched = z.object({ reference, station: station.optional() });
const since = z.object({ station: station.optional(), after: moment.optional() });
const span = z
  .object({ station, from: moment, until: moment })
  .refine(({ from, until }) => until > from && until - from <= LONGEST_MS, {
    path: ['until'],
    error: 'must be after `from`, by 36 hours at most',
  });
const finishing = z.object({ station: station.optional() });
const count = z.strictObject({ expectedCount });
const digests = z.strictObject({
  digests: z.array(z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256 in lower-case hex')).max(MOST_DIGESTS),
});
const queued = z.object({ item: z.uuid('must be the id of an item').lowercase().optional() });

/** The copy stand: the card of an item, what comes in for it, its end, the end of the day, and the queue. */
export function copyStandRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');

  router.get('/api/copy-stand/card', technician, async (req, res) => {
    const asked = parseInput(searched, req.query);
    res.json(await searchCard(parts, { reference: asked.reference, stationId: asked.station }));
  });
  router.get('/api/copy-stand/items/:id', technician, async (req, res) => {
    res.json(await readCard(parts, itemIdOf(req), parseInput(atStation, req.query).station));
  });
  router.get('/api/copy-stand/items/:id/strip', technician, async (req, res) => {
    const { station: stationId, after } = parseInput(since, req.query);
    const base = publicBaseOf(parts, req);
    res.json(await readStrip({ ...parts, base }, itemIdOf(req), { after, stationId }));
  });
  router.put('/api/copy-stand/items/:id/count', technician, readJson, async (req, res) => {
    const given = parseInput(count, req.body);
    await countSides(parts, { ...given, itemId: itemIdOf(req), agent: agentOf(res).id });
    res.status(204).end();
  });
  router.post('/api/items/:id/finish', technician, readJson, async (req, res) => {
    const { station: stationId } = parseInput(finishing, req.body);
    const asked = { itemId: itemIdOf(req), stationId, agent: agentOf(res).id };
    const { isFinished, progress } = await finishItem(parts, asked);
    if (isFinished) res.json(progress);
    else
      answerProblem(req, res, {
        ...{ status: 409, code: 'conflict' },
        detail: progress.todo.map(({ en }) => en).join(' '),
      });
  });
  for (const [verb, isTakenBack] of Object.entries({ 'take-back': true, 'count-again': false }))
    router.post(`/api/copy-stand/files/:id/${verb}`, technician, async (req, res) => {
      const { id } = req.params;
      const fileVersionId = parseId(id, 'scan');
      res.json({ itemId: await takeBack(parts, { fileVersionId, isTakenBack, agent: agentOf(res).id }) });
    });
  router.get('/api/queue', technician, async (req, res) => {
    res.json(await readQueue(parts, parseInput(queued, req.query).item));
  });
  addReopened(parts, router);
  addEndOfDay(parts, router);
  return router;
}

/** Finished items that are open again, told at the stand until somebody has seen it. */
function addReopened(parts: Parts, router: Router): void {
  const technician = requireRole(parts, 'technician');
  router.get('/api/copy-stand/reopened', technician, async (req, res) => {
    const asked = parseInput(ofStation, req.query);
    res.json({
      reopened: await parts.records.read((rows) => reopeningsAt(rows, asked.station, MOST_REOPENED)),
    });
  });
  router.post('/api/copy-stand/items/:id/reopened/seen', technician, async (req, res) => {
    await seeReopening(parts, { itemId: itemIdOf(req), agent: agentOf(res).id });
    res.status(204).end();
  });
}

/** What proves that a card may be wiped. */
function addEndOfDay(parts: Parts, router: Router): void {
  const technician = requireRole(parts, 'technician');
  const read = (req: Request) => {
    const { station: stationId, ...days } = parseInput(span, req.query);
    return readSafe(parts, stationId, days);
  };
  router.get('/api/copy-stand/safe', technician, async (req, res) => {
    res.json(await read(req));
  });
  router.get('/api/copy-stand/digests.csv', technician, async (req, res: Response) => {
    const { files, count: all } = await read(req);
    if (files.length < all)
      throw new Fault('too-large', 'Too many scans for one list: ask for a shorter time.');
    res.attachment('digests.csv').type('text/csv').send(safeCsv(files));
  });
  router.post('/api/copy-stand/kept', technician, readJson, async (req, res) => {
    const asked = parseInput(digests, req.body);
    const kept = await parts.records.read((rows) => keptDigests(rows, asked.digests));
    res.json({ kept: [...kept] });
  });
}

function itemIdOf(req: Request): string {
  return parseId(req.params['id'], 'item');
}
