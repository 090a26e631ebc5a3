import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { loadConfig } from '../../runtime/config.ts';
import { openHomeServer, withToken } from '../demo/home-server.ts';
import { claimPort } from '../start/port.ts';
import { createStationClient } from '../station/client.ts';
import { createPatience } from '../station/patience.ts';
import { isComplete, resultLines } from '../station/result.ts';
import { sendFolder } from '../station/send.ts';
import { findProgram } from './processes.ts';
import { type BenchScans, DESCRIPTION } from './scans.ts';

/** A Recto that was started to be measured. */
export interface ServedRecto {
  readonly url: string;
  /** Of the server: the parent of all that serves. 0 where the system does not tell. */
  readonly pid: number;
  readonly config: ReturnType<typeof loadConfig>;
  stop(): Promise<void>;
}

/** An image that is served. */
export interface ServedImage {
  /** Path of the image service, without a slash at its end. */
  readonly base: string;
  readonly width: number;
  readonly height: number;
  readonly tileSize: number;
}

/** Settings by their names in the environment. */
export type Settings = Readonly<Record<string, string>>;

const PATIENCE_MS = 10 * 60_000;

/** Starts Recto as `npm start` does, on a free port, with nothing of this machine's own settings. */
export async function startRecto(
  dataDir: string,
  settings: Settings,
  say: (line: string) => void,
): Promise<ServedRecto> {
  const own = { REDIS_URL: '', DATABASE_URL: '', S3_BUCKET: '', HOST: '127.0.0.1', RECTO_PUBLIC_URL: '' };
  const PORT = String(await claimPort(0, own.HOST));
  const env = { ...process.env, ...own, PORT, RECTO_DATA: dataDir, ...settings };
  const config = loadConfig(env);
  const home = await openHomeServer(config, say, env);
  const pid = findProgram(process.pid, 'server/main.ts') ?? 0;
  return { url: home.url, pid, config, stop: () => home.stop() };
}

/** Puts the scans in as a station does, publishes them, and tells how they are served: the poster first. */
export async function putIn(
  recto: ServedRecto,
  scans: BenchScans,
  say: (line: string) => void,
): Promise<readonly ServedImage[]> {
  return await withToken(recto.config, async (token) => {
    const poster = await send(recto, { reference: 'BENCH-POSTER', dir: scans.poster, token }, say);
    const pages = await send(recto, { reference: 'BENCH-PAGES', dir: scans.pages, token }, say);
    return await Promise.all([...poster, ...pages].map((info) => readInfo(recto.url, info)));
  });
}

interface Delivery {
  readonly reference: string;
  readonly dir: string;
  readonly token: string;
}

async function send(
  { url: server }: ServedRecto,
  { reference, dir, token }: Delivery,
  say: (line: string) => void,
): Promise<string[]> {
  const { signal } = new AbortController();
  const patience = createPatience({ server, giveUpAfterMs: PATIENCE_MS, say, signal });
  const client = createStationClient({ server, token, patience, signal });
  const item = await client.makeItem({ reference, kind: DESCRIPTION.kind, label: DESCRIPTION.label });
  if (item.publishedRevision === null) await client.describeItem(item, { ...DESCRIPTION });
  const result = await sendFolder(
    { dir, reference, server, token, publish: true, json: false, parallel: 3, patienceMs: PATIENCE_MS },
    { stateDir: join(tmpdir(), `recto-bench-${process.pid}`), screen: { write: () => undefined }, signal },
  );
  if (!isComplete(result)) throw new Fault('conflict', resultLines(result).join('\n'));
  return result.files.flatMap((end) => end.file?.image ?? []);
}

const info = z.object({
  width: z.number(),
  height: z.number(),
  tiles: z.tuple([z.object({ width: z.number() })]),
});

async function readInfo(server: string, url: string): Promise<ServedImage> {
  const path = new URL(url).pathname;
  const answer = await fetch(`${server}${path}`);
  const { width, height, tiles } = info.parse(await answer.json());
  return { base: path.replace(/\/info\.json$/, ''), width, height, tileSize: tiles[0].width };
}
