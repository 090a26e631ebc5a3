import express, { type Request, Router } from 'express';
import { z } from 'zod';
import { decodeTable } from '../../intake/csv.ts';
import { MAX_TARGET_VALUES, readTarget } from '../../intake/target-csv.ts';
import { keepsLimit } from '../../intake/target-limits.ts';
import { TARGET_RESULTS, TARGET_SOURCES, type TargetReading } from '../../model/capture-session.ts';
import { Fault } from '../../model/fault.ts';
import { recordTarget } from '../actions/record-target.ts';
import { agentOf, requireRole } from '../auth/identify.ts';
import { name, note, plainText } from '../http/fields.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';
import { readSessionView } from '../stations/session-view.ts';

/** A table of target values: a few hundred lines. */
const readTable = express.raw({ type: 'text/csv', limit: '256kb' });

const words = plainText.trim().max(200, 'is too long');
const result = z.enum(TARGET_RESULTS, `must be one of ${TARGET_RESULTS.join(', ')}`);
const about = { kind: name, fileName: words.optional(), note: note.optional() };
const typed = z.strictObject({
  ...about,
  result,
  source: z.enum(TARGET_SOURCES, `must be one of ${TARGET_SOURCES.join(', ')}`).default('typed'),
  values: z
    .array(
      z.strictObject({
        name,
        value: words.min(1, 'must not be empty'),
        limit: words.nullable().default(null),
        pass: z.boolean().nullable().default(null),
      }),
    )
    .max(MAX_TARGET_VALUES, 'are too many')
    .default([]),
});
const asked = z.object({ ...about, result: result.optional() });

/** What the scans of targets showed: typed, or read from the file of the target software. */
export function targetsRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');

  router.post('/api/target-readings', technician, readTable, (req, res) => {
    const reading = readTarget(tableOf(req));
    res.json('line' in reading ? { trouble: reading } : { reading });
  });
  router.post('/api/capture-sessions/:id/targets', technician, readJson, readTable, async (req, res) => {
    const { id } = req.params;
    const sessionId = parseId(id, 'session');
    const { fileName, note: said, ...found } = Buffer.isBuffer(req.body) ? readFound(req) : readTyped(req);
    await recordTarget(parts, {
      ...found,
      sessionId,
      fileName: fileName || null,
      note: said || null,
      agent: agentOf(res).id,
    });
    res.status(201).json(await parts.records.read((rows) => readSessionView(rows, sessionId)));
  });
  return router;
}

/** @throws Fault('unsupported') */
function tableOf({ body }: Request): string {
  const text = Buffer.isBuffer(body) ? decodeTable(body) : undefined;
  if (text === undefined)
    throw new Fault('unsupported', 'Send the table as text/csv, in UTF-8 or in UTF-16 with a mark.');
  return text;
}

/** What a person typed: a value with a limit says by itself whether it keeps to it. */
function readTyped(req: Request) {
  const { values, ...said } = parseInput(typed, req.body);
  const judged = values.map(({ pass, ...given }) => {
    const kept = keepsLimit(given.value, given.limit ?? '');
    return { ...given, pass: pass ?? (kept === 'unreadable' ? null : kept) };
  });
  return { ...said, values: judged };
}

/** What a table says, and what its sender says of it. Where the table says of no value whether it passed, they must. */
function readFound(req: Request) {
  const { result: given, ...said } = parseInput(asked, req.query);
  const { source, values, result: read } = readOrRefuse(tableOf(req));
  const found = given ?? read;
  if (found === null)
    throw new Fault('bad-request', 'No value has a limit or a verdict: say `result=pass` or `result=fail`.');
  return { ...said, source, values, result: found };
}

/** @throws Fault('bad-request') that names the line. */
function readOrRefuse(text: string): TargetReading {
  const reading = readTarget(text);
  if ('line' in reading) throw new Fault('bad-request', `Line ${reading.line}: ${reading.message.en}`);
  return reading;
}
