import type { ServerResponse } from 'node:http';
import type { RenderPlan } from '../../image/plan.ts';
import { renderImage } from '../../image/render.ts';
import { Fault } from '../../model/fault.ts';
import { createLane } from '../http/lane.ts';
import { createSingleFlight } from '../http/single-flight.ts';
import type { Parts } from '../parts.ts';
import type { OpenImage } from './sources.ts';

/** Makes the pictures that stand in no pack: few at a time, each once for everybody who asks for it just then. */
export interface ImageRenders {
  /**
   * @throws Fault('busy') where too many wait already, or it took too long; the signal's reason where the client hung up
   */
  render(plan: RenderPlan, image: OpenImage, signal: AbortSignal): Promise<Buffer>;
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
    render(plan, { source, index }, signal) {
      const readRange = (offset: number, length: number, gone?: AbortSignal) =>
        parts.objects.readRange(source.packKey, offset, length, gone);
      const lane = plan.size.width * plan.size.height > LARGE_PX ? lanes.large : lanes.normal;
      const make = (gone: AbortSignal) => lane.run(() => renderImage(plan, { index, readRange }, gone), gone);
      return flights.run(`${source.packKey} ${plan.key}`, make, signal);
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
