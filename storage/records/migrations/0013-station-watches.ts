import type { Kysely } from 'kysely';

/** What programs that watch a folder at a station have told of it last; and the way from a file to its stations. */
export async function createStationWatches(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('station_watches')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('token_id', 'text', (c) => c.notNull().references('tokens.id'))
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('station_id', 'text', (c) => c.notNull().references('stations.id'))
    .addColumn('folder', 'text', (c) => c.notNull())
    .addColumn('is_away', 'integer', (c) => c.notNull())
    .addColumn('heard_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('waiting', 'integer', (c) => c.notNull())
    .addColumn('sending', 'integer', (c) => c.notNull())
    .addColumn('held_count', 'integer', (c) => c.notNull())
    .addColumn('held', 'text', (c) => c.notNull())
    .addUniqueConstraint('station_watches_by_key', ['token_id', 'key'])
    .execute();
  await db.schema
    .createIndex('station_watches_of_station')
    .on('station_watches')
    .column('station_id')
    .execute();
  await db.schema
    .createIndex('station_arrivals_of_file')
    .on('station_arrivals')
    .column('file_version_id')
    .execute();
}
