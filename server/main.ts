import type { IncomingMessage, ServerResponse } from 'node:http';
import { profileOf } from '../intake/profile-of.ts';
import type { CaptureProfile } from '../model/capture-profile.ts';
import { type Config, configOfProcess, objectSettings, processesOf, redisUrlOf } from '../runtime/config.ts';
import { createLog, type Log } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { runIfStarted } from '../runtime/program.ts';
import { onShutdown } from '../runtime/shutdown.ts';
import { connectJobs } from '../storage/jobs/connect-jobs.ts';
import { openObjects } from '../storage/objects/open.ts';
import { openRecords } from '../storage/records/open.ts';
import { commitWork } from './actions/commit-work.ts';
import { ensureProfiles } from './actions/ensure-profiles.ts';
import { startLifting } from './actions/lift-embargoes.ts';
import { startNotingPace } from './actions/note-pace.ts';
import { startSweeping } from './actions/sweep.ts';
import { createApp } from './app.ts';
import { ensureFirstAdmin } from './auth/first-run.ts';
import { openPublicSide, type PublicSide } from './fronts/public-side.ts';
import { createImageHandler } from './images/handler.ts';
import { createImageRenders } from './images/renders.ts';
import { createLive } from './live.ts';
import { createMeasures } from './measures.ts';
import type { Parts } from './parts.ts';
import { onPublicationChanged } from './publications.ts';
import { measureQueue } from './queue-metrics.ts';
import { createReadiness } from './readiness.ts';
import { openUploadPlaces } from './uploads/places.ts';
import { startTidying } from './uploads/tidy.ts';

/** A server that answers. */
export interface RunningServer {
  /** Where the world finds it. */
  readonly url: string;
  /** On the very first run: where the administrator signs in, once. */
  readonly signIn?: string;
  readonly parts: Parts;
  /** Finishes what it is doing, within some ten seconds, and closes everything that it opened. */
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly log?: Log;
  /** How long after one sweep the next begins, in milliseconds. Default 15 s. */
  readonly sweepEveryMs?: number;
}

/** What is to be closed, last first. */
type Closers = (() => Promise<unknown> | unknown)[];

/**
 * Starts a server: port, stores, what is due, pages. What goes wrong on the way closes what was opened before.
 *
 * @throws Fault in words for the person who starts it.
 */
export async function startServer(given: Config, options: ServerOptions = {}): Promise<RunningServer> {
  const log = options.log ?? createLog('server', given.LOG_LEVEL);
  const closers: Closers = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const redisUrl = redisUrlOf(given);
    const profile = await profileOf(given);
    const { PORT: port, HOST: host } = given;
    const publicSide = await openPublicSide({ port, host, processes: processesOf(given), log });
    closers.push(() => publicSide.close());
    const config = withPort(given, publicSide.port);
    const parts = await openParts({ config, profile, redisUrl, log, publicSide, closers });
    await ensureProfiles(parts);
    // First what is due, then what comes back: a result would settle what the sweep has just read.
    const sweeping = await startSweeping(parts, options.sweepEveryMs);
    closers.push(() => sweeping.close());
    await parts.jobs.consumeResults((work, result) => commitWork(parts, work, result));
    const tidying = startTidying(parts);
    closers.push(() => tidying.close());
    const lifting = await startLifting(parts);
    closers.push(() => lifting.close());
    closers.push(await startNotingPace(parts));
    const { signIn } = await ensureFirstAdmin(parts);
    await answerWith(parts, publicSide, closers);
    return { url: config.publicUrl, ...(signIn !== undefined && { signIn }), parts, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

/** PORT 0 asks the system for a free one, and only now it is known which. */
function withPort(config: Config, port: number): Config {
  if (config.PORT !== 0 || config.RECTO_PUBLIC_URL !== undefined) return config;
  return Object.freeze({ ...config, PORT: port, publicUrl: `http://localhost:${port}` });
}

async function openParts(given: {
  readonly config: Config;
  readonly profile: CaptureProfile;
  readonly redisUrl: string;
  readonly log: Log;
  readonly publicSide: PublicSide;
  readonly closers: Closers;
}): Promise<Parts> {
  const { config, profile, redisUrl, log, publicSide, closers } = given;
  const { dataDir, DATABASE_URL: databaseUrl } = config;
  const metrics = createMetrics('server');
  closers.push(() => metrics.close());
  await openUploadPlaces(dataDir);
  const objects = await openObjects(objectSettings(config));
  closers.push(() => objects.close());
  const lost = (error: Error): void => log.warn({ err: error }, 'a connection to the database broke');
  const records = await openRecords({ dataDir, databaseUrl, lost });
  closers.push(() => records.close());
  const tell = (trouble: string, cause: unknown): void => log.warn({ err: cause }, trouble);
  const jobs = await connectJobs({ redisUrl, tell });
  closers.push(() => jobs.close());
  const live = await createLive({ jobs, records, log });
  const measures = createMeasures(metrics);
  const readiness = createReadiness();
  return Object.freeze({
    config,
    profile,
    log,
    metrics,
    measures,
    objects,
    records,
    jobs,
    live,
    readiness,
    publicSide,
  });
}

/** From now on requests are answered. Closing ends that first of all, while everything that answers needs still stands. */
async function answerWith(parts: Parts, publicSide: PublicSide, closers: Closers): Promise<void> {
  measureQueue(parts);
  const app = createApp(parts);
  const renders = createImageRenders(parts);
  const images = createImageHandler(parts, { renders });
  const forget = async (itemId: string): Promise<void> => {
    images.forget(itemId);
    await publicSide.forget(itemId);
  };
  const stopForgetting = onPublicationChanged(forget);
  parts.live.watch({
    heard: ({ subject, announcement }) => {
      if (announcement.kind === 'item') void forget(subject);
    },
    ended: () => undefined,
  });
  closers.push(async () => {
    parts.readiness.become('draining');
    await parts.live.close();
    await publicSide.close();
    await renders.close();
    stopForgetting();
  });
  await publicSide.start(parts.config, (req: IncomingMessage, res: ServerResponse) => {
    if (!images.handle(req, res)) app(req, res);
  });
  parts.readiness.become('ready');
}

async function main(): Promise<void> {
  const log = createLog('server', configOfProcess().LOG_LEVEL);
  const shutdown = onShutdown({ log });
  const server = await startServer(configOfProcess(), { log });
  shutdown.add('server', () => server.close());
  const { url, signIn } = server;
  log.info({ url }, 'ready');
  process.send?.({ type: 'ready', url, ...(signIn !== undefined && { signIn }) });
}

runIfStarted(import.meta.url, 'server', main);
