import type { Event, EventType } from '../../model/event.ts';
import { newId } from '../../model/ids.ts';
import type { Rows } from './records.ts';

/** An event before it has its place in the log. */
export interface NewEvent {
  readonly type: EventType;
  readonly outcome?: Event['outcome'];
  readonly detail: string;
  readonly agent: string;
  readonly itemId?: string;
  readonly surfaceId?: string;
  readonly fileVersionId?: string;
  readonly at: number;
}

/** Writes into the log, in the transaction that does what the event says. Nothing is ever changed or removed there. */
export async function appendEvent(rows: Rows, event: NewEvent): Promise<void> {
  await rows
    .insertInto('events')
    .values({
      id: newId(),
      type: event.type,
      outcome: event.outcome ?? 'success',
      detail: event.detail,
      agent: event.agent,
      item_id: event.itemId ?? null,
      surface_id: event.surfaceId ?? null,
      file_version_id: event.fileVersionId ?? null,
      at: event.at,
    })
    .execute();
}

/** What happened to an item and everything in it, newest first. */
export async function eventsOfItem(rows: Rows, itemId: string, limit: number): Promise<Event[]> {
  const found = await rows
    .selectFrom('events')
    .selectAll()
    .where('item_id', '=', itemId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return found.map((row) => ({
    seq: row.seq,
    id: row.id,
    type: row.type as EventType,
    outcome: row.outcome as Event['outcome'],
    detail: row.detail,
    agent: row.agent,
    itemId: row.item_id,
    surfaceId: row.surface_id,
    fileVersionId: row.file_version_id,
    at: row.at,
  }));
}
