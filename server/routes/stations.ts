import { Router } from 'express';
import { z } from 'zod';
import { findStationOfToken } from '../../storage/records/stations.ts';
import { bindTokenToStation } from '../actions/bind-token.ts';
import { chooseStationItem } from '../actions/choose-station-item.ts';
import { addStation, renameStation } from '../actions/name-station.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { name } from '../http/fields.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';
import { readStationView, readStationViews } from '../stations/station-view.ts';

const wanted = z.strictObject({ name });
const bound = z.strictObject({ stationId: z.uuid('must be the id of a station').lowercase().nullable() });
const current = z.strictObject({ itemId: z.uuid('must be the id of an item').lowercase().nullable() });

/** The copy stands: what they are called, and which item is on each. */
export function stationsRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');
  const curator = requireRole(parts, 'curator');
  const admin = requireRole(parts, 'admin');
  const view = (stationId: string) => parts.records.read((rows) => readStationView(rows, stationId));

  router.get('/api/stations', technician, async (_req, res) => {
    res.json({ stations: await parts.records.read(readStationViews) });
  });
  router.post('/api/stations', curator, readJson, async (req, res) => {
    const given = parseInput(wanted, req.body);
    const stationId = await addStation(parts, { ...given, agent: agentOf(res).id });
    res.status(201).json(await view(stationId));
  });
  router.get('/api/stations/own', technician, async (_req, res) => {
    const { id: tokenId } = agentOf(res);
    const station = await parts.records.read(async (rows) => {
      const own = await findStationOfToken(rows, tokenId);
      return own === undefined ? null : readStationView(rows, own.id);
    });
    res.json({ station });
  });
  router.get('/api/stations/:id', technician, async (req, res) => {
    const { id } = req.params;
    res.json(await view(parseId(id, 'station')));
  });
  router.patch('/api/stations/:id', curator, readJson, async (req, res) => {
    const { id } = req.params;
    const stationId = parseId(id, 'station');
    await renameStation(parts, { ...parseInput(wanted, req.body), stationId, agent: agentOf(res).id });
    res.json(await view(stationId));
  });
  router.put('/api/stations/:id/current', technician, readJson, async (req, res) => {
    const { id } = req.params;
    const stationId = parseId(id, 'station');
    const { itemId } = parseInput(current, req.body);
    await chooseStationItem(parts, { stationId, itemId, agent: agentOf(res).id });
    res.json(await view(stationId));
  });
  router.put('/api/tokens/:id/station', admin, readJson, async (req, res) => {
    const { id } = req.params;
    const { stationId } = parseInput(bound, req.body);
    await bindTokenToStation(parts, { tokenId: parseId(id, 'token'), stationId, agent: agentOf(res).id });
    res.status(204).end();
  });
  return router;
}
