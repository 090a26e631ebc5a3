import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { profileOf } from '../intake/profile-of.ts';
import { limitThreads } from '../intake/read-pixels.ts';
import { Fault } from '../model/fault.ts';
import { type Config, configOfProcess, objectSettings, redisUrlOf } from '../runtime/config.ts';
import { createLog, type Log } from '../runtime/log.ts';
import { runIfStarted } from '../runtime/program.ts';
import { onShutdown } from '../runtime/shutdown.ts';
import { type ConsumeOptions, consumeSteps } from '../storage/jobs/consume-steps.ts';
import { openObjects } from '../storage/objects/open.ts';
import { createByteBudget } from './byte-budget.ts';
import { createGivingWay } from './give-way.ts';
import { classify } from './retry.ts';
import { openScratch } from './scratch.ts';
import { checkMaster } from './steps/check-master.ts';
import { cutTilesOfMaster } from './steps/cut-tiles.ts';
import { makeFile } from './steps/make-file.ts';

/** Workers that take steps. */
export interface RunningWorkers {
  /** Takes no more steps and waits for those that run. */
  close(): Promise<void>;
}

/** On SIGTERM a step may take so long to end; one that takes longer is done again by another worker. */
const DEADLINE_MS = 25_000;

/**
 * Starts the workers of one process. Resolves when they take steps. What goes wrong on the way closes what was
 * opened before.
 *
 * @throws Fault('bad-request') without REDIS_URL or with a wrong RECTO_PROFILE; Fault('unavailable') without a store.
 */
export async function startWorkers(config: Config, log: Log): Promise<RunningWorkers> {
  const redisUrl = redisUrlOf(config);
  const profile = await profileOf(config);
  const maxPixels = config.RECTO_MAX_MEGAPIXELS * 1_000_000;
  const cores = availableParallelism();
  const steps = config.RECTO_WORKERS ?? Math.max(1, cores - 1);
  limitThreads(Math.max(1, Math.ceil(cores / steps)));
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const objects = await openObjects(objectSettings(config));
    closers.push(() => objects.close());
    const scratch = await openScratch(join(config.dataDir, 'worker-scratch'));
    closers.push(() => scratch.close());
    const memory = createByteBudget(config.RECTO_CHECK_MEMORY_MB * 1_000_000);
    const ways = createWays();
    const stopping = new AbortController();
    const consumer = await consumeSteps({
      redisUrl,
      // A station never waits behind the others, so its lane has room of its own, and so have the tiles of its scans.
      concurrency: { station: steps, tiles: steps, bulk: Math.max(1, steps - 1), care: 1 },
      work: politely(ways, {
        'check-master': checkMaster({ objects, scratch, memory, profile, maxPixels }),
        'cut-tiles': cutTilesOfMaster({ objects, scratch, maxPixels }),
      }),
      make: makeFile({ objects, turn: ways.turnOfReaders, stopping: stopping.signal }),
      classify,
      tell: (trouble, cause) => log.warn({ err: cause }, trouble),
      ended: logTo(log),
    });
    closers.push(() => {
      stopping.abort(new Fault('unavailable', 'The workers are stopping: another goes on with it.'));
      return consumer.close();
    });
    return { close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

/** Who goes before whom, among the work of this process. */
function createWays() {
  const checks = createGivingWay();
  const scans = createGivingWay();
  return {
    checks,
    scans,
    /** Nobody waits for a file to take away as a station waits for a verdict, and then for tiles. */
    async turnOfReaders(signal: AbortSignal): Promise<void> {
      await checks.turn(signal);
      await scans.turn(signal);
    },
  };
}

/** A technician waits for verdicts, nobody for tiles: these begin in the pauses between those. */
function politely(
  { checks, scans }: ReturnType<typeof createWays>,
  work: ConsumeOptions['work'],
): ConsumeOptions['work'] {
  return {
    'check-master': (step, tools) => {
      const check = () => work['check-master'](step, tools);
      return step.lane === 'station' ? checks.first(check) : check();
    },
    'cut-tiles': async (step, tools) => {
      if (step.lane === 'tiles') await checks.turn(tools.signal);
      return await scans.first(() => work['cut-tiles'](step, tools));
    },
  };
}

function logTo(log: Log): NonNullable<ConsumeOptions['ended']> {
  return ({ step, lane, input, attempt }, result, tookMs) => {
    const of = 'itemId' in input ? { itemId: input.itemId } : { fileVersionId: input.fileVersionId };
    const about = { step, lane, attempt, ...of, tookMs };
    if (result.ok) log.info(about, 'done');
    else log.error({ ...about, reason: result.reason }, 'given up');
  };
}

async function main(): Promise<void> {
  const config = configOfProcess();
  const log = createLog('workers', config.LOG_LEVEL);
  const shutdown = onShutdown({ log, deadlineMs: DEADLINE_MS });
  const workers = await startWorkers(config, log);
  shutdown.add('workers', () => workers.close());
  log.info('ready');
  process.send?.({ type: 'ready' });
}

runIfStarted(import.meta.url, 'workers', main);
