import type { Log } from '../runtime/log.ts';
import type { Announcement, Jobs } from '../storage/jobs/jobs.ts';
import { findFileVersion } from '../storage/records/file-versions.ts';
import type { Records } from '../storage/records/records.ts';

/** An announcement, and what it is about: the id of an item, of a batch or of a station. */
export interface LiveEvent {
  readonly subject: string;
  readonly announcement: Announcement;
}

/** Passes on what is announced to everybody who watches in this process, over one connection to the queue. */
export interface Live {
  /** Calls back for every event until the returned function is called. `ended` is called when the server stops. */
  watch(watcher: { readonly heard: (event: LiveEvent) => void; readonly ended: () => void }): () => void;
  /** How many are watching. */
  count(): number;
  /** Ends every watch. */
  close(): Promise<void>;
}

/** Progress is told several times a second of files whose item does not change. */
const MAX_KNOWN = 10_000;

/**
 * Begins to listen, once for the whole process.
 *
 * @throws Fault('unavailable') if the queue does not answer.
 */
export async function createLive(parts: {
  readonly jobs: Pick<Jobs, 'listen'>;
  readonly records: Records;
  readonly log: Log;
}): Promise<Live> {
  const watchers = new Set<Parameters<Live['watch']>[0]>();
  const itemOfFile = new Map<string, string>();

  function remember(fileVersionId: string, itemId: string): string {
    if (itemOfFile.size >= MAX_KNOWN) itemOfFile.clear();
    itemOfFile.set(fileVersionId, itemId);
    return itemId;
  }

  async function subjectOf(announcement: Announcement): Promise<string | undefined> {
    if (announcement.kind === 'item') return announcement.itemId;
    if (announcement.kind === 'batch') return announcement.batchId;
    if (announcement.kind === 'station') return announcement.stationId;
    if (announcement.kind === 'file') return remember(announcement.fileVersionId, announcement.itemId);
    if (announcement.kind === 'making') return announcement.making.itemId;
    const { fileVersionId } = announcement.progress;
    const known = itemOfFile.get(fileVersionId);
    if (known !== undefined) return known;
    const file = await parts.records.read((rows) => findFileVersion(rows, fileVersionId));
    return file && remember(fileVersionId, file.itemId);
  }

  async function tellAll(announcement: Announcement): Promise<void> {
    if (watchers.size === 0) return;
    const subject = await subjectOf(announcement);
    if (subject === undefined) return;
    for (const watcher of watchers) watcher.heard({ subject, announcement });
  }

  const stop = await parts.jobs.listen((announcement) => {
    tellAll(announcement).catch((error: unknown) => parts.log.warn({ err: error }, 'could not be told live'));
  });
  return Object.freeze({
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    count: () => watchers.size,
    async close() {
      await stop();
      for (const watcher of watchers) watcher.ended();
      watchers.clear();
    },
  } satisfies Live);
}
