import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { digestStream } from '../../storage/objects/digest.ts';
import { createFileObjects } from '../../storage/objects/files.ts';
import { masterKey } from '../../storage/objects/keys.ts';
import { openRecordsToRead } from '../../storage/records/open.ts';
import type { Rows } from '../../storage/records/records.ts';
import type { Place } from './place.ts';

/** A scan as the records have it. */
export interface FoundVersion {
  readonly id: string;
  readonly reference: string;
  /** The name of its page. */
  readonly page: string;
  readonly state: string;
  readonly sha256: string;
  readonly masterKey: string;
  readonly previewKey: string | null;
  /** Keys of what was made of it. */
  readonly derivatives: readonly string[];
  /** Types of the events about it. */
  readonly events: readonly string[];
}

/** Everything that was left when all had stopped. */
export interface Found {
  readonly versions: readonly FoundVersion[];
  /** Steps that are still due. */
  readonly dueSteps: number;
  /** Uploads that were neither received nor forgotten. */
  readonly openUploads: readonly string[];
  /** The store: digest of each object by its key; undefined where it was not taken. */
  readonly objects: ReadonlyMap<string, string | undefined>;
  /** Files in folders that are empty when nothing goes on. */
  readonly scratch: readonly string[];
  /** Paths in the watched folder. */
  readonly folder: readonly string[];
}

/** Folders of the data directory that are for what is underway. */
export const SCRATCH: readonly string[] = [
  'worker-scratch',
  'scratch',
  'objects/.temporary',
  'uploads/incoming',
  'uploads/put',
  'uploads/aside',
];

/** Reads records, store and folders. Nothing must run any more. */
export async function readFound({ data, folder }: Place): Promise<Found> {
  const records = await openRecordsToRead({ dataDir: data });
  try {
    const rest = await records.read(async (rows) => ({
      versions: await readVersions(rows),
      dueSteps: await countDue(rows),
      openUploads: await readOpenUploads(rows),
    }));
    const scratch = await Promise.all(SCRATCH.map((name) => filesIn(join(data, name), name)));
    return {
      ...rest,
      objects: await readObjects(data),
      scratch: scratch.flat(),
      folder: await filesIn(folder),
    };
  } finally {
    await records.close();
  }
}

async function readVersions(rows: Rows): Promise<FoundVersion[]> {
  const versions = await rows
    .selectFrom('file_versions')
    .innerJoin('surfaces', 'surfaces.id', 'file_versions.surface_id')
    .innerJoin('items', 'items.id', 'file_versions.item_id')
    .select([
      'file_versions.id',
      'file_versions.state',
      'file_versions.sha256',
      'file_versions.preview_key',
      'surfaces.name',
      'items.reference',
    ])
    .execute();
  const made = await rows.selectFrom('derivatives').select(['file_version_id', 'object_key']).execute();
  const events = await rows.selectFrom('events').select(['file_version_id', 'type']).execute();
  const derivativesOf = groupBy(made, ({ file_version_id: id, object_key: key }) => [id, key]);
  const eventsOf = groupBy(events, ({ file_version_id: id, type }) => [id, type]);
  return versions.map(({ id, reference, name, state, sha256, preview_key: previewKey }) => ({
    ...{ id, reference, state, sha256, previewKey },
    page: name,
    masterKey: masterKey(sha256),
    derivatives: derivativesOf.get(id) ?? [],
    events: eventsOf.get(id) ?? [],
  }));
}

function groupBy<T>(rows: readonly T[], pairOf: (row: T) => readonly [string | null, string]) {
  const groups = new Map<string, string[]>();
  for (const row of rows) {
    const [key, value] = pairOf(row);
    if (key === null) continue;
    const group = groups.get(key) ?? [];
    group.push(value);
    groups.set(key, group);
  }
  return groups;
}

/** How many steps are still due. */
export async function countDue(rows: Rows): Promise<number> {
  const due = await rows.selectFrom('due_steps').select('id').where('state', '=', 'due').execute();
  return due.length;
}

async function readOpenUploads(rows: Rows): Promise<string[]> {
  const open = await rows
    .selectFrom('uploads')
    .select(['file_name', 'state', 'detail'])
    .where('state', '!=', 'accepted')
    .execute();
  return open.map(({ file_name: name, state, detail }) => `${name} (${detail ?? state})`);
}

async function readObjects(data: string): Promise<Map<string, string | undefined>> {
  const objects = await createFileObjects({ root: join(data, 'objects') });
  const found = new Map<string, string | undefined>();
  try {
    for await (const { key } of objects.list('')) {
      const digest = key.startsWith('masters/')
        ? (await digestStream(await objects.read(key))).sha256
        : undefined;
      found.set(key, digest);
    }
  } finally {
    await objects.close();
  }
  return found;
}

/** Every file under a folder, by its path from there; `shown` is put before it. */
export async function filesIn(dir: string, shown: string = ''): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(shown, parentPath.slice(dir.length + 1), name))
    .sort();
}
