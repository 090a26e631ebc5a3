import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { RenderingPlan } from '../../model/rendering.ts';
import type { PageImages } from './page-images.ts';
import { type ListedPage, pageNames, pagesCsv, rightsText } from './zip-words.ts';

/** The same for everybody and for ever: a ZIP writes times without their zone. */
const THE_BEGINNING = new Date(1980, 0, 1);
const STORED = { compress: false, mtime: THE_BEGINNING, mode: 0o100644, forceDosTimestamp: true } as const;

/**
 * The images of a plan in a ZIP, from images that stand: one is held at a time, and goes in as it is. Under which rights
 * stands in the first entry, what each file is, with its digest, in the last. The same plan and images make the same
 * bytes.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function* zipOf(plan: RenderingPlan, images: PageImages): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (thrown: Error) => output.destroy(thrown));
  let written = 0;
  let awaited: Awaited | undefined;
  const feeding = feed(zip, { plan, images }, (jpeg) => {
    return new Promise((resolve) => {
      awaited = { jpeg, resolve };
    });
  });
  feeding.catch((thrown: unknown) => output.destroy(thrown instanceof Error ? thrown : new Error()));
  for await (const chunk of output as AsyncIterable<Buffer>) {
    // What is added at once comes out at once, whatever is before it.
    const at = awaited === undefined ? -1 : chunk.indexOf(awaited.jpeg);
    const before = written;
    written += chunk.length;
    yield chunk;
    if (awaited === undefined || at < 0) continue;
    const { resolve } = awaited;
    awaited = undefined;
    resolve(before + at);
  }
  await feeding;
}

/** An image that was added, and who waits until it has gone out. */
interface Awaited {
  readonly jpeg: Buffer;
  readonly resolve: (offset: number) => void;
}

/** Adds one entry after the other, each when the one before it has gone out. */
async function feed(
  zip: ZipFile,
  { plan, images }: { readonly plan: RenderingPlan; readonly images: PageImages },
  gone: (jpeg: Buffer) => Promise<number>,
): Promise<void> {
  const listed: ListedPage[] = [];
  const names = pageNames(plan);
  zip.addBuffer(Buffer.from(rightsText(plan)), 'rights.txt', STORED);
  for (const [at, page] of plan.pages.entries()) {
    const name = names[at] ?? '';
    if (page.image === null) {
      listed.push({ page, file: null });
      continue;
    }
    const jpeg = await images.read(page.image);
    const offset = gone(jpeg);
    zip.addBuffer(jpeg, name, STORED);
    images.placed(page.image, await offset, jpeg.length);
    release(zip);
    const sha256 = createHash('sha256').update(jpeg).digest('hex');
    listed.push({ page, file: { name, sizeBytes: jpeg.length, sha256 } });
  }
  zip.addBuffer(Buffer.from(pagesCsv(listed)), 'pages.csv', STORED);
  zip.end();
}

/** yazl holds on to what it has written until the file is finished: an item of four hundred pages would not fit. */
function release(zip: ZipFile): void {
  const { entries } = zip as unknown as { readonly entries: readonly { doFileDataPump: () => void }[] };
  const last = entries.at(-1);
  if (last !== undefined) last.doFileDataPump = () => undefined;
}
