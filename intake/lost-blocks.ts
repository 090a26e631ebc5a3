import type { Region } from '../model/finding.ts';
import type { ByteSource } from './bytes.ts';
import { HEAD_BYTES, recogniseFormat } from './format.ts';
import { MAX_PARTS, readDirectory, readLayout, readNumbers } from './tiff-directory.ts';
import { TAG } from './tiff-names.ts';

/** A run of zeros in the pixels of a file that begins and ends where blocks of a disk do. */
export interface LostBlock {
  /** The lines that it touches, in pixels of the image as stored. */
  readonly region: Region;
  readonly bytes: number;
}

/** Strips of an uncompressed image, in which the place in the file tells the line. */
interface Strips {
  readonly offsets: readonly number[];
  readonly counts: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly rowsPerStrip: number;
  readonly rowBytes: number;
  readonly sampleBytes: number;
}

/** What file systems keep together, and networks send a multiple of. */
const BLOCK_BYTES = 4_096;
const PIECE_BYTES = 256 * BLOCK_BYTES;
const MAX_LOST = 5;
const ZEROS = Buffer.alloc(BLOCK_BYTES);
const [UNCOMPRESSED, SEPARATE_PLANES] = [1, 2] as const;
/** BlackIsZero and RGB. */
const DARK_AT_ZERO = [1, 2];

/**
 * Finds blocks that were lost between the scanner's program and the disk, in an uncompressed TIFF in strips: zeros
 * from one multiple of 4,096 bytes of the file to another (or to its end), with other numbers right before and behind.
 * Darkness begins and ends anywhere. However few lines they are, no picture has them.
 *
 * Reads the whole file in pieces of a megabyte, and looks at a few bytes of each block.
 */
export async function findLostBlocks(source: ByteSource): Promise<readonly LostBlock[]> {
  const strips = await readStrips(source);
  if (strips === undefined) return [];
  const lost: LostBlock[] = [];
  for await (const run of zeroRuns(source)) {
    const region = regionOf(strips, run);
    if (region !== undefined && (await hasEdges(source, run, strips)))
      lost.push({ region, bytes: run.end - run.from });
    if (lost.length >= MAX_LOST) break;
  }
  return lost;
}

interface Run {
  readonly from: number;
  readonly end: number;
}

async function* zeroRuns(source: ByteSource): AsyncGenerator<Run> {
  let from: number | undefined;
  for (let at = 0; at < source.sizeBytes; at += PIECE_BYTES) {
    const piece = await source.read(at, Math.min(PIECE_BYTES, source.sizeBytes - at));
    for (let block = 0; block < piece.length; block += BLOCK_BYTES) {
      const isLost = isZero(piece.subarray(block, block + BLOCK_BYTES));
      if (isLost) from ??= at + block;
      if (isLost || from === undefined) continue;
      yield { from, end: at + block };
      from = undefined;
    }
  }
  if (from !== undefined) yield { from, end: source.sizeBytes };
}

/** What is not zero says so in its first bytes, nearly always. */
function isZero(block: Uint8Array): boolean {
  if (block[0] !== 0 || block[1] !== 0 || block[2] !== 0) return false;
  return ZEROS.subarray(0, block.length).equals(block);
}

/** Whether another sample than zero stands right before and behind. */
async function hasEdges(source: ByteSource, { from, end }: Run, { sampleBytes }: Strips): Promise<boolean> {
  const isOther = async (at: number): Promise<boolean> =>
    (await source.read(at, Math.min(sampleBytes, source.sizeBytes - at))).some((byte) => byte !== 0);
  if (from < sampleBytes || !(await isOther(from - sampleBytes))) return false;
  return end === source.sizeBytes || (await isOther(end));
}

async function readStrips(source: ByteSource): Promise<Strips | undefined> {
  const head = await source.read(0, Math.min(HEAD_BYTES, source.sizeBytes));
  const format = recogniseFormat(head)?.name;
  const layout = format === 'TIFF' || format === 'BigTIFF' ? readLayout(head) : undefined;
  if (layout === undefined) return undefined;
  const { directory } = await readDirectory(source, layout, layout.first);
  const numbersOf = (tag: number, most?: number) => readNumbers(source, layout, directory.get(tag), most);
  const numberOf = async (tag: number, otherwise = 0): Promise<number> =>
    (await numbersOf(tag, 1))[0] ?? otherwise;
  const [bits = 1, ...others] = await numbersOf(TAG.bitsPerSample);
  const isPlain =
    (await numberOf(TAG.compression, UNCOMPRESSED)) === UNCOMPRESSED &&
    DARK_AT_ZERO.includes(await numberOf(TAG.photometric)) &&
    bits % 8 === 0 &&
    others.every((one) => one === bits);
  if (!isPlain || directory.has(TAG.tileOffsets)) return undefined;
  const [width, height] = [await numberOf(TAG.imageWidth), await numberOf(TAG.imageLength)];
  const isPlanar = (await numberOf(TAG.planarConfiguration)) === SEPARATE_PLANES;
  const samples = isPlanar ? 1 : await numberOf(TAG.samplesPerPixel, 1);
  const rowsPerStrip = Math.min((await numberOf(TAG.rowsPerStrip, height)) || height, height);
  const sampleBytes = bits / 8;
  const rowBytes = width * samples * sampleBytes;
  const offsets = await numbersOf(TAG.stripOffsets, MAX_PARTS);
  const counts = await numbersOf(TAG.stripByteCounts, MAX_PARTS);
  return rowBytes > 0 ? { offsets, counts, width, height, rowsPerStrip, rowBytes, sampleBytes } : undefined;
}

/** The lines whose bytes lie in a run; undefined where no pixels do. */
function regionOf(strips: Strips, { from, end }: Run): Region | undefined {
  const { offsets, counts, width, height, rowsPerStrip, rowBytes } = strips;
  const inPlane = Math.ceil(height / rowsPerStrip);
  let [top, bottom] = [height, 0];
  for (const [index, offset] of offsets.entries()) {
    const first = Math.max(0, from - offset);
    const last = Math.min(counts[index] ?? 0, end - offset);
    if (first >= last) continue;
    const row = (index % inPlane) * rowsPerStrip;
    top = Math.min(top, row + Math.floor(first / rowBytes));
    bottom = Math.max(bottom, Math.min(height, row + Math.ceil(last / rowBytes)));
  }
  return top < bottom ? { x: 0, y: top, width, height: bottom - top } : undefined;
}
