import { useCallback, useEffect, useRef, useState } from 'react';
import { hashFile } from '../uploads/hash-file.ts';
import { standApi } from './api.ts';
import { addFolder, type ComparedFolder, isPutAway } from './compared.ts';
import { createComparedMemory } from './kept-compared.ts';

/** How far the comparison of a folder is. `put-away`: it was one that proves nothing. */
export type Comparing =
  | { readonly kind: 'none' | 'failed' | 'empty' | 'put-away' }
  | { readonly kind: 'busy'; readonly done: number; readonly total: number };

/** What systems strew about, and nobody needs to keep. */
const NOISE = /^(\.|(eh)?thumbs\.db$|desktop\.ini$)/i;
/** As many digests as the server takes at once. */
const AT_ONCE = 5_000;
const MOST_NAMED = 50;
const memory = createComparedMemory(() => localStorage);

/** The folders that were compared on a day at a station, and what compares one more. */
export interface Compared {
  readonly folders: readonly ComparedFolder[];
  readonly comparing: Comparing;
  readonly compare: (chosen: Iterable<File>) => void;
  /** Takes a folder out again: it was not one of the cards. */
  readonly leaveOut: (folder: ComparedFolder) => void;
}

/** Compares folders with the archive by digests alone: nothing is sent but those. What was compared is kept for the day. */
export function useCompared(stationId: string, day: string): Compared {
  const [folders, setFolders] = useState(() => memory.recall(stationId, day));
  const [comparing, setComparing] = useState<Comparing>({ kind: 'none' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => {
    setFolders(memory.recall(stationId, day));
    setComparing({ kind: 'none' });
    return () => running.current?.abort();
  }, [stationId, day]);
  const change = useCallback(
    (next: (known: readonly ComparedFolder[]) => readonly ComparedFolder[]) => {
      const now = next(memory.recall(stationId, day));
      memory.keep({ stationId, day, folders: now });
      setFolders(now);
    },
    [stationId, day],
  );
  const compare = useCallback(
    (chosen: Iterable<File>) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const tell = (next: Comparing) => !controller.signal.aborted && setComparing(next);
      const add = (folder: ComparedFolder) =>
        !controller.signal.aborted && change((known) => addFolder(known, folder));
      compareAll([...chosen], controller.signal, { tell, add }).catch(() => tell({ kind: 'failed' }));
    },
    [change],
  );
  const leaveOut = useCallback(
    (folder: ComparedFolder) =>
      change((known) => known.filter(({ name, at }) => name !== folder.name || at !== folder.at)),
    [change],
  );
  return { folders, comparing, compare, leaveOut };
}

interface Telling {
  readonly tell: (next: Comparing) => void;
  readonly add: (folder: ComparedFolder) => void;
}

async function compareAll(chosen: readonly File[], signal: AbortSignal, { tell, add }: Telling) {
  const files = chosen.filter(({ name }) => !NOISE.test(name));
  const name = files[0]?.webkitRelativePath.split('/')[0] ?? '';
  if (files.length === 0) return tell({ kind: 'empty' });
  if (isPutAway(name)) return tell({ kind: 'put-away' });
  const digests = new Map<File, string>();
  for (const file of files) {
    tell({ kind: 'busy', done: digests.size, total: files.length });
    digests.set(file, await hashFile(file, () => {}, signal));
  }
  const kept = await keptOf([...new Set(digests.values())]);
  const strangers = files.filter((file) => !kept.has(digests.get(file) ?? ''));
  add({
    ...{ name, total: files.length, strangers: strangers.length, at: Date.now() },
    named: strangers.slice(0, MOST_NAMED).map((file) => file.webkitRelativePath || file.name),
    digests: [...kept],
    unknown: strangers.map((file) => digests.get(file) ?? ''),
  });
  tell({ kind: 'none' });
}

/** Which of these digests are in the archive. */
async function keptOf(all: readonly string[]): Promise<Set<string>> {
  const kept = new Set<string>();
  for (let start = 0; start < all.length; start += AT_ONCE)
    for (const digest of (await standApi.kept(all.slice(start, start + AT_ONCE))).kept) kept.add(digest);
  return kept;
}
