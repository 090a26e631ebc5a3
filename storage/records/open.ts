import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openPostgres, openPostgresToRead } from './postgres.ts';
import type { Records } from './records.ts';
import { openSqlite, openSqliteToRead } from './sqlite.ts';

export interface RecordsSettings {
  /** Absolute path of the data directory, where SQLite lives. */
  readonly dataDir: string;
  /** PostgreSQL, if it is to be that. */
  readonly databaseUrl?: string | undefined;
  /** Told when a connection to PostgreSQL breaks. */
  readonly lost?: (error: Error) => void;
}

/** Opens the records where the settings say, brought up to date. */
export async function openRecords(settings: RecordsSettings): Promise<Records> {
  const { dataDir, databaseUrl, lost = () => undefined } = settings;
  if (databaseUrl !== undefined) return openPostgres(databaseUrl, lost);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return openSqlite(pathOf(dataDir));
}

/**
 * Opens the same records beside the process that has opened them with {@link openRecords}, to read from them. What
 * that process has committed is seen by the next read here. Writing is refused.
 */
export async function openRecordsToRead(settings: RecordsSettings): Promise<Records> {
  const { dataDir, databaseUrl, lost = () => undefined } = settings;
  return databaseUrl === undefined
    ? openSqliteToRead(pathOf(dataDir))
    : openPostgresToRead(databaseUrl, lost);
}

function pathOf(dataDir: string): string {
  return join(dataDir, 'records.db');
}
