import { DatabaseSync } from '@photostructure/sqlite';
import { Kysely, SqliteAdapter, type SqliteDatabase, SqliteDialect } from 'kysely';
import { Fault } from '../../model/fault.ts';
import { migrate } from './migrate.ts';
import {
  AWAY,
  createRecords,
  FULL,
  type Records,
  type RecordsEngine,
  refuseWriting,
  untilClear,
} from './records.ts';
import type { Tables } from './tables.ts';

/** Short: while SQLite waits the whole process does. The longer waiting is done by `untilClear`. */
const BUSY_MS = 20;

/** SQLite's extended result codes for a unique index and a primary key. */
const DUPLICATE = new Set([1555, 2067]);

/** SQLite can roll back its schema changes, and `begin immediate` keeps a second process out: so they may be in one. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}

/** A statement of a kind that SQLite binds by name where it is given an object: only these may go in. */
function bindable(parameters: readonly unknown[]): (string | number | bigint | null)[] {
  return parameters.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
      return value;
    throw new TypeError(`A ${typeof value} cannot be a column's value.`);
  });
}

function openDatabase(path: string, readOnly: boolean): SqliteDatabase {
  const database = new DatabaseSync(path, { timeout: BUSY_MS, readOnly });
  database.exec('pragma synchronous = full; pragma foreign_keys = on;');
  const prepared = keepPrepared((sql) => database.prepare(sql));
  return {
    close: () => database.close(),
    prepare(sql) {
      // A transaction that begins by reading could not write any more once another process has written.
      const statement = prepared(sql === 'begin' && !readOnly ? 'begin immediate' : sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...bindable(parameters)),
        run: (parameters) => {
          // Where its disk is full SQLite has rolled back by itself, and would complain of this instead of that.
          if (sql === 'rollback' && !database.isTransaction) return { changes: 0, lastInsertRowid: 0 };
          return statement.run(...bindable(parameters));
        },
        iterate: (parameters) => statement.iterate(...bindable(parameters)) as IterableIterator<unknown>,
      };
    },
  };
}

/** In characters of SQL: some hundreds of usual statements. */
const KEPT_SQL = 2_000_000;

/**
 * Prepares each statement once, and keeps those that were used last. What SQLite has prepared is memory that Node.js
 * does not see and gives back late: preparing a statement of a thousand rows anew each time took gigabytes.
 */
function keepPrepared<T>(prepare: (sql: string) => T): (sql: string) => T {
  const kept = new Map<string, T>();
  let size = 0;
  return (sql) => {
    const known = kept.get(sql);
    const statement = known ?? prepare(sql);
    if (known === undefined) size += sql.length;
    else kept.delete(sql);
    kept.set(sql, statement);
    for (const [oldest] of kept) {
      if (size <= KEPT_SQL || oldest === sql) break;
      kept.delete(oldest);
      size -= oldest.length;
    }
    return statement;
  };
}

/** Turns the write-ahead log on. It stays on in the file; turning it on needs the file for itself for a moment. */
function keepLogAhead(path: string): void {
  const database = new DatabaseSync(path, { timeout: BUSY_MS });
  try {
    database.exec('pragma journal_mode = wal');
  } finally {
    database.close();
  }
}

function hasCode(thrown: unknown, matches: (code: number) => boolean): boolean {
  const code =
    typeof thrown === 'object' && thrown !== null && 'errcode' in thrown ? thrown.errcode : undefined;
  return typeof code === 'number' && matches(code);
}

/** Another process holds the lock. Migrations say so in the cause of their Fault. */
function isBusy(thrown: unknown): boolean {
  const error = thrown instanceof Fault ? thrown.cause : thrown;
  return hasCode(error, (code) => (code & 0xff) === 5);
}

/** SQLite's codes for busy, locked, an error of the disk, and a file that cannot be opened; and for a full disk. */
const AWAY_CODES = new Set([5, 6, 10, 14]);
const FULL_CODE = 13;

function troubleOf(thrown: unknown): string | undefined {
  if (hasCode(thrown, (code) => (code & 0xff) === FULL_CODE)) return FULL;
  return hasCode(thrown, (code) => AWAY_CODES.has(code & 0xff)) ? AWAY : undefined;
}

/**
 * Opens (or makes) the SQLite database at a path: write-ahead log, synced at every commit, foreign keys held.
 * Reads have a connection of their own, so that a tile never waits for a commit.
 */
export async function openSqlite(path: string): Promise<Records> {
  await untilClear(async () => keepLogAhead(path), isBusy);
  const writer = connect(path, false);
  await untilClear(() => migrate(writer, 'sqlite'), isBusy);
  const reader = connect(path, true);
  const engine: RecordsEngine = {
    ...SPOKEN,
    observe: (work) => reader.transaction().execute(work),
    transact: (work) => writer.transaction().execute(work),
    close: async () => {
      await reader.destroy();
      await writer.destroy();
    },
  };
  return createRecords(engine);
}

/**
 * Opens a SQLite database that another process has opened with {@link openSqlite} and keeps open, to read from it:
 * every read sees what that process has committed until then. Writing is refused.
 */
export async function openSqliteToRead(path: string): Promise<Records> {
  const reader = connect(path, true);
  return createRecords({
    ...SPOKEN,
    observe: (work) => reader.transaction().execute(work),
    transact: refuseWriting,
    close: () => reader.destroy(),
  });
}

function connect(path: string, readOnly: boolean): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: new TransactionalSqliteDialect({ database: openDatabase(path, readOnly) }),
  });
}

/** How SQLite says what went wrong. */
const SPOKEN = {
  isCollision: isBusy,
  troubleOf,
  isDuplicate: (thrown: unknown) => hasCode(thrown, (code) => DUPLICATE.has(code)),
};
