import { z } from 'zod';
import { parsePattern } from '../../intake/file-names.ts';
import type { Batch, ListReading } from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import { listBatchMappings } from '../../storage/records/batches.ts';
import { findNamePattern, newestVersionId } from '../../storage/records/profiles.ts';
import { plainText } from '../http/fields.ts';
import { parseInput } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';

const column = plainText.trim().min(1, 'must not be empty').max(200, 'is too long');
const maybe = column.optional();

/** Which columns of a table say what. */
export const listMapping = z.strictObject({
  master: column,
  reference: column,
  prefix: plainText.max(100, 'is too long').optional(),
  object: maybe,
  sequence: maybe,
  title: maybe,
  level1: maybe,
  text: maybe,
});

const asked = z
  .object({
    dry: z.enum(['0', '1']).default('1'),
    name: column.default('list'),
    replaces: z.string().max(64, 'is too long').optional(),
    mapping: z.uuid('must be the id of a mapping').lowercase().optional(),
    pattern: plainText.max(200, 'is too long').optional(),
  })
  .loose();

/** How a capture profile wants names: of a delivery's own profile, or the default. */
async function patternOf(
  parts: Pick<Parts, 'records' | 'profile'>,
  profileId: string | null,
): Promise<string | null> {
  return parts.records.read(async (rows) => {
    const versionId = await newestVersionId(rows, profileId);
    return versionId === undefined ? parts.profile.namePattern : findNamePattern(rows, versionId);
  });
}

/** What a query asks to do with a list. @throws Fault('bad-request') in words. */
export async function readListReading(
  parts: Pick<Parts, 'records' | 'profile'>,
  batch: Batch,
  query: unknown,
): Promise<{ reading: ListReading; isDry: boolean; called: string; replaces: string | undefined }> {
  const { dry, name, mapping, pattern, replaces, ...rest } = parseInput(asked, query);
  const said = { isDry: dry === '1', called: name, replaces };
  if (batch.kind === 'concordance') return { ...said, reading: { kind: 'concordance' } };
  if (batch.kind === 'names') {
    const wanted = pattern ?? (await patternOf(parts, batch.profileId));
    if (wanted === null)
      throw new Fault('bad-request', 'Say by which pattern the names are to be read: {item}_{sequence}.');
    parsePattern(wanted);
    return { ...said, reading: { kind: 'names', pattern: wanted } };
  }
  if (mapping === undefined)
    return { ...said, reading: { kind: 'table', mapping: parseInput(listMapping, rest) } };
  const kept = (await parts.records.read(listBatchMappings)).find(({ id }) => id === mapping);
  if (kept === undefined) throw new Fault('bad-request', 'There is no such mapping.');
  return { ...said, reading: { kind: 'table', mapping: kept.mapping } };
}
