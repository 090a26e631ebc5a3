import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Fault } from '../../model/fault.ts';
import { RENDERING_TYPES, type RenderingPlan } from '../../model/rendering.ts';
import type { MakeOutcome, MakeWork, MakingInput } from '../../storage/jobs/jobs.ts';
import { type Digested, digestStream } from '../../storage/objects/digest.ts';
import type { Objects } from '../../storage/objects/objects.ts';
import { createPace } from '../files/pace.ts';
import { openPageImages, type PageImages } from '../files/page-images.ts';
import { pdfOf } from '../files/pdf-file.ts';
import { zipOf } from '../files/zip-file.ts';

/** What the making of a file gives way to, before each of its pages. */
export type Turn = (signal: AbortSignal) => Promise<void>;

/**
 * Makes a file to take away: first the image of each page, kept in the store until the file is finished, so that whoever
 * goes on after a worker that was stopped makes none of them again; then the file from them, in one stream. A file that
 * stands already was made by somebody who was stopped before saying so.
 */
export function makeFile({
  objects,
  turn,
  stopping,
}: {
  readonly objects: Objects;
  readonly turn: Turn;
  /** A file may take an hour, and nobody waits so long for a process to end: another goes on with it. */
  readonly stopping: AbortSignal;
}): MakeWork {
  return async ({ input }, tools) => {
    const { progress } = tools;
    const signal = AbortSignal.any([tools.signal, stopping]);
    const plan = await readPlan(objects, input, signal);
    const shown = plan.pages.flatMap(({ image }) => image ?? []);
    const images = await openPageImages({ objects, input, signal });
    const pages = plan.pages.length;
    const finish = async (outcome: MakeOutcome): Promise<MakeOutcome> => {
      await images.remove(shown);
      return outcome;
    };
    const standing = await outcomeOf(objects, input.key, pages, signal);
    if (standing !== undefined) return finish(standing);
    const pace = createPace(shown.length);
    for (const [at, image] of shown.entries()) {
      await turn(signal);
      const startedAt = performance.now();
      if (await images.ensure(image)) pace.took(performance.now() - startedAt);
      const expectedAt = pace.expectedAt(at + 1, Date.now());
      progress({ pagesDone: at + 1, pagesTotal: shown.length, expectedAt });
    }
    const { sizeBytes, sha256 } = await writeFile(objects, { plan, input, images }, signal);
    return finish({ step: 'make-file', key: input.key, sizeBytes, sha256, pages });
  };
}

/** The index is written when the file stands: without it the next file is made from nothing, and that is all. */
async function writeFile(
  objects: Objects,
  { plan, input, images }: { plan: RenderingPlan; input: MakingInput; images: PageImages },
  signal: AbortSignal,
): Promise<Digested> {
  const body = input.kind === 'pdf' ? pdfOf(plan, images) : zipOf(plan, images);
  const contentType = RENDERING_TYPES[input.kind];
  const written = await objects.write(input.key, Readable.from(body), { contentType, signal });
  if (!written.created) return await digestStream(await objects.read(input.key, signal));
  await images.writeIndex();
  return written;
}

/** @throws Fault('not-found'), Fault('digest-mismatch') where what lies there is not what was meant */
async function readPlan(
  objects: Objects,
  { planKey, planSha256 }: MakingInput,
  signal: AbortSignal,
): Promise<RenderingPlan> {
  const bytes = await buffer(await objects.read(planKey, signal));
  if (createHash('sha256').update(bytes).digest('hex') !== planSha256)
    throw new Fault('digest-mismatch', 'The list of pages in the store is not the one that was written.');
  return JSON.parse(bytes.toString()) as RenderingPlan;
}

async function outcomeOf(
  objects: Objects,
  key: string,
  pages: number,
  signal: AbortSignal,
): Promise<MakeOutcome | undefined> {
  if ((await objects.stat(key)) === undefined) return undefined;
  return { step: 'make-file', key, pages, ...(await digestStream(await objects.read(key, signal))) };
}
