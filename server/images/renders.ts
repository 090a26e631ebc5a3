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

const RENDERING = { running: 2, waiting: 64 };
const DEADLINE_MS = 60_000;

export function createImageRenders(parts: Pick<Parts, 'objects' | 'metrics'>): ImageRenders {
  const lane = createLane(RENDERING);
  const flights = createSingleFlight<Buffer>();
  parts.metrics.gauge({
    name: 'recto_render_queue',
    help: 'Images that are being rendered, and that wait for it.',
    labels: ['state'],
    read: () => [
      { value: lane.running, labels: { state: 'running' } },
      { value: lane.waiting, labels: { state: 'waiting' } },
    ],
  });
  return {
    render(plan, { source, index }, signal) {
      const readRange = (offset: number, length: number, gone?: AbortSignal) =>
        parts.objects.readRange(source.packKey, offset, length, gone);
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
