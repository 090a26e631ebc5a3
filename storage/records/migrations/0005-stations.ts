import type { Kysely } from 'kysely';

/** Stations, who worked at them and what the targets said; and which scan came in which session. */
export async function createStations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('stations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('current_item_id', 'text', (c) => c.references('items.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await createSessions(db);
  await createTargets(db);
  await db.schema
    .alterTable('tokens')
    .addColumn('station_id', 'text', (c) => c.references('stations.id'))
    .execute();
  for (const table of ['file_versions', 'uploads', 'events'])
    await db.schema
      .alterTable(table)
      .addColumn('session_id', 'text', (c) => c.references('capture_sessions.id'))
      .execute();
  for (const table of ['file_versions', 'events'])
    await db.schema.createIndex(`${table}_of_session`).on(table).column('session_id').execute();
}

async function createSessions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('capture_sessions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('station_id', 'text', (c) => c.notNull().references('stations.id'))
    .addColumn('operator', 'text', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('capture_sessions_by_time')
    .on('capture_sessions')
    .columns(['started_at', 'id'])
    .execute();
  // At one station, one thing is going on.
  await db.schema
    .createIndex('capture_sessions_open')
    .on('capture_sessions')
    .column('station_id')
    .unique()
    .where('ended_at' as never, 'is', null)
    .execute();
}

async function createTargets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('targets')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session_id', 'text', (c) => c.notNull().references('capture_sessions.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('result', 'text', (c) => c.notNull())
    .addColumn('measures', 'text', (c) => c.notNull())
    .addColumn('file_name', 'text')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('note', 'text')
    .addColumn('agent', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('targets_by_number', ['session_id', 'number'])
    .execute();
}
