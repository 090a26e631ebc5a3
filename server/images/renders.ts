import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ByteRange } from '../../image/pack.ts';
import type { RenderPlan } from '../../image/plan.ts';
import { renderImage } from '../../image/render.ts';
import { Fault } from '../../model/fault.ts';
import { createLane } from '../http/lane.ts';
import { createSingleFlight } from '../http/single-flight.ts';
import type { Parts } from '../parts.ts';
import type { OpenImage } from './sources.ts';

/** A picture that was made. It is to be read once, or closed. */
export interface MadeImage {
  readonly sizeBytes: number;
  /** Where it came from: it stood in the cache, was made for this request, or for another that came just before. */
  readonly from: 'cache' | 'made' | 'joined';
  /** Streams it, or that part of it. Ending or destroying the stream closes the picture. */
  read(part?: ByteRange): Readable;
  close(): Promise<void>;
}

/** The pictures that stand in no pack: made few at a time, each once for everybody who asks for it just then. */
export interface ImageRenders {
  /** What has been made already and is kept; undefined if it would have to be made. */
  find(plan: RenderPlan, image: OpenImage): Promise<MadeImage | undefined>;
  /**
   * Finds it, or makes it.
   *
   * @throws Fault('busy') where too many wait already, or it took too long; Fault('bad-request') where it would never
   *   fit into memory; the signal's reason where the client hung up
   */
  render(plan: RenderPlan, image: OpenImage, signal: AbortSignal): Promise<MadeImage>;
}

/** What is larger than this takes some twenty bytes a pixel while it is encoded, so only one of these is made at once. */
const LARGE_PX = 25_000_000;
const LANES = {
  normal: { running: 2, waiting: 64 },
  large: { running: 1, waiting: 4 },
};
const DEADLINE_MS = 60_000;

export function createImageRenders(parts: Pick<Parts, 'objects' | 'metrics'>): ImageRenders {
  const lanes = { normal: createLane(LANES.normal), large: createLane(LANES.large) };
  const flights = createSingleFlight<Buffer>();
  parts.metrics.gauge({
    name: 'recto_render_queue',
    help: 'Images that are being rendered, and that wait for it.',
    labels: ['lane', 'state'],
    read: () =>
      Object.entries(lanes).flatMap(([name, lane]) => [
        { value: lane.running, labels: { lane: name, state: 'running' } },
        { value: lane.waiting, labels: { lane: name, state: 'waiting' } },
      ]),
  });
  return {
    find: async () => undefined,
    async render(plan, { source, index }, signal) {
      const readRange = (offset: number, length: number, gone?: AbortSignal) =>
        parts.objects.readRange(source.packKey, offset, length, gone);
      const lane = plan.size.width * plan.size.height > LARGE_PX ? lanes.large : lanes.normal;
      const make = (gone: AbortSignal) => lane.run(() => renderImage(plan, { index, readRange }, gone), gone);
      const bytes = await flights.run(`${source.packKey} ${plan.key}`, make, signal);
      return {
        sizeBytes: bytes.length,
        from: 'made',
        read: (part) =>
          Readable.from([part ? bytes.subarray(part.offset, part.offset + part.length) : bytes]),
        close: async () => undefined,
      };
    },
  };
}

/** Ends when the client has hung up, or when the answer has taken too long. */
export function patienceOf(res: ServerResponse): AbortSignal {
  const abort = new AbortController();
  const late = setTimeout(
    () => abort.abort(new Fault('busy', 'The image took too long to make.')),
    DEADLINE_MS,
  );
  res.once('close', () => {
    clearTimeout(late);
    if (!res.writableEnded) abort.abort(new Fault('busy', 'The client has hung up.'));
  });
  return abort.signal;
}
