import { asFault, Fault } from '../../model/fault.ts';
import type { Objects } from '../../storage/objects/objects.ts';

/**
 * Reads a part of a pack, in bytes. What the store says about a key or a range is about us here, and not about whoever
 * asked for an image: a pack that is gone or too short is our damage, and no 404 or 400.
 *
 * @throws Fault('internal') where the pack is not what it was; else as `Objects.readRange`
 */
export async function readPack(
  objects: Pick<Objects, 'readRange'>,
  key: string,
  { offset, length, signal }: { offset: number; length: number; signal?: AbortSignal | undefined },
): Promise<Buffer> {
  try {
    return await objects.readRange(key, offset, length, signal);
  } catch (thrown) {
    const { code } = asFault(thrown);
    if (code !== 'not-found' && code !== 'bad-request') throw thrown;
    throw new Fault('internal', 'The tiles of this image are damaged or gone.', { cause: thrown });
  }
}
