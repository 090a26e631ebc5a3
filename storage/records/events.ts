import type { Selectable } from 'kysely';
import type { Event, EventType } from '../../model/event.ts';
import { newId } from '../../model/ids.ts';
import type { Rows } from './records.ts';
import type { EventRow } from './tables.ts';

/** An event before it has its place in the log. */
export interface NewEvent {
  readonly type: EventType;
  readonly outcome?: Event['outcome'];
  readonly detail: string;
  readonly agent: string;
  readonly itemId?: string;
  readonly surfaceId?: string;
  readonly fileVersionId?: string;
  readonly sessionId?: string;
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
      session_id: event.sessionId ?? null,
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
  return found.map(toEvent);
}

/** What happened in a capture session itself, newest first: its start, its end, its target results. */
export async function eventsOfSession(rows: Rows, sessionId: string, limit: number): Promise<Event[]> {
  const found = await rows
    .selectFrom('events')
    .selectAll()
    .where('session_id', '=', sessionId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return found.map(toEvent);
}

function toEvent(row: Selectable<EventRow>): Event {
  return {
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
  };
}
