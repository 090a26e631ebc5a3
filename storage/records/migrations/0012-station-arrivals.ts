import { type Kysely, sql } from 'kysely';

/** The rows as they are at this step. */
interface Before {
  station_arrivals: { station_id: string; file_version_id: string; at: number };
  file_versions: { id: string; session_id: string | null; created_at: number };
  capture_sessions: { id: string; station_id: string };
  events: { type: string; agent: string; file_version_id: string | null; at: number };
  tokens: { id: string; station_id: string | null };
  uploads: { agent: string; station_id: string | null };
}

/**
 * What came from which station and when, as it was then: a token may stand elsewhere later, and bytes that are sent again
 * make no new scan. Indexes over the agents of events, which told it before, serve nothing else.
 */
export async function createStationArrivals(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('station_arrivals')
    .addColumn('station_id', 'text', (c) => c.notNull().references('stations.id'))
    .addColumn('file_version_id', 'text', (c) => c.notNull().references('file_versions.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('station_arrivals_in_time')
    .on('station_arrivals')
    .columns(['station_id', 'at'])
    .execute();
  await db.schema
    .alterTable('uploads')
    .addColumn('station_id', 'text', (c) => c.references('stations.id'))
    .execute();
  await fill(db as Kysely<Before>);
  await db.schema.dropIndex('events_of_agent').execute();
}

async function fill(db: Kysely<Before>): Promise<void> {
  const columns = ['station_id', 'file_version_id', 'at'] as const;
  await db
    .insertInto('station_arrivals')
    .columns(columns)
    .expression((eb) =>
      eb
        .selectFrom('file_versions')
        .innerJoin('capture_sessions', 'capture_sessions.id', 'file_versions.session_id')
        .select(['capture_sessions.station_id', 'file_versions.id', 'file_versions.created_at']),
    )
    .execute();
  await db
    .updateTable('uploads')
    .set((eb) => ({
      station_id: eb
        .selectFrom('tokens')
        .select('tokens.station_id')
        .whereRef('tokens.id', '=', 'uploads.agent'),
    }))
    .execute();
  await db
    .insertInto('station_arrivals')
    .columns(columns)
    .expression((eb) =>
      eb
        .selectFrom('events')
        .innerJoin('tokens', 'tokens.id', 'events.agent')
        .innerJoin('file_versions', 'file_versions.id', 'events.file_version_id')
        .select([sql<string>`tokens.station_id`.as('station_id'), 'file_versions.id', 'events.at'])
        .where('events.type', '=', 'ingestion')
        .where('tokens.station_id', 'is not', null),
    )
    .execute();
}
