import { open } from 'node:fs/promises';
import type { LabSamples } from '../model/lab-samples.ts';
import { createLabReader } from './lab.ts';
import { readAt, writeAt } from './pack-file.ts';
import { encodeTiffHead } from './plain-tiff.ts';
import type { Dimensions } from './region.ts';

/** A file of L*a*b* samples, row after row in the byte order of this machine, from `offset` on. */
export interface LabFile extends Dimensions {
  readonly path: string;
  readonly offset: number;
  readonly channels: 3 | 4;
  readonly coding: LabSamples;
}

const PIECE_PIXELS = 1 << 17;

/**
 * Writes L*a*b* samples down as a plain TIFF in sRGB at `output`, a piece at a time.
 *
 * @throws Fault('unavailable') where the disk is full, the signal's reason
 */
export async function writeLabAsRgb(from: LabFile, output: string, signal?: AbortSignal): Promise<void> {
  const { channels, coding } = from;
  const read = createLabReader(coding, channels);
  const sampleBytes = coding.bits / 8;
  const pixelBytes = channels * sampleBytes;
  const source = await open(from.path, 'r');
  const target = await open(output, 'wx');
  try {
    let end = await writeAt(target, encodeTiffHead(from), 0);
    const total = from.width * from.height;
    for (let done = 0; done < total; done += PIECE_PIXELS) {
      signal?.throwIfAborted();
      const pixels = Math.min(PIECE_PIXELS, total - done);
      // Copied, so that it begins where numbers of two bytes may begin.
      const bytes = new Uint8Array(
        await readAt(source, from.offset + done * pixelBytes, pixels * pixelBytes),
      );
      const samples = sampleBytes === 1 ? bytes : new Uint16Array(bytes.buffer);
      end += await writeAt(target, Buffer.from(read(samples, pixels).buffer), end);
    }
  } finally {
    await source.close();
    await target.close();
  }
}
