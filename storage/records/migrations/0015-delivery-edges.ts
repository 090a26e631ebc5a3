import type { Kysely } from 'kysely';

/**
 * Of a delivery: when all of it had come, as somebody said, and why its list could not be applied on. Of a file that came with one: when a person set it aside, who
 * and why, and which expected file its bytes became where they became one.
 * How many files have come is counted in an index alone.
 */
export async function addDeliveryEdges(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('batches').addColumn('whole_at', 'bigint').execute();
  await db.schema.alterTable('batches').addColumn('list_failure', 'text').execute();
  await db.schema
    .createIndex('expected_files_arrived')
    .on('expected_files')
    .columns(['batch_id', 'has_arrived'])
    .execute();
  await db.schema.alterTable('delivered_files').addColumn('aside_at', 'bigint').execute();
  for (const name of ['aside_by', 'aside_reason', 'became'])
    await db.schema.alterTable('delivered_files').addColumn(name, 'text').execute();
}
