import { rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { costOf } from '../../image/cost.ts';
import type { ByteRange, PackIndex } from '../../image/pack.ts';
import type { RenderPlan } from '../../image/plan.ts';
import { errorCode, Fault } from '../../model/fault.ts';
import type { Config } from '../../runtime/config.ts';
import type { ImageSource } from '../../storage/records/file-versions.ts';
import { createLanes, type Lanes } from '../http/lane.ts';
import { createSingleFlight } from '../http/single-flight.ts';
import type { Parts } from '../parts.ts';
import { createDerivativeCache, type DerivativeCache, openCachedPictures } from './derivative-cache.ts';
import type { Picture } from './picture.ts';
import { laneOf, type RenderLane, type RenderLimits, renderLimits, requireMemory } from './render-limits.ts';
import { createRenderMeasures, type RenderMeasures } from './render-measures.ts';
import { createRenderPool, type RenderPool } from './render-pool.ts';
import { derivativeKey } from './render-recipe.ts';

/** What must be known of an image to make pictures of it. */
export interface DrawnImage {
  readonly index: PackIndex;
  readonly source: Pick<ImageSource, 'packKey' | 'packSha256' | 'directoryOffset' | 'directoryBytes'>;
}

/** A picture that was made. It is to be read once, or closed. */
export interface MadeImage {
  readonly sizeBytes: number;
  /** See `Picture`. */
  readonly isKept: boolean;
  /** Where it came from: it stood in the cache, was made for this request, or for another that came just before. */
  readonly from: 'cache' | 'made' | 'joined';
  /** Where it waited for its turn, if it was made just now. */
  readonly lane: RenderLane | 'none';
  /** Streams it, or that part of it. Ending or destroying the stream closes the picture. */
  read(part?: ByteRange): Readable;
  close(): Promise<void>;
}

/** The pictures that stand in no pack: made few at a time, each once for everybody who asks for it just then. */
export interface ImageRenders {
  /**
   * What has been made already and is kept; undefined if it would have to be made.
   *
   * @param isNew it was made a moment ago: nobody need read it first to know that it is whole
   */
  find(plan: RenderPlan, image: DrawnImage, isNew?: boolean): Promise<MadeImage | undefined>;
  /**
   * Finds it, or makes it.
   *
   * @throws Fault('busy') where too many wait already, or it took too long; Fault('bad-request') where it would never
   *   fit into memory; Fault('unavailable') where the disk is full; the signal's reason where the client hung up
   */
  render(plan: RenderPlan, image: DrawnImage, signal: AbortSignal): Promise<MadeImage>;
  /** Gives up what is being made. */
  close(): Promise<void>;
}

/** For a process that makes none: it finds what another one on this machine has made. */
export function createFoundRenders(config: Pick<Config, 'dataDir'>): ImageRenders {
  return {
    find: finderOf(openCachedPictures(config)),
    render: () => Promise.reject(new Fault('unavailable', 'No pictures are made here.')),
    close: async () => undefined,
  };
}

function finderOf(cache: Pick<DerivativeCache, 'find'>): ImageRenders['find'] {
  return async (plan, { source }, isNew) => {
    const picture = await cache.find(derivativeKey(source.packSha256, plan.key), isNew);
    const found = picture?.lend('cache');
    picture?.release();
    return found;
  };
}

/** What makes pictures. */
interface Studio {
  readonly config: Config;
  readonly limits: RenderLimits;
  readonly lanes: Lanes<RenderLane>;
  readonly pool: RenderPool;
  readonly cache: DerivativeCache;
  readonly measures: RenderMeasures;
}

/** A picture that was asked for by one or several. */
interface Ordered {
  readonly key: string;
  readonly plan: RenderPlan;
  readonly image: DrawnImage;
}

interface ToDraw extends Ordered {
  readonly isLarge: boolean;
}

/** What came of it. */
interface Finished {
  readonly picture: Picture;
  /** undefined if it stood in the cache. */
  readonly lane: RenderLane | undefined;
}

const WAITING = { normal: 64, large: 4 };

export function createImageRenders(parts: Pick<Parts, 'config' | 'log' | 'metrics'>): ImageRenders {
  const { config, log } = parts;
  const limits = renderLimits(config);
  const lanes = createLanes<RenderLane>({
    lanes: {
      large: { running: 1, waiting: WAITING.large },
      normal: { running: config.RECTO_RENDERERS, waiting: WAITING.normal },
    },
    running: config.RECTO_RENDERERS,
    weight: limits.memoryBytes,
    waitMs: config.RECTO_RENDER_SECONDS * 500,
  });
  const evicted = parts.metrics.counter({
    name: 'recto_cache_evictions_total',
    help: 'Rendered pictures that were removed to make room.',
  });
  const cache = createDerivativeCache(config, { log, evicted: () => evicted() });
  const pool = createRenderPool(config, log);
  const measures = createRenderMeasures(parts.metrics, { lanes, cache, pool });
  const studio: Studio = { config, limits, lanes, pool, cache, measures };
  const flights = createSingleFlight<Finished>();
  return {
    find: finderOf(cache),
    async render(plan, image, signal) {
      const key = derivativeKey(image.source.packSha256, plan.key);
      let isFirst = false;
      const make = async (gone: AbortSignal): Promise<Finished> => {
        isFirst = true;
        const finished = await findOrMake(studio, { key, plan, image }, gone);
        // By then everybody who waited for it has been told, and holds it.
        setImmediate(() => finished.picture.release());
        return finished;
      };
      const { picture, lane } = await flights.run(key, make, signal);
      if (lane === undefined) return picture.lend('cache');
      return picture.lend(isFirst ? 'made' : 'joined', lane);
    },
    async close() {
      await pool.close();
      await cache.close();
    },
  };
}

async function findOrMake(studio: Studio, ordered: Ordered, gone: AbortSignal): Promise<Finished> {
  const found = await studio.cache.find(ordered.key);
  if (found !== undefined) return { picture: found, lane: undefined };
  const { plan, image } = ordered;
  const cost = costOf(plan, image.index);
  const lane = laneOf(plan, cost, studio.limits);
  const patience = patienceFor(studio.config, gone);
  let began = false;
  const work = () => {
    began = true;
    return draw(studio, { ...ordered, isLarge: lane === 'large' }, patience.signal);
  };
  try {
    requireMemory(plan, image.index, studio.limits, cost);
    const picture = await studio.lanes.run(lane, cost.bytes, work, patience.signal);
    studio.measures.made(lane, cost.decodedPx);
    return { picture, lane };
  } catch (thrown) {
    if (gone.aborted) studio.measures.ended(lane, 'given_up');
    else if (patience.signal.aborted) studio.measures.ended(lane, 'late');
    else studio.measures.ended(lane, began ? 'failed' : 'refused');
    throw thrown;
  } finally {
    patience.end();
  }
}

/** Ends when nobody waits for the picture any longer, or when it has taken too long. */
function patienceFor(config: Config, gone: AbortSignal): { signal: AbortSignal; end(): void } {
  const abort = new AbortController();
  const giveUp = () => abort.abort(gone.reason);
  const tooLong = () => abort.abort(new Fault('busy', 'The picture took too long to make.'));
  const late = setTimeout(tooLong, config.RECTO_RENDER_SECONDS * 1_000);
  gone.addEventListener('abort', giveUp, { once: true });
  return {
    signal: abort.signal,
    end() {
      clearTimeout(late);
      gone.removeEventListener('abort', giveUp);
    },
  };
}

/** The second time is for a disk that was full, or a cache that was deleted meanwhile. */
const TRIES = 2;

async function draw(studio: Studio, ordered: ToDraw, signal: AbortSignal): Promise<Picture> {
  for (let time = 1; ; time += 1) {
    try {
      return await drawOnce(studio, ordered, signal);
    } catch (thrown) {
      const code = errorCode(thrown);
      // Of what the system says; Node's own complaints are mistakes of ours.
      if (thrown instanceof Fault || code === undefined || code.startsWith('ERR_')) throw thrown;
      if (time === TRIES) throw new Fault('unavailable', troubleOf(code), { cause: thrown });
      if (FULL.has(code)) await studio.cache.makeRoom();
    }
  }
}

async function drawOnce(
  studio: Studio,
  { key, plan, image, isLarge }: ToDraw,
  signal: AbortSignal,
): Promise<Picture> {
  const { packKey, directoryOffset, directoryBytes } = image.source;
  const path = studio.cache.newFile();
  const directory = { directoryOffset, directoryBytes };
  try {
    await studio.pool.run({ key, plan, packKey, directory, isLarge, path }, signal);
    return await studio.cache.keep(key, path);
  } catch (thrown) {
    await rm(path, { force: true });
    throw thrown;
  }
}

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

function troubleOf(code: string): string {
  return FULL.has(code)
    ? 'The disk is full: the picture could not be made. Make room on it, then try again.'
    : 'The picture could not be written to the disk just now.';
}

/** Ends when the client has hung up. */
export function patienceOf(res: ServerResponse): AbortSignal {
  const abort = new AbortController();
  const hungUp = (): void => {
    if (!res.writableEnded) abort.abort(new Fault('busy', 'The client has hung up.'));
  };
  if (res.closed) hungUp();
  else res.once('close', hungUp);
  return abort.signal;
}
