import { type Request, type Response, Router } from 'express';
import {
  ACTIVITIES_A_PAGE,
  buildActivities,
  buildActivitiesPage,
  DISCOVERY_CONTEXT,
  firstActivityOf,
  lastActivitiesPage,
  type NamedActivity,
} from '../../manifests/changes.ts';
import { Fault } from '../../model/fault.ts';
import { activitiesFrom, newestActivity } from '../../storage/records/activities.ts';
import { pidsOf } from '../../storage/records/pids.ts';
import type { Rows } from '../../storage/records/records.ts';
import { answerWhole } from '../http/answer-whole.ts';
import { publicBaseOf } from '../http/public-base.ts';
import type { Parts } from '../parts.ts';

const DISCOVERY = `application/ld+json;profile="${DISCOVERY_CONTEXT}"`;
const FOR_A_MINUTE = 'public, max-age=60';
/** Of a page that never changes again; its address may still get another base. */
const FOR_A_DAY = 'public, max-age=86400';
const PAGE = /^[1-9]\d{0,8}$/;

/** What was published, changed and withdrawn, for harvesters. @see https://iiif.io/api/discovery/1.0/ */
export function discoveryRoutes(parts: Parts): Router {
  const router = Router();
  router.get('/iiif/discovery/activities', async (req, res) => {
    const newest = await parts.records.read(newestActivity);
    const collection = buildActivities(newest?.number ?? 0, publicBaseOf(parts, req));
    answerDiscovery(req, res, collection, FOR_A_MINUTE);
  });
  router.get('/iiif/discovery/activities/page/:page', async (req, res) => {
    const page = PAGE.test(req.params.page) ? Number(req.params.page) : 0;
    const { total, activities } = await parts.records.read((rows) => readPage(rows, page));
    const cache = page < lastActivitiesPage(total) ? FOR_A_DAY : FOR_A_MINUTE;
    const built = buildActivitiesPage({ page, total, activities }, publicBaseOf(parts, req));
    answerDiscovery(req, res, built, cache);
  });
  return router;
}

function answerDiscovery(req: Request, res: Response, it: object, cache: string): void {
  answerWhole(req, res, { body: JSON.stringify(it), type: DISCOVERY, cache });
}

/** @throws Fault('not-found') where there is no such page (yet). */
async function readPage(
  rows: Rows,
  page: number,
): Promise<{ total: number; activities: readonly NamedActivity[] }> {
  const total = (await newestActivity(rows))?.number ?? 0;
  if (page < 1 || page > lastActivitiesPage(total)) throw new Fault('not-found', 'There is no such page.');
  const found = await activitiesFrom(rows, firstActivityOf(page), ACTIVITIES_A_PAGE);
  const ids = found.flatMap(({ itemId, targetId }) => (targetId === null ? [itemId] : [itemId, targetId]));
  const names = await pidsOf(rows, [...new Set(ids)]);
  const nameOf = (id: string): string => names.get(id)?.[0] ?? id;
  const activities = found.map((one) => ({
    ...one,
    pid: nameOf(one.itemId),
    targetPid: one.targetId === null ? null : nameOf(one.targetId),
  }));
  return { total, activities };
}
