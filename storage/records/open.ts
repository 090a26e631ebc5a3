import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openPostgres } from './postgres.ts';
import type { Records } from './records.ts';
import { openSqlite } from './sqlite.ts';

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
  if (settings.databaseUrl !== undefined)
    return openPostgres(settings.databaseUrl, settings.lost ?? (() => undefined));
  await mkdir(settings.dataDir, { recursive: true, mode: 0o700 });
  return openSqlite(join(settings.dataDir, 'records.db'));
}
