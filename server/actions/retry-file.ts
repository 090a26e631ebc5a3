import { Fault } from '../../model/fault.ts';
import { retryStep } from '../../storage/records/due-steps.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findFileVersion, moveState } from '../../storage/records/file-versions.ts';
import { touchItem } from '../../storage/records/items.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';
import { publishDueSteps, stateBefore } from './publish-due-steps.ts';

/**
 * Makes the step that a file failed in due once more.
 *
 * @returns the id of its item.
 * @throws Fault('not-found'), Fault('conflict') where it has not failed.
 */
export async function retryFile(parts: Parts, fileVersionId: string, agent: string): Promise<string> {
  const { itemId, state } = await parts.records.write(async (rows) => {
    const at = Date.now();
    const file = await findFileVersion(rows, fileVersionId);
    if (file === undefined) throw new Fault('not-found', 'There is no such file.');
    const step = file.state === 'failed' ? await retryStep(rows, fileVersionId, at) : undefined;
    if (step === undefined) {
      throw new Fault('conflict', `${file.originalName} is ${file.state}: there is nothing to try again.`);
    }
    const before = stateBefore(step);
    await moveState(rows, fileVersionId, ['failed'], { state: before, failure: null, at });
    const about = { itemId: file.itemId, surfaceId: file.surfaceId, fileVersionId };
    const detail = `${file.originalName} is tried again.`;
    await appendEvent(rows, { type: 'metadata modification', detail, agent, ...about, at });
    await touchItem(rows, file.itemId, at);
    return { itemId: file.itemId, state: before };
  });
  await announce(parts, { kind: 'file', itemId, fileVersionId, state });
  await publishDueSteps(parts, fileVersionId);
  return itemId;
}
