import { Fault } from '../../model/fault.ts';
import { newItem, type Registration } from '../../model/item.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findItemByReference, insertItem } from '../../storage/records/items.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/**
 * Makes an item, or finds the one that has the reference already: stations ask without knowing. It is open, but
 * that alone shows it to nobody: publishing does.
 *
 * @param agent id of a user or a token
 */
export async function registerItem(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  registration: Registration,
  agent: string,
): Promise<{ itemId: string; isNew: boolean }> {
  const { reference } = registration;
  const standing = await parts.records.read((rows) => findItemByReference(rows, reference));
  if (standing !== undefined) return { itemId: standing.id, isNew: false };
  const item = newItem(registration, Date.now());
  try {
    await parts.records.write(async (rows) => {
      await insertItem(rows, item);
      const detail = `Registered as ${reference}.`;
      await appendEvent(rows, { type: 'registration', detail, agent, itemId: item.id, at: item.createdAt });
    });
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'conflict') throw thrown;
    const other = await parts.records.read((rows) => findItemByReference(rows, reference));
    if (other === undefined) throw thrown;
    return { itemId: other.id, isNew: false };
  }
  await announce(parts, { kind: 'item', itemId: item.id });
  return { itemId: item.id, isNew: true };
}
