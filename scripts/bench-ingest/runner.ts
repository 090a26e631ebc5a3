import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import sharp from 'sharp';
import { cutTiles } from '../../image/cut-tiles.ts';
import { PYRAMID } from '../../image/pyramid.ts';
import { JPEG_QUALITY } from '../../image/render.ts';
import { limitThreads } from '../../intake/read-pixels.ts';
import { peakBytesOf } from './peak.ts';
import type { OwnRun } from './runs.ts';

/** What one process does: this, once, and says what it took. The program is there before the clock starts. */
const WAYS: Readonly<Record<string, (input: string, output: string) => Promise<unknown>>> = {
  recto: (input, output) => cutTiles({ input, output, maxPixels: Number.MAX_SAFE_INTEGER }),
  tile: (input, output) =>
    bare(input)
      .jpeg({ quality: JPEG_QUALITY })
      .tile({ size: PYRAMID.tileSizePx, layout: 'iiif3', container: 'zip' })
      .toFile(output),
  encode: (input, output) => bare(input).jpeg({ quality: JPEG_QUALITY }).toFile(output),
};

function bare(input: string) {
  return sharp(input, { limitInputPixels: false });
}

const [way = '', input = '', output = ''] = process.argv.slice(2);
const work = WAYS[way];
if (work === undefined) throw new Error(`There is no way "${way}".`);
sharp.cache(false);
// As many as a worker takes that is alone on the machine.
limitThreads(availableParallelism());
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
await work(input, output);
const wallMs = performance.now() - startedAt;
const { user, system } = process.cpuUsage(cpuBefore);
const run: OwnRun = {
  wallMs,
  cpuMs: (user + system) / 1000,
  peakBytes: peakBytesOf(process.pid) ?? null,
  bytesOut: statSync(output).size,
};
console.log(JSON.stringify(run));
