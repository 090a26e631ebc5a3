import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { Fault } from '../../model/fault.ts';

/** A data directory that this process has to itself. */
export interface DataLock {
  release(): void;
}

/** Held here too, so that a lock outlives the variable that its holder kept it in. */
const held = new Set<DatabaseSyncInstance>();

/**
 * Takes a data directory for this process alone, making it if it is not there. The lock is the kernel's: it ends
 * with the process however that ends, on Linux and macOS alike, and so is never stale. Node has no call for such
 * a lock, SQLite does: an exclusive transaction that is never ended, on a file that holds nothing.
 *
 * @throws Fault('conflict') if another process has it; Fault('unavailable') if it cannot be written.
 */
export function lockDataDir(dir: string): DataLock {
  const file = openLockFile(dir);
  try {
    file.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (cause) {
    file.close();
    if (!/locked|busy/i.test(String(cause))) throw unwritable(dir, cause);
    throw new Fault(
      'conflict',
      `Another Recto is already running on ${dir}. Stop that one first, or give this one a directory of its own with RECTO_DATA.`,
      { cause },
    );
  }
  held.add(file);
  return Object.freeze({
    release() {
      if (held.delete(file)) file.close();
    },
  });
}

function openLockFile(dir: string): DatabaseSyncInstance {
  try {
    // For nobody else's eyes: masters, and digests of passwords.
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    return new DatabaseSync(join(dir, 'lock.db'));
  } catch (cause) {
    throw unwritable(dir, cause);
  }
}

function unwritable(dir: string, cause: unknown): Fault {
  return new Fault('unavailable', `The data directory ${dir} cannot be written to.`, { cause });
}
