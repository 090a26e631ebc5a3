import type { Rendering } from '../../model/rendering.ts';
import { SYSTEM_AGENT } from '../../model/user.ts';
import type { DueMaking, MakeOutcome, WorkResult } from '../../storage/jobs/jobs.ts';
import { renderingIndexKey } from '../../storage/objects/keys.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findRendering, settleRendering } from '../../storage/records/renderings.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';
import { publishRenderings } from './publish-renderings.ts';
import { tidyRenderings } from './tidy-renderings.ts';

/**
 * Writes down how the making of a file ended, and sets the next going. Idempotent, as `commitStep` is.
 *
 * @throws Fault('unavailable') where the database does not answer: the queue offers the result again.
 */
export async function commitRendering(parts: Parts, making: DueMaking, result: WorkResult): Promise<void> {
  const end = endOf(making, result);
  const settled = await parts.records.write(async (rows) => {
    const rendering = await findRendering(rows, making.id);
    if (rendering === undefined) return 'gone';
    const at = Date.now();
    if (!(await settleRendering(rows, making, end, at))) return 'again';
    await appendEvent(rows, {
      ...eventOf(rendering, end),
      agent: SYSTEM_AGENT,
      itemId: rendering.itemId,
      at,
    });
    return 'now';
  });
  if (settled === 'gone') await removeFile(parts, making.input.key);
  if (settled !== 'now') return;
  if (result.ok) await forgetPlan(parts, making);
  else parts.log.warn({ ...making.input, reason: result.reason }, 'a file could not be made');
  await announce(parts, { kind: 'item', itemId: making.input.itemId });
  await publishRenderings(parts);
  await tidyRenderings(parts);
}

type End = Parameters<typeof settleRendering>[2];

function endOf({ input }: DueMaking, result: WorkResult): End {
  if (!result.ok) return { failure: result.reason };
  const { outcome } = result;
  if (outcome.step !== 'make-file') return { failure: 'The result of another step came back.' };
  return outcome.key === input.key
    ? madeOf(outcome)
    : { failure: 'The file was not stored where it belongs.' };
}

function madeOf({ key, sizeBytes, sha256, pages }: MakeOutcome): End {
  return { file: { key, sizeBytes, sha256 }, pages };
}

function eventOf({ kind, revision }: Rendering, end: End) {
  const what = `The ${kind.toUpperCase()} of revision ${revision}`;
  if ('failure' in end)
    return { type: 'failure', outcome: 'failure', detail: `${what}: ${end.failure}` } as const;
  const detail = `${what} was made: ${end.pages} pages, ${end.file.sizeBytes} bytes, SHA-256 ${end.file.sha256}.`;
  return { type: 'creation', detail } as const;
}

/** Of a revision that was replaced meanwhile: nobody will ever ask for it. */
async function removeFile({ objects }: Pick<Parts, 'objects'>, key: string): Promise<void> {
  await objects.remove(renderingIndexKey(key));
  await objects.remove(key);
}

/** The file says it all now. What could not be removed is, with the file. */
async function forgetPlan({ objects, log }: Parts, { input }: DueMaking): Promise<void> {
  try {
    await objects.remove(input.planKey);
  } catch (error) {
    log.warn({ err: error }, 'the list of pages of a finished file could not be removed');
  }
}
