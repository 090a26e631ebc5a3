import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Compression } from './options.ts';

/** A scan that lies ready to be sent, digested as a station does before it sends. */
export interface ReadyScan {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

const CHANNELS = 3;
/** Of a poster. */
const WIDTH_TO_HEIGHT = 1.5;

/** Paper with grain, 24 bits a pixel. Each has other bytes than the others: a number is written into its pixels. */
export async function makeScans(
  dir: string,
  { count, megabytes, compression }: { count: number; megabytes: number; compression: Compression },
): Promise<readonly ReadyScan[]> {
  await mkdir(dir, { recursive: true });
  const height = Math.round(Math.sqrt((megabytes * 1_000_000) / CHANNELS / WIDTH_TO_HEIGHT));
  const width = Math.round(height * WIDTH_TO_HEIGHT);
  const noise = { type: 'gaussian', mean: 190, sigma: 12 } as const;
  const paper = await sharp({ create: { width, height, channels: CHANNELS, background: 'white', noise } })
    .blur(0.8)
    .raw()
    .toBuffer();
  const scans: ReadyScan[] = [];
  for (let number = 1; number <= count; number += 1) {
    paper.writeUInt32BE(number, paper.length >> 1);
    const bytes = await sharp(paper, { raw: { width, height, channels: CHANNELS } })
      .withIccProfile('srgb')
      .tiff({ compression, xres: 300 / 25.4, yres: 300 / 25.4 })
      .toBuffer();
    const name = `page-${String(number).padStart(4, '0')}.tif`;
    const path = join(dir, name);
    await writeFile(path, bytes);
    scans.push({
      name,
      path,
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  }
  return scans;
}
