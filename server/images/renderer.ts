import { open } from 'node:fs/promises';
import { type PackIndex, parseDirectory } from '../../image/pack.ts';
import { renderImage } from '../../image/render.ts';
import { asFault, errorCode } from '../../model/fault.ts';
import { configOfProcess, objectSettings } from '../../runtime/config.ts';
import { runIfStarted } from '../../runtime/program.ts';
import type { Objects } from '../../storage/objects/objects.ts';
import { openObjects } from '../../storage/objects/open.ts';
import { createRecent, type Recent } from '../http/recent.ts';
import { writeEntry } from './cache-entry.ts';
import { withFolder } from './cache-files.ts';
import { readPack } from './read-pack.ts';
import type { RenderAnswer, RenderEnd, RenderJob, RenderOrder } from './render-job.ts';

/**
 * The program of a renderer: a child of the server that makes one picture at a time, and is killed without regard when
 * nobody wants it any longer. It sees the store of bytes and the cache's folder, never the records.
 */
async function main(): Promise<void> {
  // Nobody is left to make anything for. An ordinary exit would wait for what libvips is doing.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  // A terminal and a service manager tell every process to stop; but the server finishes first what is asked of it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  const objects = await openObjects(objectSettings(configOfProcess()));
  const packs = createRecent<PackIndex>(OPEN_PACKS);
  const running = new Map<number, AbortController>();
  process.on('message', (order: RenderOrder) => {
    if (order.kind === 'stop') running.get(order.id)?.abort(new Error('stopped'));
    else void work(order.id, order.job);
  });

  async function work(id: number, job: RenderJob): Promise<void> {
    const abort = new AbortController();
    running.set(id, abort);
    const end = await make({ objects, packs, job, signal: abort.signal });
    running.delete(id);
    process.send?.({ id, rssBytes: process.memoryUsage.rss(), ...end } satisfies RenderAnswer);
  }
}

const OPEN_PACKS = 100;

interface Making {
  readonly objects: Objects;
  readonly packs: Recent<PackIndex>;
  readonly job: RenderJob;
  readonly signal: AbortSignal;
}

async function make({ objects, packs, job, signal }: Making): Promise<RenderEnd> {
  try {
    const { packKey, directory, plan, path, key } = job;
    const readRange = (offset: number, length: number, gone?: AbortSignal) =>
      readPack(objects, packKey, { offset, length, signal: gone });
    const { directoryOffset, directoryBytes } = directory;
    const index =
      packs.get(packKey) ?? parseDirectory(await readRange(directoryOffset, directoryBytes, signal));
    packs.set(packKey, index);
    const picture = await renderImage(plan, { index, readRange }, signal);
    signal.throwIfAborted();
    const file = await withFolder(path, () => open(path, 'wx', 0o600));
    try {
      await writeEntry(file, key, picture);
    } finally {
      await file.close();
    }
    return { ok: true };
  } catch (thrown) {
    const { code, detail, cause } = asFault(thrown);
    return { ok: false, code, detail, cause: String(cause), fileError: errorCode(thrown) };
  }
}

runIfStarted(import.meta.url, 'renderer', main);
