import type { Kysely } from 'kysely';

/** Of a delivery: when all of it had come, as somebody said. */
export async function addDeliveryEdges(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('batches').addColumn('whole_at', 'bigint').execute();
}
