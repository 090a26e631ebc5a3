import { pipeline } from 'node:stream/promises';
import { createInflate, inflateSync } from 'node:zlib';
import { errorCode } from '../model/fault.ts';
import type { ByteSource } from './bytes.ts';
import type { Complaint } from './facts.ts';
import { HEAD_BYTES, recogniseFormat } from './format.ts';
import { MAX_PARTS, readDirectory, readLayout, readNumbers } from './tiff-directory.ts';
import { TAG } from './tiff-names.ts';

/** The strips or tiles of a Deflate TIFF's first image. */
interface DeflateParts {
  readonly offsets: readonly number[];
  readonly counts: readonly number[];
  /** Rows of the image that a strip begins after the one before; undefined of tiles and of planes. */
  readonly rowsPerStrip: number | undefined;
}

/** Old and new number of the same compression. */
const DEFLATE = [8, 32_946];
const SEPARATE_PLANES = 2;
const PIECE_BYTES = 1_048_576;
/** Deflate makes at most a thousand bytes of one, so that what is smaller than this never fills the memory. */
const SMALL_BYTES = 65_536;

/**
 * Proves the checksum at the end of every strip or tile of a Deflate TIFF, which decoders do not: they stop as soon
 * as they have all pixels, so that overwritten bytes which still mean something pass without a word.
 *
 * Reads the first image once more, in pieces, and keeps none of its pixels.
 *
 * @returns what is wrong with the first part that is; undefined where none is, and for every other kind of file
 * @throws what the signal was aborted with
 */
export async function findWrongSum(
  source: ByteSource,
  signal: AbortSignal | undefined,
): Promise<Complaint | undefined> {
  const parts = await readParts(source);
  if (parts === undefined) return undefined;
  for (const [index, offset] of parts.offsets.entries()) {
    signal?.throwIfAborted();
    const words = await wordsOn(source, offset, parts.counts[index] ?? 0);
    if (words === undefined) continue;
    const line = parts.rowsPerStrip === undefined ? undefined : index * parts.rowsPerStrip;
    return { kind: 'damaged', line, words: `Deflate: ${words}` };
  }
  return undefined;
}

async function readParts(source: ByteSource): Promise<DeflateParts | undefined> {
  const head = await source.read(0, Math.min(HEAD_BYTES, source.sizeBytes));
  const format = recogniseFormat(head)?.name;
  const layout = format === 'TIFF' || format === 'BigTIFF' ? readLayout(head) : undefined;
  if (layout === undefined) return undefined;
  const { directory } = await readDirectory(source, layout, layout.first);
  const numbersOf = (tag: number, most = 1) => readNumbers(source, layout, directory.get(tag), most);
  if (!DEFLATE.includes((await numbersOf(TAG.compression))[0] ?? 0)) return undefined;
  const isTiled = directory.has(TAG.tileOffsets);
  const isPlanar = (await numbersOf(TAG.planarConfiguration))[0] === SEPARATE_PLANES;
  const [rows] = await numbersOf(TAG.rowsPerStrip);
  return {
    offsets: await numbersOf(isTiled ? TAG.tileOffsets : TAG.stripOffsets, MAX_PARTS),
    counts: await numbersOf(isTiled ? TAG.tileByteCounts : TAG.stripByteCounts, MAX_PARTS),
    rowsPerStrip: isTiled || isPlanar ? undefined : rows,
  };
}

/** What zlib says against a part. That one ends early is not among it: decoders take what they need. */
async function wordsOn(source: ByteSource, offset: number, count: number): Promise<string | undefined> {
  if (offset + count > source.sizeBytes) return undefined;
  try {
    if (count <= SMALL_BYTES) inflateSync(await source.read(offset, count));
    else await pipeline(piecesOf(source, offset, offset + count), createInflate(), forget);
    return undefined;
  } catch (error) {
    if (errorCode(error) === 'Z_DATA_ERROR') return error instanceof Error ? error.message : '';
    if (errorCode(error) === 'Z_BUF_ERROR') return undefined;
    throw error;
  }
}

async function* piecesOf(source: ByteSource, from: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < end; at += PIECE_BYTES)
    yield await source.read(at, Math.min(PIECE_BYTES, end - at));
}

async function forget(pixels: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of pixels);
}
