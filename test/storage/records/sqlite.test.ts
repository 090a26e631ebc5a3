import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../../storage/records/sqlite.ts';
import { describeRecords } from '../../contract/records.ts';

const dir = mkdtempSync(join(tmpdir(), 'recto-sqlite-'));
describeRecords('SQLite', () => openSqlite(join(dir, 'records.db')));
after(() => rmSync(dir, { recursive: true, force: true }));
