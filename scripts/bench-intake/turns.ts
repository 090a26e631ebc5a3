import { readFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import sharp from 'sharp';
import { type Image, readPixels } from '../../intake/read-pixels.ts';
import type { BenchMaster } from '../bench-ingest/masters.ts';
import { FORMS } from '../bench-ingest/options.ts';

/** One scan to be measured: its bytes, or its path where it is a large one. */
export interface IntakeCase {
  readonly name: string;
  readonly image: Image;
  readonly size: { readonly width: number; readonly height: number };
}

/** What one reading took. */
export interface Turn {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** What was measured of one scan. */
export interface IntakeRow {
  readonly name: string;
  readonly megapixels: number;
  readonly bare: readonly Turn[];
  readonly look: readonly Turn[];
  readonly bareMs: number;
  readonly lookMs: number;
  /** Median with the look by median without it, of time and of CPU time. */
  readonly ratio: number;
  readonly cpuRatio: number;
  /** How many bands were told; the scan was decoded twice where there are any. */
  readonly bands: number;
}

const MAX_PIXELS = 4_000_000_000;
const BAND_PCT = 2;
/** Where the pixels of the poster begin, row after row. */
const PIXELS_AT = 8;
/** The part of the pixels that is kept where the end is lost. */
const KEPT = 0.95;

/** The scans to measure of one TIFF: as it is, and for the plain form as if zeros had been written at its end. */
export async function casesOf(master: BenchMaster): Promise<readonly IntakeCase[]> {
  const { name, path, isBig, width, height } = master;
  const size = { width, height };
  if (isBig) return [{ name, image: path, size }];
  const image = await readFile(path);
  if (!name.endsWith(FORMS.strips)) return [{ name, image, size }];
  const rowBytes = width * 3;
  const lost = Buffer.from(image);
  lost.fill(0, PIXELS_AT + Math.floor(height * KEPT) * rowBytes, PIXELS_AT + height * rowBytes);
  return [
    { name, image, size },
    { name: `${name}, its end lost`, image: lost, size },
  ];
}

/** Reads a scan in both ways so often, turn by turn, after a first time that brings the file into memory. */
export async function measureCase({ name, image, size }: IntakeCase, rounds: number): Promise<IntakeRow> {
  const turns = { bare: [] as Turn[], look: [] as Turn[] };
  let bands = 0;
  const run = {
    bare: () => decodeBare(image),
    look: async () => {
      bands = await countBands(image, size);
    },
  };
  for (let round = 0; round <= rounds; round += 1) {
    const names = round % 2 === 0 ? (['bare', 'look'] as const) : (['look', 'bare'] as const);
    for (const way of names) {
      const turn = await timed(run[way]);
      if (round > 0) turns[way].push(turn);
    }
  }
  const medianOf = (way: keyof typeof turns, what: keyof Turn) =>
    median(turns[way].map((turn) => turn[what]));
  const [bareMs, lookMs] = [medianOf('bare', 'wallMs'), medianOf('look', 'wallMs')];
  const cpuRatio = medianOf('look', 'cpuMs') / medianOf('bare', 'cpuMs');
  const megapixels = (size.width * size.height) / 1e6;
  return { ...turns, name, megapixels, bareMs, lookMs, ratio: lookMs / bareMs, cpuRatio, bands };
}

/** Every pixel, in order, to nowhere: what an intake did before it looked. */
async function decodeBare(image: Image): Promise<void> {
  const decoder = sharp(image, {
    ...{ failOn: 'warning', sequentialRead: true, ignoreIcc: true, limitInputPixels: MAX_PIXELS },
  });
  await decoder.png({ compressionLevel: 0, adaptiveFiltering: false }).toFile(devNull);
}

async function countBands(image: Image, size: IntakeCase['size']): Promise<number> {
  const limits = { bandPct: BAND_PCT, maxPixels: MAX_PIXELS };
  const { look } = await readPixels(image, {
    size,
    bitsPerSample: 8,
    orientation: 1,
    levels: 'luminance',
    ...limits,
  });
  if (look === undefined) throw new Error('The scan was not looked at.');
  return look.bands.length;
}

async function timed(run: () => Promise<unknown>): Promise<Turn> {
  const [cpu, at] = [process.cpuUsage(), performance.now()];
  await run();
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: performance.now() - at, cpuMs: (user + system) / 1000 };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = sorted.slice(Math.ceil(middle - 1), Math.floor(middle) + 1);
  return (low + high) / 2;
}
