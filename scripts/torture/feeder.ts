import { appendFile, mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Place } from './place.ts';
import { bytesOf, digestOf, type PlannedFile, plannedFile } from './plan.ts';

/** What brings files, and sees each to its end. */
export interface FeederOptions {
  readonly place: Place;
  readonly seed: string;
  readonly files: number;
  /** The first that may not have come to its end yet. */
  readonly from: number;
  readonly url: string;
  readonly token: string;
  readonly signal: AbortSignal;
  /** Told how many have come to their end, the first of them in order. */
  readonly settled: (counts: { readonly inOrder: number; readonly all: number }) => void;
}

/** So many files lie in the folder at once, or are on their way. */
const AT_ONCE = 48;
const LOOK_MS = 150;
const PUT_WITHIN_MS = 60_000;

/** Brings every planned file, no more than some at once, and returns when each has come to its end. */
export async function feed(options: FeederOptions): Promise<void> {
  const { files, from, seed, signal } = options;
  const open = new Set<number>();
  const queue = Array.from({ length: files - from }, (_, at) => from + at).values();
  let all = from;
  async function takeTurns(): Promise<void> {
    for (const index of queue) {
      signal.throwIfAborted();
      open.add(index);
      await bring(options, plannedFile(seed, index));
      open.delete(index);
      all += 1;
      options.settled({ inOrder: Math.min(all, ...open), all });
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
}

async function bring(options: FeederOptions, file: PlannedFile): Promise<void> {
  const bytes = bytesOf(options.seed, file);
  if (file.way === 'put') return put(options, file, bytes);
  const path = join(options.place.folder, file.reference, file.name);
  const times = file.way === 'twice' ? 2 : 1;
  for (let time = 1; time <= times; time += 1) {
    for (;;) {
      // In this order: a file that is put away is in done/ before its name here is gone, both for a moment. Where a run
      // was broken off, it may lie here already, or have ended.
      const lies = await isThere(path);
      if ((await endsOf(path)) >= time) break;
      if (!lies) await write(path, file, bytes);
      await sleep(LOOK_MS, undefined, { signal: options.signal });
    }
  }
}

/** How often this very file has come to an end: in `done/`, or with a note beside it. */
async function endsOf(path: string): Promise<number> {
  if (await isThere(`${path}.findings.txt`)) return 1;
  const [folder, name] = [dirname(path), path.slice(dirname(path).length + 1)];
  const done = await readdir(join(folder, 'done')).catch(() => []);
  const stem = name.slice(0, -'.tif'.length);
  return done.filter((one) => one === name || (one.startsWith(`${stem} (`) && one.endsWith('.tif'))).length;
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

async function write(path: string, { writing }: PlannedFile, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  if (writing === 'renamed') {
    await writeFile(`${path}.part`, bytes);
    return rename(`${path}.part`, path);
  }
  const half = Math.floor(bytes.length / 2);
  await writeFile(path, bytes.subarray(0, half));
  await sleep(100);
  await appendFile(path, bytes.subarray(half));
}

/** Sends a file as a script would, as often as it takes: what is answered with 200 or 201 has been taken in. */
async function put(options: FeederOptions, file: PlannedFile, bytes: Buffer): Promise<void> {
  const digest = Buffer.from(digestOf(bytes), 'hex').toString('base64');
  const headers = { 'Content-Digest': `sha-256=:${digest}:`, 'Content-Type': 'image/tiff' };
  for (;;) {
    options.signal.throwIfAborted();
    const itemId = await itemOf(options, file.reference);
    const path = `/api/items/${itemId}/files/${file.name}`;
    const answer =
      itemId && (await ask(options, path, { method: 'PUT', headers, body: new Uint8Array(bytes) }));
    if (answer) return;
    await sleep(LOOK_MS * 2, undefined, { signal: options.signal });
  }
}

async function itemOf(options: FeederOptions, reference: string): Promise<string | undefined> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await ask(options, '/api/items', {
    method: 'POST',
    headers,
    body: JSON.stringify({ reference }),
  });
  return answer?.['id'];
}

/** @returns undefined where the server is away, or something else went wrong: then it is asked again. */
async function ask(
  { url, token }: FeederOptions,
  path: string,
  init: RequestInit & { readonly headers: Readonly<Record<string, string>> },
): Promise<Record<string, string> | undefined> {
  try {
    const answer = await fetch(`${url}${path}`, {
      ...init,
      headers: { ...init.headers, Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(PUT_WITHIN_MS),
    });
    const text = await answer.text();
    return answer.ok ? (JSON.parse(text) as Record<string, string>) : undefined;
  } catch {
    return undefined;
  }
}
