import { createHash } from 'node:crypto';
import { newId } from '../../model/ids.ts';
import { type Item, newItem } from '../../model/item.ts';
import { newSurface } from '../../model/surface.ts';
import { insertItem, setPublication } from '../../storage/records/items.ts';
import type { Records, Rows } from '../../storage/records/records.ts';
import { insertRevision } from '../../storage/records/revisions.ts';
import { type Random, randomOf } from '../defects/random.ts';
import { nameOf, titleOf } from './texts.ts';

/** How large the archive is to be. */
export interface Size {
  readonly items: number;
  /** Of each item. */
  readonly pages: number;
}

const ITEMS_AT_ONCE = 20;
/** Databases know a most of values in one statement. */
const ROWS_AT_ONCE = 1_000;
const KINDS = ['poster', 'pamphlet', 'manuscript'] as const;
const MINUTE_MS = 60_000;

/** One in so many items has a scan that was rejected, is still being scanned, is not published yet. */
const [STUCK_EVERY, UNDERWAY_EVERY, UNPUBLISHED_EVERY] = [200, 150, 5] as const;

/**
 * Fills empty records with an archive: rows alone, as intake and publishing leave them behind; nothing lies in the
 * store. The same size gives the same archive, but for its ids.
 *
 * @returns ids of its items, in the order of their references.
 */
export async function fillRecords(
  records: Records,
  { items, pages }: Size,
  say: (line: string) => void,
): Promise<string[]> {
  const ids: string[] = [];
  const startedAt = Date.now() - items * MINUTE_MS;
  for (let from = 0; from < items; from += ITEMS_AT_ONCE) {
    const made = Array.from({ length: Math.min(ITEMS_AT_ONCE, items - from) }, (_, index) =>
      describeItem(from + index, startedAt),
    );
    await records.write(async (rows) => {
      for (const { item, number } of made) await insertWhole(rows, item, { number, pages });
    });
    ids.push(...made.map(({ item }) => item.id));
    if (from > 0 && from % 2_000 === 0) say(`${from} of ${items} items`);
  }
  return ids;
}

function describeItem(number: number, startedAt: number): { item: Item; number: number } {
  const random = randomOf(`bench-records/${number}`);
  const at = startedAt + number * MINUTE_MS;
  const reference = `BENCH${String(Math.floor(number / 10)).padStart(5, '0')}.${(number % 10) + 1}`;
  const item = newItem({ reference, kind: random.pick(KINDS), label: titleOf(random) }, at);
  const metadata = [
    { field: 'writer', label: {}, value: { none: [nameOf(random)] } },
    { field: 'place', label: {}, value: { nl: [random.pick(['Amsterdam', 'Berlin', 'Москва', 'Paris'])] } },
  ];
  return { item: { ...item, metadata, summary: summaryOf(random) }, number };
}

function summaryOf(random: Random): Item['summary'] {
  return random.next() < 0.5 ? {} : titleOf(random);
}

async function insertWhole(
  rows: Rows,
  item: Item,
  { number, pages }: { number: number; pages: number },
): Promise<void> {
  await insertItem(rows, item);
  const at = item.createdAt;
  const sides = Array.from({ length: pages }, (_, index) => {
    const name = `${item.reference}_${String(index + 1).padStart(4, '0')}`;
    const surface = newSurface({ itemId: item.id, name, position: 0 }, at);
    return { surface, fileId: newId(), state: stateOf(number, index) };
  });
  for (const part of inParts(sides)) {
    await insertSurfaces(rows, part);
    await insertScans(rows, part);
  }
  if (number % UNPUBLISHED_EVERY !== 0) await publishRows(rows, item);
}

function stateOf(number: number, index: number): string {
  if (index === 0 && number % STUCK_EVERY === 0) return 'rejected';
  return index === 1 && number % UNDERWAY_EVERY === 0 ? 'checking' : 'ready';
}

interface Side {
  readonly surface: ReturnType<typeof newSurface>;
  readonly fileId: string;
  readonly state: string;
}

async function insertSurfaces(rows: Rows, sides: readonly Side[]): Promise<void> {
  const values = sides.map(({ surface, fileId, state }) => ({
    id: surface.id,
    item_id: surface.itemId,
    name: surface.name,
    label: '{}',
    state: 'captured',
    position: surface.position,
    sort_key: surface.sortKey,
    canvas_width: null,
    canvas_height: null,
    behavior: null,
    placement: null,
    absence: null,
    latest_version_id: fileId,
    current_version_id: state === 'ready' ? fileId : null,
    created_at: surface.createdAt,
  }));
  await rows.insertInto('surfaces').values(values).execute();
}

async function insertScans(rows: Rows, sides: readonly Side[]): Promise<void> {
  const files = sides.map(({ surface, fileId, state }) => ({
    id: fileId,
    surface_id: surface.id,
    item_id: surface.itemId,
    version: 1,
    original_name: `${surface.name}.tif`,
    size_bytes: 60_000_000,
    sha256: createHash('sha256').update(fileId).digest('hex'),
    digest_origin: 'station',
    state,
    failure: null,
    facts: null,
    created_at: surface.createdAt,
    updated_at: surface.createdAt,
    published_at: null,
    look: null,
    preview_key: null,
    session_id: null,
    profile_version_id: null,
    undone_at: null,
  }));
  await rows.insertInto('file_versions').values(files).execute();
  const packs = sides.map(({ surface, fileId }) => ({
    id: newId(),
    file_version_id: fileId,
    kind: 'tile-pack',
    recipe: 'bench',
    object_key: `packs/bench/${fileId}.zip`,
    size_bytes: 6_000_000,
    sha256: '0'.repeat(64),
    width: 3_000,
    height: 4_200,
    tile_size: 512,
    directory_offset: 5_990_000,
    directory_bytes: 9_000,
    created_at: surface.createdAt,
  }));
  await rows.insertInto('derivatives').values(packs).execute();
}

async function publishRows(rows: Rows, item: Item): Promise<void> {
  await insertRevision(rows, {
    itemId: item.id,
    revision: 1,
    key: 'revisions/bench.json',
    sha256: '0'.repeat(64),
    sizeBytes: 100_000,
    note: '',
    publishedBy: 'bench',
    publishedAt: item.createdAt,
    label: item.label,
    override: null,
  });
  await setPublication(rows, item.id, { publishedRevision: 1, withdrawnAt: null }, item.createdAt);
}

function inParts<T>(all: readonly T[]): T[][] {
  const parts = Math.ceil(all.length / ROWS_AT_ONCE);
  return Array.from({ length: parts }, (_, at) => all.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE));
}
