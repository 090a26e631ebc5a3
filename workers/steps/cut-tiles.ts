import { join } from 'node:path';
import { cutTiles, RECIPE } from '../../image/cut-tiles.ts';
import { findDirectory, parseDirectory, TAIL_BYTES } from '../../image/pack.ts';
import type { CutOutcome, StepWork } from '../../storage/jobs/jobs.ts';
import { digestStream } from '../../storage/objects/digest.ts';
import { packKey } from '../../storage/objects/keys.ts';
import type { Objects } from '../../storage/objects/objects.ts';
import { asDecodable } from '../decodable.ts';
import type { Scratch } from '../scratch.ts';

/**
 * Cuts a master into its tile pack, unless it stands already: then it was cut before by somebody who was stopped
 * before saying so, and only its facts are read. What stands under a key is never replaced, so two workers that
 * cut the same file end with the same pack.
 */
export function cutTilesOfMaster(parts: {
  readonly objects: Objects;
  readonly scratch: Scratch;
  readonly maxPixels: number;
}): StepWork {
  const { objects, scratch, maxPixels } = parts;
  return async ({ input }, { signal, progress }) => {
    const key = packKey(input.fileVersionId, RECIPE);
    const standing = await readPack(objects, key, signal);
    if (standing !== undefined) return standing;
    return await scratch.withFolder(input.fileVersionId, async (folder) => {
      const output = join(folder, 'pack.zip');
      const { recipe, width, height, tileSize, directoryOffset, directoryBytes } =
        await objects.withLocalFile(
          input.masterKey,
          async (master) => {
            const { path, lab } = await asDecodable(master, folder);
            return await cutTiles({ input: path, lab, output, maxPixels, signal, onProgress: progress });
          },
          signal,
        );
      const written = await objects.takeFile(key, output, { contentType: 'application/zip', signal });
      progress(1);
      const other = written.created ? undefined : await readPack(objects, key, signal);
      if (other !== undefined) return other;
      const { sizeBytes, sha256 } = written;
      const facts = { width, height, tileSize, sizeBytes, sha256, directoryOffset, directoryBytes };
      return { step: 'cut-tiles', recipe, key, ...facts };
    });
  };
}

/** The facts of the pack that stands under a key, from its own directory; undefined if there is none. */
async function readPack(objects: Objects, key: string, signal: AbortSignal): Promise<CutOutcome | undefined> {
  const stat = await objects.stat(key);
  if (stat === undefined) return undefined;
  const { sizeBytes } = stat;
  const tailBytes = Math.min(TAIL_BYTES, sizeBytes);
  const tail = await objects.readRange(key, sizeBytes - tailBytes, tailBytes, signal);
  const { directoryOffset, directoryBytes } = findDirectory(tail, sizeBytes);
  const directory = await objects.readRange(key, directoryOffset, directoryBytes, signal);
  const { width, height, tileSize } = parseDirectory(directory);
  const { sha256 } = await digestStream(await objects.read(key, signal));
  const facts = { width, height, tileSize, sizeBytes, sha256, directoryOffset, directoryBytes };
  return { step: 'cut-tiles', recipe: RECIPE, key, ...facts };
}
