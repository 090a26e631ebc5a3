import type { Kysely } from 'kysely';

const REQUIRED = <T extends { notNull(): T }>(column: T): T => column.notNull();

/** Deliveries: what is expected of them, what came, and how their tables are read. */
export async function createBatches(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('batches')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('code', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', REQUIRED)
    .addColumn('supplier', 'text', REQUIRED)
    .addColumn('profile_id', 'text')
    .addColumn('state', 'text', REQUIRED)
    .addColumn('list', 'text')
    .addColumn('list_files', 'integer', REQUIRED)
    .addColumn('list_applied', 'integer', REQUIRED)
    .addColumn('verdict', 'text')
    .addColumn('note', 'text', REQUIRED)
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'bigint')
    .addColumn('created_by', 'text', REQUIRED)
    .addColumn('created_at', 'bigint', REQUIRED)
    .execute();
  await db.schema
    .createTable('batch_mappings')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('body', 'text', REQUIRED)
    .addColumn('created_at', 'bigint', REQUIRED)
    .execute();
  await createDelivered(db);
  await createExpected(db);
  await db.schema.alterTable('uploads').addColumn('batch_id', 'text').execute();
  await db.schema.alterTable('uploads').addColumn('path', 'text').execute();
}

async function createDelivered(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('delivered_files')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('batch_id', 'text', (c) => c.notNull().references('batches.id'))
    .addColumn('path', 'text', REQUIRED)
    .addColumn('size_bytes', 'bigint', REQUIRED)
    .addColumn('sha256', 'text', REQUIRED)
    .addColumn('format', 'text')
    .addColumn('file_version_id', 'text', (c) => c.references('file_versions.id'))
    .addColumn('agent', 'text', REQUIRED)
    .addColumn('at', 'bigint', REQUIRED)
    .addUniqueConstraint('delivered_files_by_path', ['batch_id', 'path'])
    .execute();
  await db.schema
    .createIndex('delivered_files_by_version')
    .on('delivered_files')
    .column('file_version_id')
    .execute();
}

async function createExpected(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('expected_files')
    .addColumn('batch_id', 'text', (c) => c.notNull().references('batches.id'))
    .addColumn('number', 'integer', REQUIRED)
    .addColumn('path', 'text', REQUIRED)
    .addColumn('use', 'text', REQUIRED)
    .addColumn('object_number', 'text', REQUIRED)
    .addColumn('item_id', 'text', (c) => c.references('items.id'))
    .addColumn('surface_id', 'text', (c) => c.references('surfaces.id'))
    .addColumn('name_key', 'text', REQUIRED)
    .addColumn('has_arrived', 'integer', REQUIRED)
    .addPrimaryKeyConstraint('expected_files_key', ['batch_id', 'number'])
    .execute();
  await db.schema
    .createIndex('expected_files_by_path')
    .on('expected_files')
    .columns(['batch_id', 'path'])
    .execute();
  await db.schema
    .createIndex('expected_files_by_name')
    .on('expected_files')
    .columns(['item_id', 'name_key'])
    .execute();
}
