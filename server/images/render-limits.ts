import { costOf, type RenderCost } from '../../image/cost.ts';
import { FORMATS } from '../../image/format.ts';
import type { PackIndex } from '../../image/pack.ts';
import type { RenderPlan } from '../../image/plan.ts';
import { Fault } from '../../model/fault.ts';
import type { Config } from '../../runtime/config.ts';

/** Where pictures wait until there is room to make them; of the large ones one is made at a time. */
export type RenderLane = 'normal' | 'large';

/** What rendering may take. */
export interface RenderLimits {
  /** All that is rendered at once, in bytes of memory. */
  readonly memoryBytes: number;
  /** Whatever takes more is large. That much is always left for the others, so that no large one makes them wait. */
  readonly normalBytes: number;
}

/** What decodes and encodes more pixels than this is large, however little memory it takes. */
const NORMAL_PX = 25_000_000;
const NORMAL_SHARE = 1 / 8;
/** However small a picture is, it takes some thirty. */
const LEAST_NORMAL_BYTES = 64_000_000;

export function renderLimits(config: Pick<Config, 'RECTO_RENDER_MEMORY_MB'>): RenderLimits {
  const memoryBytes = config.RECTO_RENDER_MEMORY_MB * 1_000_000;
  return { memoryBytes, normalBytes: Math.max(memoryBytes * NORMAL_SHARE, LEAST_NORMAL_BYTES) };
}

/** In which lane a picture is made. */
export function laneOf(plan: RenderPlan, cost: RenderCost, { normalBytes }: RenderLimits): RenderLane {
  const px = cost.decodedPx + plan.size.width * plan.size.height;
  return px > NORMAL_PX || cost.bytes > normalBytes ? 'large' : 'normal';
}

/**
 * Refuses a picture that would never fit into memory beside the small ones.
 *
 * @throws Fault('bad-request') that says what would fit.
 */
export function requireMemory(
  plan: RenderPlan,
  index: PackIndex,
  limits: RenderLimits,
  cost: RenderCost = costOf(plan, index),
): void {
  const isWithin = ({ bytes }: RenderCost) => bytes <= limits.memoryBytes - limits.normalBytes;
  if (isWithin(cost)) return;
  const fits = (changed: RenderPlan) => isWithin(costOf(changed, index));
  const formats = FORMATS.filter((format) => fits({ ...plan, format }));
  const width = widthThatFits(plan, fits);
  const ways = [
    ...(formats.length > 0 ? [`as ${formats.join(' or ')}`] : []),
    ...(width > 0 ? [`as ${plan.format} up to ${width} pixels wide`] : []),
  ];
  const hint = ways.length > 0 ? ` It can be had ${ways.join(', or ')}.` : '';
  throw new Fault(
    'bad-request',
    `This server has not enough memory to make so large a ${plan.format} picture.${hint}`,
  );
}

/** In steps of a tenth; 0 if none does. */
function widthThatFits(plan: RenderPlan, fits: (changed: RenderPlan) => boolean): number {
  for (let tenths = 9; tenths > 0; tenths -= 1) {
    const width = Math.floor((plan.size.width * tenths) / 10);
    const height = Math.floor((plan.size.height * tenths) / 10);
    if (width > 0 && height > 0 && fits({ ...plan, size: { width, height } })) return width;
  }
  return 0;
}
