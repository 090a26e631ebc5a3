import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../model/fault.ts';

const PREFIX = 'recto-fronts-';
/** Where the application process is reached. */
const APP = 'app.sock';
/** One that has just been made may be listened on in a moment. */
const YOUNG_MS = 60_000;

/** A directory for socket files, for nobody else's eyes. Its path is short: the system takes some hundred bytes. */
export interface SocketDir {
  readonly app: string;
  pathOf(front: string): string;
  remove(): Promise<void>;
}

/** Makes it, and sweeps away those of processes that were killed. */
export async function openSocketDir(parent: string = tmpdir()): Promise<SocketDir> {
  await sweep(parent);
  const dir = await mkdtemp(join(parent, PREFIX));
  return {
    app: join(dir, APP),
    pathOf: (front) => join(dir, `${front}.sock`),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const dir = join(parent, name);
    if (name.startsWith(PREFIX) && (await isStale(dir))) {
      // Another user's cannot be removed, and need not.
      await rm(dir, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

/**
 * What nobody listens on any more is stale, whichever container the process of its number is in. One that is only too
 * busy to take a connection says so otherwise.
 */
async function isStale(dir: string): Promise<boolean> {
  try {
    if (Date.now() - (await stat(dir)).mtimeMs < YOUNG_MS) return false;
  } catch {
    return false;
  }
  const connection = connect(join(dir, APP));
  try {
    await once(connection, 'connect');
    return false;
  } catch (thrown) {
    return ['ECONNREFUSED', 'ENOENT'].includes(errorCode(thrown) ?? '');
  } finally {
    connection.destroy();
  }
}
