import { type Kysely, sql } from 'kysely';

/** Which of the two databases is being migrated. */
export type Dialect = 'sqlite' | 'postgres';

const REQUIRED = <T extends { notNull(): T }>(column: T): T => column.notNull();

/** Items, surfaces and what was scanned of them. */
async function createHoldings(
  db: Kysely<unknown>,
  binaryText: ReturnType<typeof sql<string>>,
): Promise<void> {
  await db.schema
    .createTable('items')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('reference', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', REQUIRED)
    .addColumn('label', 'text', REQUIRED)
    .addColumn('summary', 'text', REQUIRED)
    .addColumn('rights', 'text')
    .addColumn('required_statement', 'text', REQUIRED)
    .addColumn('viewing_direction', 'text', REQUIRED)
    .addColumn('access', 'text', REQUIRED)
    .addColumn('publish_when_ready_by', 'text')
    .addColumn('edition', 'integer', REQUIRED)
    .addColumn('search_text', 'text', REQUIRED)
    .addColumn('created_at', 'bigint', REQUIRED)
    .addColumn('updated_at', 'bigint', REQUIRED)
    .execute();
  await db.schema.createIndex('items_by_update').on('items').columns(['updated_at', 'id']).execute();
  await db.schema
    .createTable('surfaces')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('item_id', 'text', (c) => c.notNull().references('items.id'))
    .addColumn('name', 'text', REQUIRED)
    .addColumn('label', 'text', REQUIRED)
    .addColumn('state', 'text', REQUIRED)
    .addColumn('position', 'integer', REQUIRED)
    .addColumn('sort_key', binaryText, REQUIRED)
    .addColumn('canvas_width', 'integer')
    .addColumn('canvas_height', 'integer')
    .addColumn('latest_version_id', 'text')
    .addColumn('current_version_id', 'text')
    .addColumn('created_at', 'bigint', REQUIRED)
    .addUniqueConstraint('surfaces_by_name', ['item_id', 'name'])
    .execute();
  await db.schema
    .createIndex('surfaces_in_order')
    .on('surfaces')
    .columns(['item_id', 'position', 'sort_key'])
    .execute();
}

async function createFiles(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('file_versions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('surface_id', 'text', (c) => c.notNull().references('surfaces.id'))
    .addColumn('item_id', 'text', (c) => c.notNull().references('items.id'))
    .addColumn('version', 'integer', REQUIRED)
    .addColumn('original_name', 'text', REQUIRED)
    .addColumn('size_bytes', 'bigint', REQUIRED)
    .addColumn('sha256', 'text', REQUIRED)
    .addColumn('digest_origin', 'text', REQUIRED)
    .addColumn('state', 'text', REQUIRED)
    .addColumn('failure', 'text')
    .addColumn('facts', 'text')
    .addColumn('created_at', 'bigint', REQUIRED)
    .addColumn('updated_at', 'bigint', REQUIRED)
    .addColumn('published_at', 'bigint')
    .addUniqueConstraint('file_versions_by_number', ['surface_id', 'version'])
    .addUniqueConstraint('file_versions_by_digest', ['surface_id', 'sha256'])
    .execute();
  await db.schema
    .createIndex('file_versions_of_item')
    .on('file_versions')
    .columns(['item_id', 'state'])
    .execute();
  await db.schema.createIndex('file_versions_by_sha256').on('file_versions').column('sha256').execute();
}

/** What was made of files, and what was found in them. */
async function createResults(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('derivatives')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('file_version_id', 'text', (c) => c.notNull().references('file_versions.id'))
    .addColumn('kind', 'text', REQUIRED)
    .addColumn('recipe', 'text', REQUIRED)
    .addColumn('object_key', 'text', REQUIRED)
    .addColumn('size_bytes', 'bigint', REQUIRED)
    .addColumn('sha256', 'text', REQUIRED)
    .addColumn('width', 'integer', REQUIRED)
    .addColumn('height', 'integer', REQUIRED)
    .addColumn('tile_size', 'integer', REQUIRED)
    .addColumn('directory_offset', 'bigint', REQUIRED)
    .addColumn('directory_bytes', 'bigint', REQUIRED)
    .addColumn('created_at', 'bigint', REQUIRED)
    .addUniqueConstraint('derivatives_by_recipe', ['file_version_id', 'kind', 'recipe'])
    .execute();
  await db.schema
    .createTable('findings')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('file_version_id', 'text', (c) => c.notNull().references('file_versions.id'))
    .addColumn('rule', 'text', REQUIRED)
    .addColumn('severity', 'text', REQUIRED)
    .addColumn('message', 'text', REQUIRED)
    .addColumn('value', 'text')
    .addColumn('expected', 'text')
    .addColumn('region', 'text')
    .addColumn('created_at', 'bigint', REQUIRED)
    .execute();
  await db.schema.createIndex('findings_of_file').on('findings').column('file_version_id').execute();
}

/** What happened, and what has still to happen. */
async function createLog(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('events')
    .addColumn('seq', dialect === 'sqlite' ? 'integer' : 'bigserial', (c) =>
      dialect === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey(),
    )
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('type', 'text', REQUIRED)
    .addColumn('outcome', 'text', REQUIRED)
    .addColumn('detail', 'text', REQUIRED)
    .addColumn('agent', 'text', REQUIRED)
    .addColumn('item_id', 'text')
    .addColumn('surface_id', 'text')
    .addColumn('file_version_id', 'text')
    .addColumn('at', 'bigint', REQUIRED)
    .execute();
  await db.schema.createIndex('events_of_item').on('events').columns(['item_id', 'seq']).execute();
  await db.schema.createIndex('events_of_file').on('events').columns(['file_version_id', 'seq']).execute();
  await db.schema
    .createTable('due_steps')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('file_version_id', 'text', (c) => c.notNull().references('file_versions.id'))
    .addColumn('step', 'text', REQUIRED)
    .addColumn('lane', 'text', REQUIRED)
    .addColumn('attempt', 'integer', REQUIRED)
    .addColumn('state', 'text', REQUIRED)
    .addColumn('created_at', 'bigint', REQUIRED)
    .addColumn('settled_at', 'bigint')
    .addUniqueConstraint('due_steps_by_file', ['file_version_id', 'step'])
    .execute();
  await db.schema.createIndex('due_steps_open').on('due_steps').columns(['state', 'id']).execute();
}

async function createManifests(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('manifests')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('item_id', 'text', (c) => c.unique().references('items.id'))
    .addColumn('published_revision', 'integer')
    .addColumn('withdrawn_at', 'bigint')
    .addColumn('created_at', 'bigint', REQUIRED)
    .execute();
  await db.schema
    .createTable('revisions')
    .addColumn('manifest_id', 'text', (c) => c.notNull().references('manifests.id'))
    .addColumn('revision', 'integer', REQUIRED)
    .addColumn('object_key', 'text', REQUIRED)
    .addColumn('sha256', 'text', REQUIRED)
    .addColumn('size_bytes', 'bigint', REQUIRED)
    .addColumn('note', 'text', REQUIRED)
    .addColumn('published_by', 'text', REQUIRED)
    .addColumn('published_at', 'bigint', REQUIRED)
    .addColumn('label', 'text', REQUIRED)
    .addPrimaryKeyConstraint('revisions_key', ['manifest_id', 'revision'])
    .execute();
}

async function createUploads(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('uploads')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('item_id', 'text', (c) => c.notNull().references('items.id'))
    .addColumn('file_name', 'text', REQUIRED)
    .addColumn('size_bytes', 'bigint')
    .addColumn('sha256', 'text')
    .addColumn('state', 'text', REQUIRED)
    .addColumn('detail', 'text')
    .addColumn('file_version_id', 'text', (c) => c.references('file_versions.id'))
    .addColumn('agent', 'text', REQUIRED)
    .addColumn('created_at', 'bigint', REQUIRED)
    .addColumn('finished_at', 'bigint')
    .execute();
  await db.schema.createIndex('uploads_of_item').on('uploads').columns(['item_id', 'state']).execute();
}

async function createAgents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('users')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', REQUIRED)
    .addColumn('role', 'text', REQUIRED)
    .addColumn('password_hash', 'text')
    .addColumn('created_at', 'bigint', REQUIRED)
    .addColumn('disabled_at', 'bigint')
    .execute();
  await db.schema
    .createTable('sessions')
    .addColumn('secret_hash', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id'))
    .addColumn('csrf', 'text', REQUIRED)
    .addColumn('created_at', 'bigint', REQUIRED)
    .addColumn('expires_at', 'bigint', REQUIRED)
    .execute();
  await db.schema
    .createTable('sign_in_links')
    .addColumn('secret_hash', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id'))
    .addColumn('created_at', 'bigint', REQUIRED)
    .addColumn('expires_at', 'bigint', REQUIRED)
    .addColumn('used_at', 'bigint')
    .execute();
  await db.schema
    .createTable('tokens')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', REQUIRED)
    .addColumn('role', 'text', REQUIRED)
    .addColumn('secret_hash', 'text', (c) => c.notNull().unique())
    .addColumn('created_by', 'text', REQUIRED)
    .addColumn('created_at', 'bigint', REQUIRED)
    .addColumn('last_used_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .execute();
}

/** The first schema. Migrations go forward only; this file is never changed once it has been released. */
export async function createSpine(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createHoldings(db, dialect === 'sqlite' ? sql`text` : sql`text collate "C"`);
  await createFiles(db);
  await createResults(db);
  await createLog(db, dialect);
  await createManifests(db);
  await createUploads(db);
  await createAgents(db);
}
