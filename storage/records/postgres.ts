import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { migrate } from './migrate.ts';
import { AWAY, createRecords, FULL, type Records, type RecordsEngine, refuseWriting } from './records.ts';
import type { Tables } from './tables.ts';

const POOL_SIZE = 10;
/** Of a process that only looks up what it does not know yet. */
const READERS_POOL_SIZE = 3;
const CONNECT_MS = 5_000;
const INT8 = 20;
/** Any number, as long as every server takes the same. */
const WRITER_LOCK = 7_332_686;

/** Sizes and times are bigint columns and all below 2^53, so they may be numbers. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: unknown) =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text'),
};

function hasCode(thrown: unknown, ...codes: readonly string[]): boolean {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' && codes.includes(code);
}

/** No connection, too many of them, or a server that stops, starts or is read only. */
const AWAY_CODES = /^(08|53|57P|25006|E(CONN|HOST|NET|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN))/;
/** What pg says of a connection without any code. */
const AWAY_WORDS = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
function troubleOf(thrown: unknown): string | undefined {
  if (hasCode(thrown, '53100')) return FULL;
  if (!(thrown instanceof Error)) return undefined;
  const code = 'code' in thrown ? String(thrown.code) : '';
  return AWAY_CODES.test(code) || AWAY_WORDS.test(thrown.message) ? AWAY : undefined;
}

/**
 * Opens the records in PostgreSQL. One transaction writes at a time, as in SQLite, so that what is
 * right there is right here: no two can pick the same number, and none has to be done again.
 *
 * @param lost called when an idle connection breaks; the pool makes a new one by itself.
 */
export async function openPostgres(url: string, lost: (error: Error) => void): Promise<Records> {
  const db = connect(url, lost, POOL_SIZE);
  try {
    await migrate(db, 'postgres');
  } catch (thrown) {
    await db.destroy();
    throw thrown;
  }
  return createRecords({
    ...reading(db),
    transact: (work) =>
      db.transaction().execute(async (rows) => {
        await sql`select pg_advisory_xact_lock(${WRITER_LOCK})`.execute(rows);
        return work(rows);
      }),
  });
}

/**
 * Opens records in PostgreSQL that another process has brought up to date, to read from them. Writing is refused.
 *
 * @param lost as of {@link openPostgres}
 */
export async function openPostgresToRead(url: string, lost: (error: Error) => void): Promise<Records> {
  return createRecords({ ...reading(connect(url, lost, READERS_POOL_SIZE)), transact: refuseWriting });
}

function connect(url: string, lost: (error: Error) => void, max: number): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_MS,
    types,
  });
  pool.on('error', lost);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

function reading(db: Kysely<Tables>): Omit<RecordsEngine, 'transact'> {
  return {
    observe: (work) =>
      db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    isCollision: (thrown) => hasCode(thrown, '40001', '40P01'),
    troubleOf,
    isDuplicate: (thrown) => hasCode(thrown, '23505'),
    close: () => db.destroy(),
  };
}
