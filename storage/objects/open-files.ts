import { type FileHandle, open } from 'node:fs/promises';

/**
 * A few files kept open for reading: tiles are read thousands of times a second from the same packs, and
 * opening a file costs more than reading a tile from it.
 */
export interface OpenFiles {
  /** Lends an open file for as long as `use` runs. Throws the file error where it cannot be opened. */
  lend<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T>;
  /** Forgets a file that was removed; whoever reads it just now may finish. */
  drop(path: string): Promise<void>;
  /** How many are kept open. */
  count(): number;
  close(): Promise<void>;
}

interface OpenFile {
  readonly opening: Promise<FileHandle>;
  readonly openedMs: number;
  users: number;
  dropped: boolean;
}

/** Never throws: nothing was written, so there is nothing that a failed close could lose. */
async function closeFile(file: OpenFile): Promise<void> {
  try {
    const handle = await file.opening;
    await handle.close();
  } catch {
    // It could not be opened, as whoever asked for it was told.
  }
}

/**
 * Keeps at most `maxFiles` open beside those that are just being read, the least recently used closed first.
 * None is kept longer than twice `maxAgeMs`, so that what another process removed is gone here too, and its
 * room on the disk free.
 */
export function createOpenFiles({ maxFiles = 256, maxAgeMs = 30_000 } = {}): OpenFiles {
  const files = new Map<string, OpenFile>();

  async function drop(path: string): Promise<void> {
    const file = files.get(path);
    if (file === undefined) return;
    files.delete(path);
    file.dropped = true;
    if (file.users === 0) await closeFile(file);
  }

  /** Counts the caller in before anything is awaited, so that nobody closes the file in between. */
  function borrow(path: string): OpenFile {
    const file = files.get(path) ?? {
      opening: open(path, 'r'),
      openedMs: performance.now(),
      users: 0,
      dropped: false,
    };
    file.users += 1;
    files.delete(path);
    files.set(path, file);
    const [leastRecent] = files.keys();
    if (files.size > maxFiles && leastRecent !== undefined) void drop(leastRecent);
    return file;
  }

  function dropOld(): void {
    const nowMs = performance.now();
    for (const [path, file] of files) if (nowMs - file.openedMs >= maxAgeMs) void drop(path);
  }

  const sweep = setInterval(dropOld, maxAgeMs).unref();
  return {
    async lend(path, use) {
      const file = borrow(path);
      try {
        return await use(await file.opening);
      } catch (thrown) {
        if (files.get(path) === file) await drop(path);
        throw thrown;
      } finally {
        file.users -= 1;
        if (file.dropped && file.users === 0) await closeFile(file);
      }
    },
    drop,
    count: () => files.size,
    async close() {
      clearInterval(sweep);
      await Promise.all([...files.keys()].map(drop));
    },
  };
}
