import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import { Fault } from '../../model/fault.ts';
import type { Tables } from './tables.ts';

/** What the noun files (`items.ts`, `surfaces.ts`, …) work on: the rows as one transaction, or one moment, sees them. */
export type Rows = Kysely<Tables>;

/**
 * The record of everything. There is no way to get at rows but through these two, so that no query can slip
 * out of its transaction: on one SQLite connection that would wait for itself for ever.
 */
export interface Records {
  /**
   * Reads. Sees everything that was written before, and all of it at one moment: what several queries find fits
   * together, whatever is written meanwhile.
   *
   * @throws Fault('unavailable') where the database does not answer.
   */
  read<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  /**
   * One transaction: all of it or nothing. `work` touches rows and nothing else (no network, no files), because
   * it is run again when the database asks for that.
   *
   * @throws Fault('conflict') where a row that must be the only one stands already, Fault('unavailable') where the
   *   database cannot write now.
   */
  write<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What differs between the databases. */
export interface RecordsEngine {
  /** The transaction met another and may be tried again. */
  isCollision(thrown: unknown): boolean;
  isDuplicate(thrown: unknown): boolean;
  /** What to say of an error that is nobody's fault here and may be over in a moment; undefined for any other. */
  troubleOf(thrown: unknown): string | undefined;
  /** All that `work` reads is of one moment. */
  observe<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  transact<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What is said of a database that cannot be reached, or that another program holds on to. */
export const AWAY = 'The database does not answer just now. Try again in a moment.';

/** What is said of a database whose disk is full. */
export const FULL = 'The disk of the database is full: nothing was written. Make room on it, then try again.';

const PATIENCE_MS = 10_000;
const LONGEST_PAUSE_MS = 100;

/**
 * Does something again, with a pause, as long as it collides with another transaction. The waiting is done here
 * and not in the database's driver, which for SQLite would hold up the whole process.
 */
export async function untilClear<T>(
  work: () => Promise<T>,
  isCollision: (thrown: unknown) => boolean,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (thrown) {
      if (!isCollision(thrown) || Date.now() > deadline) throw thrown;
      const pauseMs = Math.min(LONGEST_PAUSE_MS, 2 ** attempt) * Math.random();
      await new Promise((done) => setTimeout(done, pauseMs));
    }
  }
}

/** How records that were opened to read from them write. */
export async function refuseWriting(): Promise<never> {
  throw new Fault('internal', 'These records were opened to read from them alone.');
}

/** Records over an engine: keeps reads and writes apart, tries collisions again, and speaks in Faults. */
export function createRecords(engine: RecordsEngine): Records {
  const inside = createInside();
  const refuseInside = () => {
    if (inside.isInside()) throw new Fault('internal', 'A query was made beside its transaction.');
  };

  const toFault = (thrown: unknown): unknown => {
    const trouble = engine.troubleOf(thrown);
    return trouble === undefined ? thrown : new Fault('unavailable', trouble, { cause: thrown });
  };

  async function write<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    refuseInside();
    try {
      return await untilClear(() => inside.run(() => engine.transact(work)), engine.isCollision);
    } catch (thrown) {
      if (engine.isDuplicate(thrown)) {
        throw new Fault('conflict', 'There is one like that already.', { cause: thrown });
      }
      throw toFault(thrown);
    }
  }

  return {
    read: async (work) => {
      refuseInside();
      try {
        return await inside.run(() => engine.observe(work));
      } catch (thrown) {
        throw toFault(thrown);
      }
    },
    write,
    close: () => engine.close(),
  };
}

/** Knows what is called from within a read or a write. */
interface Inside {
  run<T>(work: () => Promise<T>): Promise<T>;
  isInside(): boolean;
}

/**
 * On Node 20 a storage that has been used once makes every request of the process dearer, those too that touch no
 * rows: so it is put away whenever nothing is inside.
 */
function createInside(): Inside {
  const storage = new AsyncLocalStorage<true>();
  let running = 0;
  return {
    async run(work) {
      running += 1;
      try {
        return await storage.run(true, work);
      } finally {
        running -= 1;
        if (running === 0) storage.disable();
      }
    },
    isInside: () => storage.getStore() === true,
  };
}
