import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { resolveMax } from '../../image/size.ts';
import { planRendering } from '../../manifests/rendering-plan.ts';
import { asFault, Fault } from '../../model/fault.ts';
import type { Rendering, RenderingPlan } from '../../model/rendering.ts';
import { imageLimits } from '../../runtime/config.ts';
import type { DueMaking } from '../../storage/jobs/jobs.ts';
import { renderingKey, renderingPlanKey } from '../../storage/objects/keys.ts';
import { findItem } from '../../storage/records/items.ts';
import {
  pageImages,
  renderingsOf,
  settleRendering,
  unmadeRenderings,
} from '../../storage/records/renderings.ts';
import { findRevision } from '../../storage/records/revisions.ts';
import type { Parts } from '../parts.ts';

/** What it takes to publish one. */
type Publisher = Pick<Parts, 'records' | 'objects' | 'jobs' | 'config' | 'log'>;

/**
 * So many are in the queue at a time, the oldest first: the rest wait as rows, so that publishing sixty thousand items
 * fills neither Redis nor the sweep.
 */
const IN_QUEUE = 16;

type PublishedManifest = Parameters<typeof planRendering>[0];

/** Publishes the next files that are due and have no job. Never throws: what is left is for the sweep. */
export async function publishRenderings(parts: Publisher): Promise<void> {
  try {
    for (const rendering of await parts.records.read((rows) => unmadeRenderings(rows, IN_QUEUE))) {
      if (!(await parts.jobs.isLive(rendering))) await publishOne(parts, rendering);
    }
  } catch (error) {
    parts.log.warn({ err: error }, 'a file to take away could not be published yet');
  }
}

/** One that can never be published is a to-do, and stands in nobody's way. */
async function publishOne(parts: Publisher, rendering: Rendering): Promise<void> {
  try {
    await parts.jobs.publish(await makingOf(parts, rendering));
  } catch (thrown) {
    const { code, detail } = asFault(thrown);
    if (code !== 'internal' && code !== 'not-found') throw thrown;
    parts.log.error({ err: thrown, renderingId: rendering.id }, 'a file to take away cannot be made');
    await parts.records.write((rows) => settleRendering(rows, rendering, { failure: detail }, Date.now()));
  }
}

/** The job of a file: what its pages are made from is written down in the store, since of two thousand it is much. */
async function makingOf(parts: Publisher, rendering: Rendering): Promise<DueMaking> {
  const { id, itemId, kind, attempt } = rendering;
  const bytes = Buffer.from(JSON.stringify(await planOf(parts, rendering)));
  const planSha256 = createHash('sha256').update(bytes).digest('hex');
  const planKey = renderingPlanKey(itemId, planSha256);
  await parts.objects.write(planKey, Readable.from([bytes]), {
    sha256: planSha256,
    contentType: 'application/json',
  });
  const all = await parts.records.read((rows) => renderingsOf(rows, itemId));
  const older = all.find((one) => one.kind === kind && one.id !== id && one.state === 'ready');
  const input = { itemId, kind, planKey, planSha256, key: renderingKey(rendering, planSha256) };
  return {
    id,
    step: 'make-file',
    lane: 'care',
    attempt,
    input: { ...input, olderKey: older?.file?.key ?? null },
  };
}

/** From the revision as it was published, whatever the draft says since then. */
async function planOf(parts: Publisher, { itemId, revision }: Rendering): Promise<RenderingPlan> {
  const { item, published, images } = await parts.records.read(async (rows) => ({
    item: await findItem(rows, itemId),
    published: await findRevision(rows, itemId, revision),
    images: await pageImages(rows, itemId),
  }));
  if (item === undefined || published === undefined)
    throw new Fault('internal', 'The revision that a file is to be made of is not there.');
  const manifest = (await json(await parts.objects.read(published.key))) as PublishedManifest;
  const limits = imageLimits(parts.config);
  return planRendering(manifest, {
    reference: item.reference,
    revision,
    publishedAt: published.publishedAt,
    base: parts.config.publicUrl,
    images,
    fullSize: (image) => resolveMax(image, limits, false),
  });
}
